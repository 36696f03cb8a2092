import { Anchor, Button, Group } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actOnDispatch, type Dispatch, dispatchHref } from '../../api/feedback-media.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { HandOver } from './dialogs.ts'
import { MediaState } from './MediaState.tsx'
import { useProblemWord } from './problem-words.ts'
import { useAction } from './use-action.ts'

type DispatchTableProps = { dispatches: readonly Dispatch[]; mayManage: boolean }

/** Packages made, and batches that are under way or stopped. */
export function DispatchTable({ dispatches, mayManage }: DispatchTableProps) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  const action = useAction()
  const [handing, setHanding] = useState<Dispatch>()
  return (
    <>
      {action.problem !== undefined && <ProblemNote problem={action.problem} />}
      <DataTable
        name={t('centre.list')}
        rows={dispatches}
        rowKey={({ id }) => id}
        empty={t('centre.empty')}
        columns={[
          {
            title: t('centre.what'),
            cell: ({ id, way, agreements }) => (
              <span className="wide-cell">
                {t(`centre.way.${way}`, { id })}
                <span className="dim code-line">{agreements.join(', ')}</span>
              </span>
            ),
          },
          {
            title: t('centre.period'),
            cell: ({ periodFrom, periodUntil }) =>
              periodFrom === null || periodUntil === null
                ? '–'
                : `${format.day(periodFrom)} – ${format.day(periodUntil)}`,
          },
          { title: t('package.rows'), numeric: true, cell: ({ rows }) => format.number(rows) },
          {
            title: t('centre.madeBy'),
            cell: ({ madeAt, madeBy }) => (
              <span className="wide-cell">
                {format.moment(madeAt)}
                <span className="dim code-line">{madeBy.replace(/^staff:/, '')}</span>
              </span>
            ),
          },
          { title: t('state'), cell: (one) => <State of={one} /> },
          ...(mayManage
            ? [
                {
                  title: t('acts'),
                  cell: (one: Dispatch) => (
                    <Acts
                      of={one}
                      isBusy={action.isBusy}
                      onAct={(act) => void action.run(() => actOnDispatch(one.id, act))}
                      onHand={() => setHanding(one)}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      <Suspense fallback={null}>
        {handing !== undefined && <HandOver of={handing} onClose={() => setHanding(undefined)} />}
      </Suspense>
    </>
  )
}

function State({ of: { state, handedOn, medium, receipt, endedBy, attempts, problem } }: { of: Dispatch }) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  const problemWord = useProblemWord()
  return (
    <>
      <MediaState state={state} />
      {handedOn !== null && (
        <span className="dim code-line">
          {t('centre.handed', {
            day: format.day(handedOn),
            who: endedBy?.replace(/^staff:/, '') ?? '',
            medium: medium ?? '',
            receipt: receipt ?? '',
          })}
        </span>
      )}
      {problem !== null && (
        <span className="dim code-line">
          {problemWord(problem)} {t('centre.attempts', { n: attempts })}
        </span>
      )}
    </>
  )
}

type ActsProps = { of: Dispatch; isBusy: boolean; onAct: (act: 'void' | 'retry') => void; onHand: () => void }

function Acts({ of: { id, state }, isBusy, onAct, onHand }: ActsProps) {
  const { t } = useTranslation('feedback-media')
  return (
    <Group gap="xs">
      {(state === 'made' || state === 'handed-over') && (
        <Anchor href={dispatchHref(id)} download>
          {t('centre.download')}
        </Anchor>
      )}
      {state === 'made' && (
        <Button size="xs" onClick={onHand}>
          {t('centre.handOver')}
        </Button>
      )}
      {state === 'failed' && (
        <Button size="xs" loading={isBusy} onClick={() => onAct('retry')}>
          {t('centre.retry')}
        </Button>
      )}
      {['making', 'made', 'failed'].includes(state) && (
        <Button variant="default" size="xs" className="danger" loading={isBusy} onClick={() => onAct('void')}>
          {t('centre.void')}
        </Button>
      )}
    </Group>
  )
}
