import { randomUUID } from 'node:crypto'
import { changeAgreementStateIn, findAgreement } from '../agreements/index.ts'
import { append, auditEntry } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { notify, type Recipient } from '../notifications/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { reasonFault } from '../registry/index.ts'
import { officeDay } from '../statements/index.ts'
import { GROUNDS, type Ground, isPossible } from './domain.ts'
import { flagReaders, insertEnding, isTermOverNoted, lastEntry, readClock } from './ending.store.ts'

export type EndResult =
  | { kind: 'done'; endingId: number; paperId: number | null }
  | { kind: 'refused'; faults: FieldFault[] }

export type EndRequest = {
  code: string
  ground: Ground
  reason: string
  /** What the letter names as its ground; '' takes the customary words. */
  clause: string
  /** Without it the act is done at once, and its letter is written later (EN-04). */
  withLetter: boolean
  by: string
}

/**
 * Ends, revokes or suspends an agreement on a named ground (EN-01), with its letter, in one transaction: no call
 * is let in from the moment it holds the authority lock. Taking authority away takes one person (AP-01).
 */
export function endAgreement(pool: Pool, paperMaker: PaperMaker, request: EndRequest): Promise<EndResult> {
  return inTx(pool, (tx) => endAgreementIn(tx, paperMaker, request)).catch((error: unknown): EndResult => {
    if (error instanceof NotEnded) return { kind: 'refused', faults: error.faults }
    throw error
  })
}

/**
 * The same, in a transaction that does more.
 *
 * @throws NotEnded when the letter cannot be written: the transaction must not be committed then
 */
export async function endAgreementIn(
  tx: Tx,
  paperMaker: PaperMaker,
  request: EndRequest,
): Promise<EndResult> {
  const { code, ground, reason, by } = request
  const fault = reasonFault(reason)
  if (fault !== undefined) return refused('reason', fault)
  const { act, letter, clause: customary } = GROUNDS[ground]
  const orderedAt = await readClock(tx)
  // The letter takes its time to be set; while it does, calls wait instead of being let in.
  await lockAuthority(tx)
  const agreement = await findAgreement(tx, code)
  if (agreement === undefined) return refused('code', 'Perjanjian ini tidak ditemukan.')
  const { id: agreementId, officeId, agencyId, numbers } = agreement
  if (!isPossible(ground, { ...agreement, isTermOverNoted: await isTermOverNoted(tx, agreementId) })) {
    return refused('ground', 'Dasar ini tidak mungkin pada keadaan perjanjian sekarang.')
  }
  let decidedSeq: number | null = null
  if (act !== null) {
    const changed = await changeAgreementStateIn(tx, { code, act, reason, by })
    if (changed.kind === 'refused') return refused('ground', changed.fault.message)
    decidedSeq = await lastEntry(tx)
  }
  let paperId: number | null = null
  if (request.withLetter) {
    const issued = await paperMaker.issue(tx, {
      kind: letter,
      officeId,
      agencyId,
      agreementId,
      requestId: null,
      date: await officeDay(tx, officeId),
      facts: { reason, ground: request.clause || customary, effectiveOn: await officeDay(tx, officeId) },
      by,
    })
    if (issued.kind === 'refused') throw new NotEnded(issued.faults)
    paperId = issued.paper.id
  }
  const ending = { officeId, agreementId, ground, act, reason, paperId, by, orderedAt, decidedSeq }
  const endingId = await insertEnding(tx, ending)
  if (act !== 'suspend') await flagReaders(tx, agreementId, endingId)
  await tellOfEnding(tx, { officeId, agencyId, code, number: numbers.civilRegistry, ground })
  const detail = JSON.stringify({ by, endingId, ground, act, reason, paperId })
  const entry = { event: 'agreement.ending_noted', requestId: randomUUID(), officeId, agreementId, detail }
  await append(tx, [auditEntry(entry)])
  return { kind: 'done', endingId, paperId }
}

/** Rolls the act back: its letter cannot be written, and whoever asked for it may go without. */
export class NotEnded extends Error {
  readonly faults: FieldFault[]
  constructor(faults: readonly FieldFault[]) {
    super('the letter of an ending was refused')
    this.faults = faults.map(({ field, message }) => ({ field: `letter.${field}`, message }))
  }
}

/** Tells the agency's head and PIC, and the office. */
export async function tellOfEnding(
  tx: Tx,
  of: { officeId: number; agencyId: number; code: string; number: string; ground: Ground },
): Promise<void> {
  const { officeId, agencyId, code, number, ground } = of
  const recipients: Recipient[] = [
    { role: 'agency-head', agencyId },
    { role: 'agency-pic', agencyId },
    { role: 'agency-administrator', agencyId },
    { role: 'agreement-officer', agencyId: null },
  ]
  const { act, name } = GROUNDS[ground]
  const title = act === 'suspend' ? 'Akses perjanjian ditangguhkan' : 'Akses perjanjian berakhir'
  const body = `Perjanjian ${number}: ${name.toLowerCase()}. Semua User ID di bawahnya berhenti.`
  for (const to of recipients) {
    const path = `/perjanjian/${code}/akhir`
    await notify(tx, { officeId, to, event: 'agreement.ending_noted', title, body, path })
  }
}

function refused(field: string, message: string): EndResult {
  return { kind: 'refused', faults: [{ field, message }] }
}
