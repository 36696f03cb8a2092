import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import type { Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { notify, type Recipient } from '../notifications/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { reasonFault } from '../registry/index.ts'
import {
  closeExtensions,
  findOpenRenewalForUpdate,
  findTermForUpdate,
  insertRenewal,
  type Term,
  updateRenewalClosed,
} from './renewal.store.ts'

export type RenewalResult =
  | { kind: 'asked'; id: number; isInTime: boolean; paperId: number }
  | { kind: 'refused'; faults: FieldFault[] }

/**
 * Asks for the renewal of an agreement, with its letter (RN-01). One asked late is taken too, but lets nothing
 * go on after the end.
 */
export async function askRenewalIn(
  tx: Tx,
  paperMaker: PaperMaker,
  asked: { code: string; reason: string; by: string },
): Promise<RenewalResult> {
  const fault = reasonFault(asked.reason)
  if (fault !== undefined) return refused('reason', fault)
  const term = await findTermForUpdate(tx, asked.code)
  if (term === undefined) return refused('code', 'Perjanjian ini tidak ditemukan.')
  if (term.state !== 'in_force') return refused('state', 'Perjanjian ini tidak berlaku lagi.')
  if (term.today > term.lastDay) {
    return refused('state', 'Jangka waktu sudah habis; ajukan perjanjian baru.')
  }
  if ((await findOpenRenewalForUpdate(tx, term.agreementId)) !== undefined) {
    return refused('state', 'Perpanjangan sudah diminta dan sedang diproses.')
  }
  const issued = await paperMaker.issue(tx, {
    kind: 'renewal-request',
    officeId: term.officeId,
    agencyId: term.agencyId,
    agreementId: term.agreementId,
    requestId: null,
    date: term.today,
    facts: { reason: asked.reason },
    by: asked.by,
  })
  if (issued.kind === 'refused') return issued
  const { officeId, agreementId, isInTime, today } = term
  const id = await insertRenewal(tx, {
    officeId,
    agreementId,
    askedOn: today,
    isInTime,
    paperId: issued.paper.id,
    by: asked.by,
  })
  if (id === undefined) return refused('state', 'Perpanjangan sudah diminta dan sedang diproses.')
  await tell(tx, term, 'renewal.asked', 'Permohonan perpanjangan diterima', ['office'])
  const detail = { by: asked.by, renewalId: id, isInTime, reason: asked.reason }
  await record(tx, 'renewal.asked', term, detail)
  return { kind: 'asked', id, isInTime, paperId: issued.paper.id }
}

export type CloseResult = { kind: 'done' } | { kind: 'refused'; faults: FieldFault[] }

/**
 * Closes the renewal that is open: granted by a new agreement, refused by the office, or taken back. What was
 * extended because of it ends with this moment, unless it was granted (RN-06).
 */
export async function closeRenewalIn(
  tx: Tx,
  asked: { code: string; as: 'granted' | 'refused' | 'withdrawn'; reason: string; by: string },
): Promise<CloseResult> {
  const fault = reasonFault(asked.reason)
  if (fault !== undefined) return refused('reason', fault)
  await lockAuthority(tx)
  const term = await findTermForUpdate(tx, asked.code)
  const open = term && (await findOpenRenewalForUpdate(tx, term.agreementId))
  if (term === undefined || open === undefined) {
    return refused('state', 'Tidak ada permohonan perpanjangan yang sedang diproses.')
  }
  const { as, by, reason } = asked
  await updateRenewalClosed(tx, open.id, { state: as, by, reason })
  const extensionsClosed = as === 'granted' ? 0 : await closeExtensions(tx, open.id, reason)
  await tell(tx, term, `renewal.${as}`, TITLES[as], ['agency'])
  await record(tx, `renewal.${as}`, term, { by, renewalId: open.id, reason, extensionsClosed })
  return { kind: 'done' }
}

const TITLES = {
  granted: 'Perpanjangan dikabulkan',
  refused: 'Perpanjangan ditolak',
  withdrawn: 'Perpanjangan ditarik kembali',
} as const

export async function tell(
  tx: Tx,
  term: Term,
  event: string,
  title: string,
  whom: readonly ('office' | 'agency')[],
): Promise<void> {
  const { officeId, agencyId, code, number } = term
  const recipients = whom.flatMap((one): Recipient[] =>
    one === 'office'
      ? [{ role: 'agreement-officer', agencyId: null }]
      : [
          { role: 'agency-head', agencyId },
          { role: 'agency-pic', agencyId },
        ],
  )
  for (const to of recipients) {
    const body = `Perjanjian ${number}, berlaku sampai ${term.lastDay}.`
    await notify(tx, { officeId, to, event, title, body, path: `/perjanjian/${code}/perpanjangan` })
  }
}

export function record(tx: Tx, event: string, term: Term, detail: object): Promise<void> {
  const { officeId, agreementId } = term
  const entry = { event, requestId: randomUUID(), officeId, agreementId, detail: JSON.stringify(detail) }
  return append(tx, [auditEntry(entry)])
}

function refused(field: string, message: string): { kind: 'refused'; faults: FieldFault[] } {
  return { kind: 'refused', faults: [{ field, message }] }
}
