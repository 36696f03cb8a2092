import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { withdrawPaper } from '../papers/index.ts'
import { parseDay, reasonFault } from '../registry/index.ts'
import { STATEMENT_ACTS, type Statement, type StatementAct } from './domain.ts'
import {
  findStatementForUpdate,
  officeDay,
  updateAccepted,
  updateHandedIn,
  updateRejected,
  updateWithdrawn,
} from './statement.store.ts'
import { tellOfStatement } from './tell-of-statement.ts'

export type StatementChange =
  | { kind: 'done' }
  | { kind: 'not-found' }
  | { kind: 'refused'; faults: FieldFault[] }

type On = { id: number; who: { officeId: number; agencyId: number | null }; by: string }

/**
 * Hands a signed statement in: the scan must stand beside the paper (ST-06). Whoever signed it answers for it;
 * the office then looks at it.
 *
 * @param on.validUntil the last day; null: as long as the agreement
 */
export function handInStatement(
  pool: Pool,
  on: On & { signedOn: string; validUntil: string | null },
): Promise<StatementChange> {
  const signedOn = parseDay(on.signedOn)
  const validUntil = on.validUntil === null ? null : parseDay(on.validUntil)
  return change(pool, on, 'hand-in', async (tx, statement) => {
    const faults: FieldFault[] = []
    const today = await officeDay(tx, statement.officeId)
    if (signedOn === undefined) {
      faults.push({ field: 'signedOn', message: 'Isi tanggal tanda tangan yang ada.' })
    } else if (signedOn > today) {
      faults.push({ field: 'signedOn', message: 'Tanggal tanda tangan belum tiba.' })
    }
    if (validUntil === undefined) faults.push({ field: 'validUntil', message: 'Isi tanggal yang ada.' })
    else if (validUntil !== null && validUntil < today) {
      faults.push({ field: 'validUntil', message: 'Hari terakhir berlakunya sudah lewat.' })
    }
    if (statement.paperId !== null && statement.scans === 0) {
      faults.push({ field: 'scan', message: 'Unggah dahulu pindaian surat yang sudah ditandatangani.' })
    }
    if (faults.length > 0 || signedOn === undefined || validUntil === undefined) return faults
    // An extension's SPTJM is for that time and no longer.
    const until = statement.extendsUntil ?? validUntil
    await updateHandedIn(tx, statement.id, { signedOn, validUntil: until, by: on.by })
    await record(tx, 'hand-in', statement, { by: on.by, signedOn, validUntil: until })
    await tellOfStatement(tx, 'handed-in', statement)
    return []
  })
}

/** Accepts a statement that was handed in: from this moment it lets somebody in (ST-07). */
export function acceptStatement(pool: Pool, on: On & { reason: string }): Promise<StatementChange> {
  return change(pool, on, 'accept', async (tx, statement) => {
    if (!statement.isHandedIn) {
      return [{ field: 'state', message: 'Surat yang ditandatangani belum diserahkan.' }]
    }
    // What was checked may be said, and need not.
    const fault = on.reason === '' ? undefined : reasonFault(on.reason)
    if (fault !== undefined) return [{ field: 'reason', message: fault }]
    const reason = on.reason || null
    await updateAccepted(tx, statement.id, { by: on.by, reason, isSinceSigned: false })
    await record(tx, 'accept', statement, { by: on.by, reason })
    await tellOfStatement(tx, 'accepted', statement)
    return []
  })
}

/** Sends a statement back with its reason; its paper counts no longer, and another can be asked for. */
export function rejectStatement(pool: Pool, on: On & { reason: string }): Promise<StatementChange> {
  return change(pool, on, 'reject', async (tx, statement) => {
    const fault = reasonFault(on.reason)
    if (fault !== undefined) return [{ field: 'reason', message: fault }]
    await updateRejected(tx, statement.id, on.by, on.reason)
    if (statement.paperId !== null) await withdrawPaper(tx, statement.paperId, on.reason)
    await record(tx, 'reject', statement, { by: on.by, reason: on.reason })
    await tellOfStatement(tx, 'rejected', statement)
    return []
  })
}

/** Takes an accepted statement back: who depends on it is refused from the next request on. */
export function withdrawStatement(pool: Pool, on: On & { reason: string }): Promise<StatementChange> {
  return change(pool, on, 'withdraw', async (tx, statement) => {
    const fault = reasonFault(on.reason)
    if (fault !== undefined) return [{ field: 'reason', message: fault }]
    await updateWithdrawn(tx, statement.id, on.by, on.reason)
    if (statement.paperId !== null) await withdrawPaper(tx, statement.paperId, on.reason)
    await record(tx, 'withdraw', statement, { by: on.by, reason: on.reason })
    await tellOfStatement(tx, 'withdrawn', statement)
    return []
  })
}

/** Acts on a statement if its state allows it, and if the act finds no fault. */
async function change(
  pool: Pool,
  on: On,
  act: StatementAct,
  carryOut: (tx: Tx, statement: Statement) => Promise<FieldFault[]>,
): Promise<StatementChange> {
  return inTx(pool, async (tx): Promise<StatementChange> => {
    // Before any entry, and for each act alike: locks are taken in one order by everybody.
    await lockAuthority(tx)
    const statement = await findStatementForUpdate(tx, on.who, on.id)
    if (statement === undefined) return { kind: 'not-found' }
    if (statement.state !== STATEMENT_ACTS[act].from) {
      const message = 'Pernyataan ini sudah diputuskan.'
      return { kind: 'refused', faults: [{ field: 'state', message }] }
    }
    const faults = await carryOut(tx, statement)
    return faults.length > 0 ? { kind: 'refused', faults } : { kind: 'done' }
  })
}

function record(tx: Tx, act: StatementAct, statement: Statement, detail: object): Promise<void> {
  const { id, kind, staffId, officeId, agreementId, extendsUntil } = statement
  return append(tx, [
    auditEntry({
      event: STATEMENT_ACTS[act].event,
      requestId: randomUUID(),
      officeId,
      agreementId,
      detail: JSON.stringify({ statementId: id, kind, staffId, extendsUntil, ...detail }),
    }),
  ])
}
