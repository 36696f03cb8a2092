import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import {
  changeResidents,
  listResidentChanges,
  lockResidentRows,
  reasonFault,
  shareResidents,
  valuesOf,
} from '../../registry/index.ts'
import { recheckConflicts } from './conflicts.store.ts'
import type { Proposal } from './domain.ts'
import { findImportedValue } from './import-contest.store.ts'
import { lockProposals, writeActs } from './proposal.store.ts'
import { type Decider, recordProposals } from './record-proposals.ts'

export type Withdrawal = Decider & {
  id: number
  reason: string
  /** What the resident gets back: what stood before, or what an import has brought since. */
  take: 'before' | 'import'
}

export type WithdrawalResult =
  | { kind: 'withdrawn' | 'not-found' }
  | { kind: 'refused'; field: string; message: string }

const UNIQUE_VIOLATION = '23505'

const refused = (message: string, field = 'id'): WithdrawalResult => ({ kind: 'refused', field, message })

const ANOTHER_OPEN = refused('Usulan dengan nilai yang sama sedang menunggu keputusan; putuskan yang itu.')

/**
 * Takes a decision back by a new act (FB-111): the resident gets back what stood before an acceptance, with history,
 * and the proposal waits again. An acceptance that something else was built on since is not undone.
 */
export async function withdrawDecision(pool: Pool, asked: Withdrawal): Promise<WithdrawalResult> {
  const fault = reasonFault(asked.reason)
  if (fault !== undefined) return refused(fault, 'reason')
  try {
    return await inTx(pool, async (tx) => {
      await shareResidents(tx)
      const [proposal] = await lockProposals(tx, asked.officeId, [asked.id])
      if (proposal === undefined) return { kind: 'not-found' }
      if (proposal.state !== 'accepted' && proposal.state !== 'rejected') {
        return refused('Usulan ini tidak sedang diterima atau ditolak.')
      }
      const back =
        proposal.state === 'accepted' ? await takeBack(tx, proposal, asked) : ({ kind: 'nothing' } as const)
      if (back.kind === 'refused') return back
      const { reason, by } = asked
      const changeId = back.kind === 'changed' ? { changeId: back.changeId } : {}
      await writeActs(tx, [{ proposalId: proposal.id, act: 'withdrawn', reason, by, ...changeId }])
      await recheckConflicts(tx, [proposal.id])
      await recordProposals(tx, asked, [{ event: 'withdrawn', proposal }], reason)
      return { kind: 'withdrawn' }
    })
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION) return ANOTHER_OPEN
    throw error
  }
}

type Back =
  | { kind: 'changed'; changeId: number }
  | { kind: 'nothing' }
  | { kind: 'refused'; field: string; message: string }

async function takeBack(tx: Tx, { id, field, nik }: Proposal, { take, by }: Withdrawal): Promise<Back> {
  const live = (await lockResidentRows(tx, [nik])).get(nik)
  const changes = await listResidentChanges(tx, field, nik)
  const change = changes.findLast((one) => one.proposalId === id && one.reverses === null)
  if (live === undefined || change === undefined)
    throw new Error(`proposal ${id} was accepted without a change`)
  if (!isDeepStrictEqual(valuesOf(field, live), valuesOf(field, change.after))) {
    return { kind: 'refused', field: 'id', message: 'Data penduduk ini sudah berubah lagi sesudah diterima.' }
  }
  const values = valuesOf(field, change.before)
  if (take === 'import') {
    const imported = await findImportedValue(tx, change.id)
    if (imported === undefined) {
      return { kind: 'refused', field: 'take', message: 'Tidak ada nilai lain dari impor.' }
    }
    values[0] = imported.value
  }
  const written = await changeResidents(tx, field, [{ nik, values, proposalId: id, reverses: change.id }], by)
  await tx.query('update registry_proposal set old_value = $2 where id = $1', [id, values[0] ?? null])
  return { kind: 'changed', changeId: written.get(id) ?? 0 }
}
