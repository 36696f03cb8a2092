import { endOfDay, type TimeZone, toIsoInstant, ZONE_ABBREVIATION } from '../../kernel/clock.ts'
import { ELEMENTS, type Element, parseNik } from '../../registry/index.ts'
import type { Answer, Authority, Question } from '../domain.ts'
import { outcomeOf } from '../record.ts'
import type { CaseNote } from './case-note.ts'
import {
  type AnswerDetail,
  type Operator,
  type PortalAnswer,
  type QuotaView,
  REFUSAL_CAUSES,
} from './domain.ts'
import type { RefusalFacts } from './operator.store.ts'

type Decided = Extract<Answer, { kind: 'decided' }>

export const labelled = (element: Element) => ({ element, label: ELEMENTS[element].label })

/** The decision as one screen shows it. Values and rows are those of the decision, and no others (I2). */
export function toPortalAnswer(given: {
  question: Question
  answer: Decided
  authority: Authority
  operator: Operator
  note: CaseNote
  facts: RefusalFacts | undefined
  clearAfterSeconds: number
  printAllowed: boolean
}): PortalAnswer {
  const { question, answer, authority, operator, note, facts, clearAfterSeconds, printAllowed } = given
  const { decision } = answer
  const at = toIsoInstant(authority.now)
  const detail = facts === undefined ? {} : detailOf(question, answer, authority, operator, facts)
  return {
    outcome: outcomeOf(decision),
    requestId: question.requestId,
    at,
    values:
      decision.kind === 'disclosed'
        ? decision.values.map(([element, value]) => ({ ...labelled(element), value }))
        : [],
    rows:
      decision.kind === 'matched'
        ? decision.row.map(([element, match]) => ({
            ...labelled(element),
            matches: match.matches,
            score: match.kind === 'fuzzy' ? match.score : null,
          }))
        : [],
    quota: quotaView({
      left: answer.quotaLeft,
      limit: answer.grant?.quotaPerDay ?? null,
      now: authority.now,
      timeZone: operator.timeZone,
    }),
    mark: { operator: `${operator.fullName} (${operator.username})`, at, caseNumber: note.caseNumber },
    clearAfterSeconds,
    printAllowed,
    ...(Object.keys(detail).length === 0 ? {} : { detail }),
  }
}

export function quotaView(quota: {
  left: QuotaView['left']
  limit: number | null
  now: number
  timeZone: TimeZone
}): QuotaView {
  const { left, limit, now, timeZone } = quota
  return { left, limit, resetsAt: endOfDay(now, timeZone), zone: ZONE_ABBREVIATION[timeZone] }
}

/** What the words of this outcome name, and nothing that they do not. */
function detailOf(
  question: Question,
  { decision }: Decided,
  authority: Authority,
  { timeZone }: Operator,
  facts: RefusalFacts,
): AnswerDetail {
  const contact = facts.agencyContact ?? facts.officeContact
  switch (outcomeOf(decision)) {
    case 'address-not-registered':
      return { address: question.address, contact }
    case 'agency-inactive':
      return {
        agreement: facts.agreementNumber,
        validUntil: facts.validUntil,
        contact: facts.officeContact,
        ...(causeOf(decision, facts) ?? closedBy(facts)),
      }
    case 'credential-inactive':
      return {
        contact,
        ...(causeOf(decision, facts) ?? {
          state: facts.credentialState,
          changedOn: facts.credentialChangedOn,
          ...(facts.credentialReason === null ? {} : { reason: facts.credentialReason }),
        }),
      }
    case 'outside-hours':
      return { hours: hoursInWords(authority, timeZone) }
    case 'quota-exhausted':
      return { contact }
    case 'malformed': {
      const read = parseNik(question.nik)
      return read.ok ? {} : { nikFault: read.message }
    }
    default:
      return {}
  }
}

/** What is missing where agreement, agency and User ID are active (V-05, V-09, V-10, V-25, V-26). */
function causeOf(decision: Decided['decision'], facts: RefusalFacts): AnswerDetail | undefined {
  if (decision.kind !== 'refused') return undefined
  const cause = Object.entries(REFUSAL_CAUSES).find(([rule]) => decision.reason.startsWith(rule))?.[1]
  if (cause === 'sptjm-missing' && facts.sptjmEndedOn !== null) {
    return { cause: 'sptjm-expired', changedOn: facts.sptjmEndedOn }
  }
  if (cause === 'nda-missing' && facts.ndaEndedOn !== null) {
    return { cause: 'nda-expired', changedOn: facts.ndaEndedOn }
  }
  return cause === undefined ? undefined : { cause }
}

/** What closed an agency's access: people's decision about agreement or agency, or the end of the term. */
function closedBy(facts: RefusalFacts): AnswerDetail {
  if (facts.agreementState !== 'in_force') {
    return {
      state: facts.agreementState,
      changedOn: facts.agreementChangedOn,
      ...(facts.agreementReason === null ? {} : { reason: facts.agreementReason }),
    }
  }
  return { state: facts.agencyState === 'suspended' ? 'suspended' : 'expired' }
}

/** `07.00–16.00 WIB`, as people here write it. */
function hoursInWords({ hours }: Authority, timeZone: TimeZone): string {
  const clock = (seconds: number) =>
    `${String(Math.floor(seconds / 3_600)).padStart(2, '0')}.${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`
  if (hours === null) return ''
  return `${clock(hours.from)}–${clock(hours.until)} ${ZONE_ABBREVIATION[timeZone]}`
}
