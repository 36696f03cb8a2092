import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askWhatIf, type Change } from '../../api/changes.ts'
import type { Problem } from '../../api/client.ts'
import { useFormat } from '../../messages/format.ts'
import { useMe } from '../../ui/me.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { WhatIfView } from './WhatIfView.tsx'

const CLOSED = ['in-effect', 'rejected', 'withdrawn']
const ASKERS = ['changes.prepare', 'changes.check', 'changes.decide'] as const

/** What the calls of the last days would have been answered under this change; whoever signs has seen it. */
export function WhatIfSection({ code, change }: { code: string; change: Change }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const queries = useQueryClient()
  const { permissions } = useMe()
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const { whatIf } = change
  if (!change.procedure.whatIf) return <p className="dim">{t('whatIf.notAsked')}</p>
  const mayRun = ASKERS.some((one) => permissions.includes(one)) && !CLOSED.includes(change.state)
  const run = async () => {
    setBusy(true)
    const answer = await askWhatIf(code, change.id)
    setBusy(false)
    if (answer.kind === 'refused') return setProblem(answer.problem)
    setProblem(undefined)
    await queries.invalidateQueries({ queryKey: ['/agreements', `/${encodeURIComponent(code)}`] })
  }
  return (
    <>
      <p className="dim">
        {whatIf === null
          ? t('whatIf.none')
          : t('whatIf.asked', {
              at: format.moment(whatIf.askedAt),
              by: whatIf.askedBy.replace(/^staff:/, ''),
              from: format.day(whatIf.result.from),
              until: format.day(whatIf.result.until),
            })}
      </p>
      {mayRun && (
        <p>
          <Button variant="default" loading={isBusy} onClick={() => void run()}>
            {whatIf === null ? t('whatIf.run') : t('whatIf.again')}
          </Button>
        </p>
      )}
      <div role="status">{isBusy && <p className="dim">{t('whatIf.running')}</p>}</div>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {whatIf !== null && <WhatIfView found={whatIf.result} />}
    </>
  )
}
