import { append, auditEntry } from '../audit/index.ts'
import { checkUpload, type Vault } from '../files/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { notify } from '../notifications/index.ts'
import { type SignedIn, staffName } from '../offices/index.ts'
import { holdsNik, type IsoDay } from '../registry/index.ts'
import { OBLIGATION_ACTS, OBLIGATION_STATES, type ObligationAct, type Party } from './domain.ts'
import type { LivingAgreement } from './life.store.ts'
import { findEvidence, insertEvidence, insertOwnObligation, putStored } from './obligation.store.ts'
import { readObligations, type StandingObligation } from './read-obligations.ts'

export type ObligationResult =
  | { kind: 'done' }
  | { kind: 'not-found' }
  | { kind: 'refused'; faults: FieldFault[] }

/** Who acts, on which agreement: one that they may see. */
export type Where = {
  who: Pick<SignedIn, 'officeId' | 'agencyId' | 'username' | 'address'>
  requestId: string
  agreementId: number
}

/** Accepts, rejects, waives or reopens an obligation; the office alone does it (OB-14 … OB-17). */
export function actOnObligation(
  pool: Pool,
  where: Where,
  request: { key: string; act: ObligationAct; note: string; metOn: IsoDay | null },
): Promise<ObligationResult> {
  return change(pool, where, request.key, async (tx, agreement, obligation) => {
    const { from, to, event } = OBLIGATION_ACTS[request.act]
    const states: readonly string[] = from
    if (!states.includes(obligation.state)) {
      return refused('state', `Kewajiban ini berstatus ${OBLIGATION_STATES[obligation.state]}.`)
    }
    if (request.metOn !== null && request.metOn > agreement.today) {
      return refused('metOn', 'Tanggal dipenuhi tidak boleh sesudah hari ini.')
    }
    const metOn = to === 'done' ? (request.metOn ?? agreement.today) : null
    const note = request.note === '' ? null : request.note
    await putStored(tx, agreement.id, obligation, { state: to, metOn, note, by: staffName(where.who) })
    await record(tx, where, event, { key: obligation.key, note, metOn, dueOn: obligation.dueOn })
    if (request.act === 'reject' || request.act === 'waive') {
      await tellAgency(tx, agreement, {
        event,
        title: `${obligation.title}: ${request.act === 'reject' ? 'bukti dikembalikan' : 'dibebaskan'}`,
        body: `Perjanjian ${agreement.number}. Buka Gapura untuk membaca alasannya.`,
      })
    }
    return { kind: 'done' }
  })
}

/**
 * Puts a file beside an obligation as evidence. From the agency it is handed in, and the office looks at it; the
 * office's own changes no state.
 */
export async function addEvidence(
  pool: Pool,
  vault: Vault,
  where: Where,
  file: { key: string; name: string; bytes: Buffer },
): Promise<ObligationResult> {
  const check = await checkUpload(file.bytes, file.name)
  if (check.kind === 'refused') return refused('file', check.message)
  const { mediaType, name } = check
  if (holdsNik(name)) return refused('file', 'Nama berkas memuat NIK.')
  return change(pool, where, file.key, async (tx, agreement, obligation) => {
    if (obligation.state === 'done' || obligation.state === 'waived') {
      return refused('state', `Kewajiban ini berstatus ${OBLIGATION_STATES[obligation.state]}.`)
    }
    const { sha256 } = await vault.store(tx, file.bytes, mediaType)
    const by = staffName(where.who)
    await insertEvidence(tx, { agreementId: agreement.id, key: obligation.key, sha256, name, by })
    await record(tx, where, 'obligation.evidence_added', { key: obligation.key, sha256 })
    if (where.who.agencyId === null) return { kind: 'done' }
    await putStored(tx, agreement.id, obligation, { state: 'submitted', metOn: null, note: null, by })
    if (obligation.state !== 'submitted') {
      await notify(tx, {
        officeId: agreement.officeId,
        to: { role: 'agreement-officer', agencyId: null },
        event: 'obligation.evidence_added',
        title: `${obligation.title}: bukti menunggu diperiksa`,
        body: `${agreement.agency}, perjanjian ${agreement.number}.`,
        path: pathOf(agreement),
      })
    }
    return { kind: 'done' }
  })
}

/** Opens a file of evidence; every opening stands in the log. */
export function openEvidence(
  pool: Pool,
  vault: Vault,
  where: Where,
  id: number,
): Promise<{ bytes: Buffer; mediaType: string; name: string } | undefined> {
  return inTx(pool, async (tx) => {
    const found = await findEvidence(tx, where.agreementId, id)
    const file = found === undefined ? undefined : await vault.open(tx, found.sha256)
    if (found === undefined || file === undefined) return undefined
    const { key, name, sha256 } = found
    await record(tx, where, 'file.opened', { of: 'obligation', key, sha256 })
    return { ...file, name }
  })
}

/** Adds an obligation that no paper tells. */
export function addOwnObligation(
  pool: Pool,
  { who, requestId, agreementId }: Where,
  own: { title: string; detail: string; owedBy: Party; dueOn: IsoDay },
): Promise<number> {
  return inTx(pool, async (tx) => {
    const id = await insertOwnObligation(tx, { ...own, agreementId, by: staffName(who) })
    const { title, owedBy, dueOn } = own
    await record(tx, { who, requestId, agreementId }, 'obligation.added', {
      key: `own:${id}`,
      title,
      owedBy,
      dueOn,
    })
    return id
  })
}

/** The page on which the obligations of an agreement stand. */
export const pathOf = ({ code }: Pick<LivingAgreement, 'code'>) => `/perjanjian/${code}/kewajiban`

/** Tells the people of an agency who see to its obligations. */
export async function tellAgency(
  tx: Tx,
  agreement: LivingAgreement,
  {
    event,
    title,
    body,
    withHead = false,
  }: { event: string; title: string; body: string; withHead?: boolean },
): Promise<number> {
  let told = 0
  for (const role of withHead ? (['agency-pic', 'agency-head'] as const) : (['agency-pic'] as const)) {
    const { officeId, agencyId } = agreement
    told += await notify(tx, {
      officeId,
      to: { role, agencyId },
      event,
      title,
      body,
      path: pathOf(agreement),
    })
  }
  return told
}

/** One obligation of an agreement, whose row is held until the transaction ends: acts on it come one by one. */
function change(
  pool: Pool,
  { who, agreementId }: Where,
  key: string,
  act: (tx: Tx, agreement: LivingAgreement, obligation: StandingObligation) => Promise<ObligationResult>,
): Promise<ObligationResult> {
  return inTx(pool, async (tx) => {
    await tx.query('select from agreement where id = $1 for no key update', [agreementId])
    const [found] = await readObligations(tx, { officeId: who.officeId, agencyId: who.agencyId, agreementId })
    const obligation = found?.obligations.find((one) => one.key === key)
    return found === undefined || obligation === undefined
      ? { kind: 'not-found' }
      : act(tx, found.agreement, obligation)
  })
}

const refused = (field: string, message: string): ObligationResult => ({
  kind: 'refused',
  faults: [{ field, message }],
})

function record(
  tx: Tx,
  { who, requestId, agreementId }: Where,
  event: string,
  detail: object,
): Promise<void> {
  return append(tx, [
    auditEntry({
      event,
      requestId,
      officeId: who.officeId,
      agreementId,
      localOperator: staffName(who),
      address: who.address,
      detail: JSON.stringify({ by: staffName(who), ...detail }),
    }),
  ])
}
