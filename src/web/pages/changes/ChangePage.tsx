import '../../messages/changes/words.ts'
import './changes.css'
import '../requests/requests.css'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { type Change, changeShape, changesAddress } from '../../api/changes.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { ChangeActs } from './ChangeActs.tsx'
import { ChangeAttachments } from './ChangeAttachments.tsx'
import { ChangeState } from './ChangeState.tsx'
import { ChangeSteps, ChangeTimeline } from './ChangeSteps.tsx'
import { WhatIfSection } from './WhatIfSection.tsx'

const PaperList = lazy(
  patiently(() => import('../papers/PaperList.tsx').then((module) => ({ default: module.PaperList }))),
)

/** One change: what is asked for, how far it is, what it would do, and what may be done with it now. */
export function ChangePage() {
  return (
    <Door needs="agreement.read">
      <OneChange />
    </Door>
  )
}

function OneChange() {
  const { t } = useTranslation('changes')
  const { code, id } = useParams({ from: '/shell/perjanjian/$code/perubahan/$id' })
  const query = useAsked(`${changesAddress(code)}/${encodeURIComponent(id)}`, changeShape)
  const { data } = query
  const title = data === undefined ? t('title') : t('one', { n: data.id, kind: t(`kinds.${data.kind}`) })
  return (
    <Page title={title} lead={data !== undefined && <ChangeState state={data.state} />}>
      <AgreementTabs code={code} />
      <Loaded query={query}>{(change) => <Parts code={code} change={change} />}</Loaded>
      <p>
        <PathLink to={PATHS.changes} params={{ code }}>
          {t('back')}
        </PathLink>
      </p>
    </Page>
  )
}

function Parts({ code, change }: { code: string; change: Change }) {
  const { t } = useTranslation('changes')
  const isOpen = ['draft', 'returned'].includes(change.state)
  return (
    <>
      <Section title={t('sections.path')}>
        <ChangeSteps change={change} />
      </Section>
      <Section title={t('sections.acts')}>
        {isOpen && change.missing.length > 0 && (
          <Note tone="warn" title={t('missing.title')}>
            <ul className="plain-list">
              {change.missing.map((one) => (
                <li key={one}>{t(`missing.${one}`)}</li>
              ))}
            </ul>
          </Note>
        )}
        <ChangeActs code={code} change={change} />
      </Section>
      <Section title={t('sections.request')}>
        <div className="card">
          <ChangeFacts change={change} />
        </div>
        {change.difference.length > 0 && <Difference rows={change.difference} />}
      </Section>
      <Section title={t('sections.whatIf')}>
        <WhatIfSection code={code} change={change} />
      </Section>
      <Section title={t('sections.attachments')}>
        <ChangeAttachments code={code} change={change} />
      </Section>
      {change.paper !== null && (
        <Section title={t('sections.papers')}>
          <Suspense fallback={<div className="skeleton" />}>
            <PaperList about={{ ids: [change.paper.id] }} />
          </Suspense>
        </Section>
      )}
      <Section title={t('sections.timeline')}>
        <ChangeTimeline steps={change.steps} />
      </Section>
    </>
  )
}

function ChangeFacts({ change }: { change: Change }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const { procedure, central, signatures, letterNumber, letterOn, paper } = change
  const withDay = (words: string, day: string | null) =>
    day === null ? words : `${words} · ${format.day(day)}`
  const needed = procedure.central ? t('facts.needsCentral') : t('facts.noCentral')
  const signed = (one: Change['signatures']['office']) =>
    one === null
      ? t('signatures.none')
      : t('signatures.on', { signer: one.signer, day: one.on === null ? '' : format.day(one.on) })
  const start = change.effectiveOn === null ? t('facts.atEffect') : format.day(change.effectiveOn)
  return (
    <Facts
      facts={[
        [t('asked'), change.asked],
        [t('facts.reason'), change.reason],
        [t('facts.letter'), letterNumber === null ? t('facts.none') : withDay(letterNumber, letterOn)],
        [t('facts.central'), central === null ? needed : withDay(central.number, central.on)],
        [t('facts.paper'), paper === null ? t('facts.none') : (paper.number ?? `#${paper.id}`)],
        ...(procedure.isSigned
          ? ([
              [t('signatures.office'), signed(signatures.office)],
              [t('signatures.agency'), signed(signatures.agency)],
            ] as const)
          : []),
        change.inEffectAt === null
          ? [t('facts.effectiveOn'), start]
          : [t('facts.inEffect'), format.moment(change.inEffectAt)],
        [t('facts.createdBy'), change.createdBy.replace(/^staff:/, '')],
      ]}
    />
  )
}

function Difference({ rows }: { rows: Change['difference'] }) {
  const { t } = useTranslation('changes')
  return (
    <DataTable
      name={t('difference.name')}
      rows={rows}
      rowKey={([term]) => term ?? ''}
      empty={t('facts.none')}
      withCount={false}
      columns={[
        { title: t('difference.term'), cell: ([term]) => term },
        { title: t('difference.before'), cell: ([, before]) => before },
        { title: t('difference.after'), cell: ([, , after]) => <strong>{after}</strong> },
      ]}
    />
  )
}
