import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/client.ts'
import { Note } from './Note.tsx'

/** What a problem says to people: known codes in our words, others in the words of the server. */
export function useProblemText(): (problem: Problem) => string {
  const { t } = useTranslation()
  return (problem) => {
    switch (problem.code) {
      case 'unreachable':
        return t('problem.unreachable')
      case 'unexpected':
        return t('problem.unexpected')
      case 'forbidden':
        return t('problem.forbidden')
      case 'not-found':
        return t('problem.notFound')
      case 'signed-out':
        return t('problem.expired')
      case 'csrf':
        return t('problem.csrf')
      case 'too-many-attempts':
        return t('problem.tooMany', { seconds: problem.retryAfterSeconds ?? 30 })
      default:
        return problem.message === '' ? t('problem.other') : problem.message
    }
  }
}

/** A problem where the thing asked for would have stood, with the way to try again. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  return (
    <Note tone="bad" title={t('problem.title')} live="assertive">
      <p>{textOf(problem)}</p>
      {problem.requestId !== undefined && <p>{t('app.requestId', { id: problem.requestId })}</p>}
      {onRetry !== undefined && (
        <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
          {t('app.retry')}
        </Button>
      )}
    </Note>
  )
}
