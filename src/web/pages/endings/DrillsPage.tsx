import '../../messages/endings/words.ts'
import { useTranslation } from 'react-i18next'
import { type Drill, drillsShape } from '../../api/endings.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { millisecondsBetween, usePreciseMoment } from './precise-moment.ts'
import { RunDrill } from './RunDrill.tsx'

/** How fast a revocation takes hold here: the drill, and the records of all drills. */
export function DrillsPage() {
  return (
    <Door needs="office.agreements.read">
      <Drills />
    </Door>
  )
}

function Drills() {
  const { t } = useTranslation('endings')
  const mayRun = useMay('drills.run')
  const query = useAsked('/office/drills', drillsShape)
  return (
    <Page title={t('drills')} lead={t('drill.lead')}>
      {mayRun && <RunDrill />}
      <Section title={t('drill.list')}>
        <Loaded query={query}>{(drills) => <DrillTable drills={drills} />}</Loaded>
      </Section>
    </Page>
  )
}

function DrillTable({ drills }: { drills: readonly Drill[] }) {
  const { t } = useTranslation('endings')
  const format = useFormat()
  const moment = usePreciseMoment()
  const ms = (from: string, to: string) =>
    t('drill.ms', { n: format.number(Math.round(millisecondsBetween(from, to) * 10) / 10) })
  return (
    <DataTable
      name={t('drill.list')}
      rows={drills}
      rowKey={({ id }) => id}
      empty={t('drill.empty')}
      columns={[
        {
          title: t('drill.when'),
          cell: ({ orderedAt, runBy, reason }) => (
            <>
              {moment(orderedAt)}
              <div className="dim">{t('by', { who: runBy.replace('staff:', '') })}</div>
              <div className="dim">{reason}</div>
            </>
          ),
        },
        {
          title: t('drill.agreement'),
          cell: ({ agreement, agency }) => (
            <>
              {agency}
              <div className="dim">{agreement}</div>
            </>
          ),
        },
        {
          title: t('drill.delay'),
          cell: ({ orderedAt, lastAcceptedAt }) =>
            lastAcceptedAt === null || lastAcceptedAt <= orderedAt
              ? t('drill.delayNone')
              : ms(orderedAt, lastAcceptedAt),
        },
        { title: t('drill.commit'), cell: ({ orderedAt, decidedAt }) => ms(orderedAt, decidedAt) },
        {
          title: t('drill.calls'),
          cell: ({ acceptedCount, refusedCount }) =>
            t('drill.counts', {
              accepted: format.number(acceptedCount),
              refused: format.number(refusedCount),
            }),
        },
        {
          title: t('drill.after'),
          cell: ({ acceptedAfter }) => (
            <>
              <span className={`toned tone-${acceptedAfter === 0 ? 'good' : 'bad'}`}>
                {acceptedAfter === 0 ? t('drill.good') : t('drill.bad')}
              </span>
              <div className="dim">{t('drill.leaked', { n: format.number(acceptedAfter) })}</div>
            </>
          ),
        },
      ]}
    />
  )
}
