import '../../messages/obligations/words.ts'
import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agreementShape } from '../../api/agreement.ts'
import { type Obligation, obligationsOf, obligationsShape } from '../../api/obligations.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { EvidenceCell } from './EvidenceCell.tsx'
import { ObligationActs } from './ObligationActs.tsx'
import { ObligationState } from './ObligationState.tsx'
import { useBasisText, useObligationName } from './obligation-words.ts'

const AddObligation = lazy(
  patiently(() => import('./AddObligation.tsx').then((module) => ({ default: module.AddObligation }))),
)

export function ObligationsPage() {
  return (
    <Door needs="agreement.read">
      <Obligations />
    </Door>
  )
}

/** Everything that an agreement obliges to, with what was done about it. */
function Obligations() {
  const { t } = useTranslation('obligations')
  const { code } = useParams({ from: '/shell/perjanjian/$code/kewajiban' })
  const agreement = useAsked(`/agreements/${encodeURIComponent(code)}`, agreementShape)
  const query = useAsked(obligationsOf(code), obligationsShape)
  const mayManage = useMay('office.obligations.manage')
  const [isAdding, setAdding] = useState(false)
  const [said, setSaid] = useState<string>()
  const number = agreement.data?.number.civilRegistry
  return (
    <Page
      title={number === undefined ? t('title') : t('of', { number })}
      lead={agreement.data === undefined ? t('lead') : `${agreement.data.agency}. ${t('lead')}`}
      actions={
        mayManage && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      <AgreementTabs code={code} />
      {said !== undefined && (
        <Note tone="good" live="polite">
          <p>{said}</p>
        </Note>
      )}
      {isAdding && (
        <Suspense fallback={null}>
          <AddObligation code={code} onClose={() => setAdding(false)} />
        </Suspense>
      )}
      <Loaded query={query}>
        {({ obligations }) => (
          <ObligationTable code={code} obligations={obligations} mayManage={mayManage} onSaid={setSaid} />
        )}
      </Loaded>
      <p>
        <PathLink to={PATHS.calendar}>{t('calendarLink')}</PathLink>
      </p>
    </Page>
  )
}

type ObligationTableProps = {
  code: string
  obligations: readonly Obligation[]
  mayManage: boolean
  onSaid: (said: string) => void
}

function ObligationTable({ code, obligations, mayManage, onSaid }: ObligationTableProps) {
  const { t } = useTranslation('obligations')
  const format = useFormat()
  const nameOf = useObligationName()
  const basisOf = useBasisText()
  const columns: Column<Obligation>[] = [
    {
      title: t('what'),
      cell: (one) => (
        <>
          {nameOf(one)}
          {one.about !== '' && <div>{one.about}</div>}
          <div className="dim">
            {t(`parties.${one.owedBy}`)} · {basisOf(one.basis)}
          </div>
        </>
      ),
    },
    {
      title: t('due'),
      cell: ({ dueOn, uncertainYears }) => (
        <>
          <span className="nowrap">{format.day(dueOn)}</span>
          {uncertainYears.length > 0 && (
            <div className="toned tone-warn">{t('uncertain', { years: uncertainYears.join(', ') })}</div>
          )}
        </>
      ),
    },
    {
      title: t('state'),
      cell: ({ state, metOn, stored }) => (
        <>
          <ObligationState state={state} />
          {metOn !== null && <div className="dim">{t('metOn', { day: format.day(metOn) })}</div>}
          {stored !== null && stored.note !== null && <div>{stored.note}</div>}
          {stored !== null && (
            <div className="dim">
              {t('notedBy', {
                by: stored.changedBy.replace(/^staff:/, ''),
                day: format.day(stored.changedOn),
              })}
            </div>
          )}
        </>
      ),
    },
    {
      title: t('evidence'),
      cell: (one) => <EvidenceCell code={code} obligation={one} name={nameOf(one)} onSaid={onSaid} />,
    },
    ...(mayManage
      ? [
          {
            title: t('acts'),
            cell: (one: Obligation) => <ObligationActs code={code} obligation={one} name={nameOf(one)} />,
          },
        ]
      : []),
  ]
  return (
    <DataTable
      name={t('table')}
      rows={obligations}
      rowKey={({ key }) => key}
      empty={t('empty')}
      columns={columns}
    />
  )
}
