import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkLog, type LogCheck } from '../../api/audit.ts'
import type { Problem } from '../../api/client.ts'
import { useFormat } from '../../messages/format.ts'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import '../../messages/audit/words.ts'

/** Has the whole log hashed anew, and says what came of it. */
export function ChainCheck() {
  const { t } = useTranslation()
  const format = useFormat()
  const [isBusy, setBusy] = useState(false)
  const [report, setReport] = useState<LogCheck>()
  const [problem, setProblem] = useState<Problem>()
  const check = async () => {
    setBusy(true)
    const answer = await checkLog()
    setBusy(false)
    setReport(answer.kind === 'ok' ? answer.value : undefined)
    setProblem(answer.kind === 'ok' ? undefined : answer.problem)
  }
  return (
    <Stack gap="xs">
      <Button onClick={() => void check()} loading={isBusy}>
        {t('audit.check')}
      </Button>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {report !== undefined && (
        <Note tone={report.faults.length === 0 ? 'good' : 'bad'} live="polite">
          <p>
            {report.faults.length === 0
              ? t('audit.checkOk', {
                  entries: format.number(report.entries),
                  last: format.number(report.lastSeq ?? 0),
                })
              : t('audit.checkBad', { n: report.faults.length })}
          </p>
          <p className="dim hash">
            {t('audit.lastHash')} {report.lastHash ?? t('app.none')}
          </p>
        </Note>
      )}
    </Stack>
  )
}
