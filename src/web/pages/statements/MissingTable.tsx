import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { askStatement, type Missing } from '../../api/statements.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { STALE, useStatementName } from './statement-words.ts'

type MissingTableProps = {
  code: string
  missing: readonly Missing[]
  mayPrepare: boolean
  onMade: () => void
}

/** What an agreement still needs, each with the way to get it. */
export function MissingTable({ code, missing, mayPrepare, onMade }: MissingTableProps) {
  const { t } = useTranslation('statements')
  const nameOf = useStatementName()
  const queries = useQueryClient()
  const [busy, setBusy] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const make = async ({ kind, staffId, signerName }: Missing) => {
    setBusy(`${kind} ${signerName}`)
    const signer = kind === 'closed-network' ? { signerName } : staffId === null ? {} : { staffId }
    const answer = await askStatement(code, { kind, ...signer })
    setBusy(undefined)
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    if (answer.kind === 'refused') return
    for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
    onMade()
  }
  return (
    <>
      <DataTable
        name={t('missing')}
        rows={missing}
        rowKey={({ kind, staffId, signerName }) => `${kind} ${staffId} ${signerName}`}
        empty={t('nothingMissing')}
        withCount={false}
        columns={[
          { title: t('kind'), cell: (one) => nameOf(one).kind },
          { title: t('signer'), cell: ({ signerName }) => signerName },
          {
            title: t('state'),
            cell: ({ why }) => <span className="toned tone-warn">{t(`why.${why}`)}</span>,
          },
          ...(mayPrepare
            ? [
                {
                  title: t('act'),
                  cell: (one: Missing) =>
                    one.why === 'to-sign' || one.why === 'to-check' ? null : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={busy === `${one.kind} ${one.signerName}`}
                        aria-label={t('makeOf', nameOf(one))}
                        onClick={() => void make(one)}
                      >
                        {t('make')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  )
}
