import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { AgreementFile } from '../agreements/index.ts'
import type { Tx } from '../kernel/database.ts'
import { loadCalendar, type OfficeCalendar } from '../offices/index.ts'
import { obligationsOf, type Paper } from './derive.ts'
import { isObligationKind, type Obligation, type ObligationState, type Stored, stateOf } from './domain.ts'
import { type LivingAgreement, listLivingAgreements, type Scope } from './life.store.ts'
import { type Evidence, listEvidence, listStored } from './obligation.store.ts'

/** An obligation as it stands, with what people did about it. */
export type StandingObligation = Obligation & {
  state: ObligationState
  stored: Pick<Stored, 'state' | 'note' | 'changedBy' | 'changedOn'> | null
  evidence: Pick<Evidence, 'id' | 'name' | 'addedBy' | 'addedOn'>[]
}

export type AgreementObligations = { agreement: LivingAgreement; obligations: StandingObligation[] }

const paperValidator = Compile(
  Type.Pick(AgreementFile, [
    'methods',
    'cardReader',
    'iso27001CertificateDueMonths',
    'semesterReportDueWorkingDays',
    'renewalRequestDueMonthsBeforeEnd',
    'userIdHandover',
  ]),
)

/** What of a stored document obliges; whatever else it holds is for others. */
function paperOf(document: unknown): Paper {
  const part: Record<string, unknown> = {}
  for (const name of PAPER_FIELDS) {
    const value = Object(document)[name]
    if (value !== undefined) part[name] = value
  }
  // What the program once stored it once checked; a document of a later program may still hold other things.
  return paperValidator.Check(part) ? part : { methods: [] }
}

const PAPER_FIELDS = [
  'methods',
  'cardReader',
  'iso27001CertificateDueMonths',
  'semesterReportDueWorkingDays',
  'renewalRequestDueMonthsBeforeEnd',
  'userIdHandover',
] as const satisfies (keyof Paper)[]

/** The obligations of every agreement in a scope, as they stand at an instant (now when null). */
export async function readObligations(
  tx: Tx,
  scope: Scope,
  at: string | null = null,
): Promise<AgreementObligations[]> {
  const agreements = await listLivingAgreements(tx, scope, at)
  const calendar = await loadCalendar(tx, scope.officeId)
  const ids = agreements.map(({ id }) => id)
  const stored = Map.groupBy(await listStored(tx, ids), ({ agreementId }) => agreementId)
  const evidence = Map.groupBy(await listEvidence(tx, ids), ({ agreementId }) => agreementId)
  return agreements.map((agreement) => ({
    agreement,
    obligations: standing(
      agreement,
      calendar,
      stored.get(agreement.id) ?? [],
      evidence.get(agreement.id) ?? [],
    ),
  }))
}

function standing(
  { document, life, today }: LivingAgreement,
  calendar: OfficeCalendar,
  stored: readonly Stored[],
  evidence: readonly Evidence[],
): StandingObligation[] {
  const derived = obligationsOf(paperOf(document), life, calendar)
  const known = new Set(derived.map(({ key }) => key))
  return [...derived, ...stored.filter(({ key }) => !known.has(key)).flatMap(gone)].map((obligation) => {
    const one = stored.find(({ key }) => key === obligation.key)
    return {
      ...obligation,
      metOn: one?.metOn ?? obligation.metOn,
      state: stateOf(obligation, one, { today, overSince: life.overSince }),
      stored:
        one === undefined
          ? null
          : { state: one.state, note: one.note, changedBy: one.changedBy, changedOn: one.changedOn },
      evidence: evidence
        .filter(({ key }) => key === obligation.key)
        .map(({ id, name, addedBy, addedOn }) => ({ id, name, addedBy, addedOn })),
    }
  })
}

/** What was met or waived and follows from the paper no more stays to be read, as it was called then. */
function gone({ key, kind, title, dueOn, metOn, state }: Stored): Obligation[] {
  if (!isObligationKind(kind) || (state !== 'done' && state !== 'waived')) return []
  return [
    {
      key,
      kind,
      title,
      about: '',
      owedBy: 'agency',
      dueOn,
      uncertainYears: [],
      basis: { by: 'hand' },
      metOn,
    },
  ]
}
