import '../../messages/feedback-definition/words.ts'
import './feedback-definition.css'
import { Anchor } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  type Definitions,
  definitionsAddress,
  definitionsShape,
  definitionTemplate,
  type Version,
} from '../../api/feedback-definition.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { PathButton } from '../../ui/PathButton.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { ProposalOutcomes } from '../feedback-proposals/LazyOutcomes.tsx'
import { CompareDefinitions } from './CompareDefinitions.tsx'
import { useDefinitionWords } from './definition-words.ts'
import { FieldTable } from './FieldTable.tsx'
import { SentSection } from './SentSection.tsx'

/** The feedback of an agreement: what it is made of, its versions, what came of it. */
export function FeedbackTabPage() {
  return (
    <Door needs="agreement.read">
      <FeedbackTab />
    </Door>
  )
}

function FeedbackTab() {
  const { t } = useTranslation('feedback-definition')
  const { code } = useParams({ from: '/shell/perjanjian/$code/balikan' })
  const mayDefine = useMay('feedback.define')
  const seesSent = useMay('feedback.read')
  const query = useAsked(definitionsAddress(code), definitionsShape)
  const hasNone = query.data?.versions.length === 0
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayDefine && (
          <PathButton to={PATHS.defineFeedback} params={{ code }}>
            {hasNone ? t('defineFirst') : t('define')}
          </PathButton>
        )
      }
    >
      <AgreementTabs code={code} />
      <Loaded query={query}>{(data) => <Definition code={code} data={data} />}</Loaded>
      {seesSent && <SentSection code={code} />}
      {seesSent && <ProposalOutcomes code={code} />}
    </Page>
  )
}

function Definition({ code, data: { inForce, versions } }: { code: string; data: Definitions }) {
  const { t } = useTranslation('feedback-definition')
  const current = versions.find(({ version }) => version === inForce) ?? versions[0]
  return (
    <>
      <Section title={t('inForce')}>
        {current === undefined ? (
          <p className="empty">{t('none')}</p>
        ) : (
          <InForce code={code} version={current} isBegun={inForce !== null} />
        )}
      </Section>
      {versions.length > 0 && (
        <>
          <Section title={t('versions')}>
            <Versions versions={versions} />
          </Section>
          <Section title={t('compare')}>
            <CompareDefinitions key={versions.length} versions={versions} />
          </Section>
        </>
      )}
    </>
  )
}

function InForce({ code, version, isBegun }: { code: string; version: Version; isBegun: boolean }) {
  const { t } = useTranslation('feedback-definition')
  const format = useFormat()
  const words = useDefinitionWords()
  return (
    <>
      <div className="card definition-facts">
        <Facts
          facts={[
            [t('version'), version.version],
            [t('validFrom'), isBegun ? format.moment(version.validFrom) : t('notYet')],
            [t('basis'), version.basis],
            ...words.factsOf(version),
            ...(isBegun
              ? [
                  [
                    t('templates'),
                    <span key="templates" className="links">
                      <Anchor href={definitionTemplate(code, 'xlsx')} download>
                        {t('templateXlsx')}
                      </Anchor>
                      <Anchor href={definitionTemplate(code, 'csv')} download>
                        {t('templateCsv')}
                      </Anchor>
                    </span>,
                  ] as const,
                ]
              : []),
          ]}
        />
      </div>
      <FieldTable fields={version.fields} />
    </>
  )
}

function Versions({ versions }: { versions: readonly Version[] }) {
  const { t } = useTranslation('feedback-definition')
  const format = useFormat()
  return (
    <DataTable
      name={t('versions')}
      rows={versions}
      rowKey={({ version }) => version}
      empty={t('none')}
      columns={[
        { title: t('version'), cell: ({ version }) => version },
        { title: t('validFrom'), cell: ({ validFrom }) => format.moment(validFrom) },
        { title: t('basis'), cell: ({ basis }) => basis },
        { title: t('reason'), cell: ({ reason }) => reason ?? t('fromPaper') },
        {
          title: t('by'),
          cell: ({ definedBy }) =>
            definedBy === 'paper' ? t('byPaper') : definedBy.replace(/^(staff|cli):/, ''),
        },
        { title: t('fields'), numeric: true, cell: ({ fields }) => format.number(fields.length) },
      ]}
    />
  )
}
