import { useTranslation } from 'react-i18next'
import { isOutcome } from '../../api/verification.ts'
import '../../messages/audit/words.ts'
import '../../messages/check-nik/words.ts'

type WordsOfEntry = {
  /** An event in words; undefined where the portal has none for it. */
  event(event: string): string | undefined
  outcome(outcome: string): string | undefined
}

/** What an entry of the log says, in words. The codes stay beside them: they are what is searched and cited. */
export function useEventWords(): WordsOfEntry {
  const { t, i18n } = useTranslation()
  const find = (key: string) => {
    const word: unknown = i18n.getResource(i18n.language, 'translation', key)
    return typeof word === 'string' ? word : undefined
  }
  return {
    event: (event) => find(`audit.events.${event}`),
    outcome: (outcome) =>
      isOutcome(outcome) ? t(`outcome.${outcome}.title`) : find(`audit.outcomes.${outcome}`),
  }
}
