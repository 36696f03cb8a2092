import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../../verification/outcomes.ts'
import { isOutcome, type OutcomeDetail, type Quota } from '../../api/verification.ts'
import { id } from '../../messages/check-nik/id.ts'
import { useFormat } from '../../messages/format.ts'
import type { Tone } from '../../ui/Note.tsx'
import { useStateWord } from '../../ui/StateBadge.tsx'
import '../../messages/check-nik/words.ts'

/** The colour of a frame; the icon and the words say the same. */
export const OUTCOME_TONES = {
  disclosed: 'good',
  matched: 'good',
  deceased: 'bad',
  duplicate: 'warn',
  inactive: 'warn',
  'not-found': 'warn',
  'not-processable': 'warn',
  malformed: 'warn',
  'parameters-invalid': 'warn',
  'quota-exhausted': 'bad',
  'outside-hours': 'bad',
  'address-not-registered': 'bad',
  'declared-address-invalid': 'bad',
  'agency-inactive': 'bad',
  'credential-inactive': 'bad',
  'login-failed': 'bad',
  'credentials-empty': 'bad',
  'registry-unavailable': 'quiet',
} as const satisfies Record<Outcome, Tone>

type Words = { title: string; next: string }

/** Title and next step of an outcome, from the one table of words (`messages/id.ts`). */
export function useOutcomeWords(): (
  outcome: Outcome,
  detail: OutcomeDetail | undefined,
  quota: Quota,
) => Words {
  const { t } = useTranslation()
  const format = useFormat()
  const stateWord = useStateWord()
  const stateOf = ({ state, changedOn, validUntil }: OutcomeDetail) => {
    if (state === undefined) return t('outcome.notActive')
    const word = stateWord(state).toLowerCase()
    if (changedOn !== undefined) return t('outcome.since', { state: word, date: format.day(changedOn) })
    if (validUntil === undefined || state !== 'expired') return word
    return t('outcome.endedOn', { state: word, date: format.day(validUntil) })
  }
  return (outcome, detail = NO_DETAIL, quota) => {
    const unknown = t('outcome.unknown')
    const facts = {
      address: detail.address ?? unknown,
      agreement: detail.agreement ?? unknown,
      contact: detail.contact ?? t('outcome.admin'),
      hours: detail.hours ?? unknown,
      nikFault: detail.nikFault ?? '',
      reason: detail.reason === undefined ? '' : t('outcome.because', { reason: detail.reason }),
      state: stateOf(detail),
      time: format.time(quota.resetsAt),
    }
    const title = t(`outcome.${outcome}.title`)
    const { cause, changedOn } = detail
    if (cause !== undefined && isCause(cause)) {
      const date = changedOn === undefined ? unknown : format.day(changedOn)
      return { title, next: t(`refusalCause.${cause}`, { ...facts, date }) }
    }
    return { title, next: t(`outcome.${outcome}.next`, facts).trim() }
  }
}

type Cause = keyof typeof id.refusalCause

const isCause = (cause: string): cause is Cause => Object.hasOwn(id.refusalCause, cause)

const NO_DETAIL: OutcomeDetail = {
  address: undefined,
  agreement: undefined,
  validUntil: undefined,
  state: undefined,
  reason: undefined,
  changedOn: undefined,
  cause: undefined,
  contact: undefined,
  hours: undefined,
  nikFault: undefined,
}

/** The words of an outcome as other pages list it; one that is not known is shown as it is. */
export function useOutcomeTitle(): (outcome: string | null) => string {
  const { t } = useTranslation()
  return (outcome) => {
    if (outcome === null) return t('app.none')
    return isOutcome(outcome) ? t(`outcome.${outcome}.title`) : outcome
  }
}
