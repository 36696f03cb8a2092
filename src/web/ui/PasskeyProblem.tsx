import { useTranslation } from 'react-i18next'
import type { PasskeyProblem } from '../api/passkeys.ts'
import { Note } from './Note.tsx'
import { useProblemText } from './ProblemNote.tsx'
import '../messages/account/words.ts'

/** What went wrong with a passkey, in the browser or at the server. */
export function usePasskeyText(): (problem: PasskeyProblem) => string {
  const { t } = useTranslation()
  const textOf = useProblemText()
  return (problem) => (typeof problem === 'string' ? t(`account.${problem}`) : textOf(problem))
}

export function PasskeyProblemNote({ problem }: { problem: PasskeyProblem | undefined }) {
  const passkeyText = usePasskeyText()
  if (problem === undefined) return null
  return (
    <Note tone="bad" live="assertive">
      <p>{passkeyText(problem)}</p>
    </Note>
  )
}
