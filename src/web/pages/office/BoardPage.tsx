import { useTranslation } from 'react-i18next'
import { type Board, boardShape } from '../../api/board.ts'
import { useFormat } from '../../messages/format.ts'
import { Chart } from '../../ui/Chart.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SingleWarning } from '../../ui/SingleWarning.tsx'
import { useOutcomeTitle } from '../check-nik/outcome-words.ts'

const EVERY_MS = 5_000

export function BoardPage() {
  return (
    <Door needs="board.read">
      <LiveBoard />
    </Door>
  )
}

function LiveBoard() {
  const { t } = useTranslation()
  const query = useAsked('/board', boardShape, { everyMs: EVERY_MS })
  return (
    <Page title={t('board.title')} lead={t('board.lead')}>
      <SingleWarning />
      <Loaded query={query}>
        {(board) => (
          <>
            <Tiles board={board} />
            <PerMinute board={board} />
            <div className="halves">
              <Tallies board={board} />
              <Outcomes board={board} />
            </div>
            <Quotas board={board} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Tiles({ board: { perMinute, latency, now } }: { board: Board }) {
  const { t } = useTranslation()
  const format = useFormat()
  const total = (of: 'hits' | 'refused') => format.number(perMinute.reduce((sum, row) => sum + row[of], 0))
  const latencyTile = (name: string, of: Board['latency']['programs']) =>
    of === null
      ? ([name, t('app.none'), t('board.latencyNone', { minutes: latency.minutes })] as const)
      : ([
          name,
          `${format.number(of.p50)} ms`,
          t('board.latencyOf', {
            p99: format.number(of.p99),
            answers: format.number(of.count),
            minutes: latency.minutes,
          }),
        ] as const)
  const tiles = [
    [t('board.hits'), total('hits'), t('board.lastHour')],
    [t('board.refused'), total('refused'), t('board.lastHour')],
    latencyTile(t('board.latencyPrograms'), latency.programs),
    latencyTile(t('board.latencyPeople'), latency.people),
    [t('board.clock'), format.time(now), t('board.everySeconds')],
  ] as const
  return (
    <>
      <div className="tiles">
        {tiles.map(([name, figure, note]) => (
          <div key={name} className="card tile">
            <span>{name}</span>
            <strong>{figure}</strong>
            <span>{note}</span>
          </div>
        ))}
      </div>
      <p className="dim">{t('board.latencyNote', { server: latency.server })}</p>
    </>
  )
}

function PerMinute({ board: { perMinute } }: { board: Board }) {
  const { t } = useTranslation()
  const format = useFormat()
  const isQuiet = !perMinute.some(({ hits, refused }) => hits + refused > 0)
  return (
    <Section title={t('board.perMinute')}>
      {isQuiet ? (
        <p className="empty">{t('board.quiet')}</p>
      ) : (
        <Chart
          name={t('board.perMinute')}
          hits={t('board.hits')}
          refused={t('board.refused')}
          rows={perMinute.map(({ minute, hits, refused }) => ({
            label: format.time(minute).replace(/ \w+$/, ''),
            hits,
            refused,
          }))}
          table={
            <DataTable
              name={t('board.perMinute')}
              rows={perMinute.filter(({ hits, refused }) => hits + refused > 0)}
              rowKey={({ minute }) => minute}
              empty={t('board.quiet')}
              columns={[
                { title: t('board.minute'), cell: ({ minute }) => format.time(minute) },
                { title: t('board.hits'), cell: ({ hits }) => format.number(hits), numeric: true },
                { title: t('board.refused'), cell: ({ refused }) => format.number(refused), numeric: true },
              ]}
            />
          }
        />
      )}
    </Section>
  )
}

function Tallies({ board: { byAgency } }: { board: Board }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Section title={t('board.byAgency')}>
      <DataTable
        name={t('board.byAgency')}
        rows={byAgency}
        rowKey={({ agency }) => agency}
        empty={t('board.quiet')}
        withCount={false}
        columns={[
          { title: t('board.agency'), cell: ({ agency }) => agency },
          { title: t('board.hits'), cell: ({ hits }) => format.number(hits), numeric: true },
          { title: t('board.refused'), cell: ({ refused }) => format.number(refused), numeric: true },
        ]}
      />
    </Section>
  )
}

function Outcomes({ board: { byOutcome } }: { board: Board }) {
  const { t } = useTranslation()
  const format = useFormat()
  const outcomeTitle = useOutcomeTitle()
  return (
    <Section title={t('board.byOutcome')}>
      <DataTable
        name={t('board.byOutcome')}
        rows={byOutcome}
        rowKey={({ outcome }) => outcome}
        empty={t('board.quiet')}
        withCount={false}
        columns={[
          { title: t('board.outcome'), cell: ({ outcome }) => outcomeTitle(outcome) },
          { title: t('board.count'), cell: ({ count }) => format.number(count), numeric: true },
        ]}
      />
    </Section>
  )
}

function Quotas({ board: { quotas } }: { board: Board }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Section title={t('board.quotas')}>
      <DataTable
        name={t('board.quotas')}
        rows={quotas}
        rowKey={({ userId }) => userId}
        empty={t('board.quiet')}
        columns={[
          { title: t('board.userId'), cell: ({ userId }) => userId },
          { title: t('board.agency'), cell: ({ agency }) => agency },
          {
            title: t('board.used'),
            cell: ({ userId, used, limit }) =>
              limit === null ? (
                `${format.number(used)} · ${t('board.unlimited')}`
              ) : (
                <>
                  {t('board.usedOf', { used: format.number(used), limit: format.number(limit) })}
                  <meter className="meter" min={0} max={limit} value={used} aria-label={userId} />
                </>
              ),
          },
        ]}
      />
    </Section>
  )
}
