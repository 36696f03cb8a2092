import { Anchor, Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { type Ending, writeEndingLetter } from '../../api/endings.ts'
import { paperFilePath } from '../../api/papers.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { usePreciseMoment } from './precise-moment.ts'

type EndingTableProps = { code: string; endings: readonly Ending[]; mayWrite: boolean }

/** The endings of an agreement, each with its letter and with the last call that was let in before it. */
export function EndingTable({ code, endings, mayWrite }: EndingTableProps) {
  const { t } = useTranslation('endings')
  const moment = usePreciseMoment()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<Problem>()
  const write = async (id: number) => {
    const answer = await writeEndingLetter(code, id)
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    if (answer.kind !== 'ok') return
    await queries.invalidateQueries({ queryKey: ['/agreements'] })
    await queries.invalidateQueries({ queryKey: ['/papers'] })
  }
  return (
    <>
      <DataTable
        name={t('history')}
        rows={endings}
        rowKey={({ id }) => id}
        empty={t('historyEmpty')}
        withCount={false}
        columns={[
          {
            title: t('ground'),
            cell: ({ ground, act, reason }) => (
              <>
                {t(`whatDone.${act ?? 'none'}`)}
                <div>{t(`grounds.${ground}`)}</div>
                <div className="dim">{reason}</div>
              </>
            ),
          },
          {
            title: t('ordered'),
            cell: ({ orderedAt, orderedBy }) => (
              <>
                {moment(orderedAt)}
                <div className="dim">
                  {orderedBy === 'gapura' ? t('byItself') : t('by', { who: orderedBy.replace('staff:', '') })}
                </div>
              </>
            ),
          },
          { title: t('decided'), cell: ({ decidedAt }) => moment(decidedAt) },
          {
            title: t('lastAccepted'),
            cell: ({ lastAcceptedAt }) =>
              lastAcceptedAt === null ? t('neverCalled') : moment(lastAcceptedAt),
          },
          {
            title: t('firstRefused'),
            cell: ({ firstRefusedAt }) =>
              firstRefusedAt === null ? t('neverCalled') : moment(firstRefusedAt),
          },
          {
            title: t('letter'),
            cell: ({ id, paperId }) => {
              if (paperId !== null) {
                return (
                  <Anchor href={paperFilePath(paperId)} target="_blank" rel="noreferrer">
                    {t('openLetter')}
                  </Anchor>
                )
              }
              return mayWrite ? (
                <Button size="compact-sm" variant="default" onClick={() => void write(id)}>
                  {t('writeLetter')}
                </Button>
              ) : (
                '—'
              )
            },
          },
        ]}
      />
      {endings.length > 0 && <p className="dim">{t('calls')}</p>}
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  )
}
