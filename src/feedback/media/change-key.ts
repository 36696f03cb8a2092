import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import type { FieldFault } from '../../kernel/problem.ts'
import { notify } from '../../notifications/index.ts'
import type { Actor } from '../../offices/index.ts'
import { holdsNik, reasonFault } from '../../registry/index.ts'
import { definitionInForce } from '../definition.store.ts'
import {
  confirmKeyRow,
  endKeyRow,
  type FeedbackKey,
  findKeyForUpdate,
  insertKey,
} from './feedback-key.store.ts'
import { inGroups, readPublicKey } from './signing-key.ts'

/** So much of the fingerprint is compared: 64 bits, which nobody makes a second key for. */
export const COMPARED_DIGITS = 16

export type KeyResult =
  | { kind: 'done'; id: number }
  | { kind: 'refused'; fault: FieldFault }
  | { kind: 'missing' }

const refused = (field: string, message: string): KeyResult => ({
  kind: 'refused',
  fault: { field, message, code: 'FB-98' },
})

/** Whose keys somebody may see: an office's, or one agency's. */
type Whose = { officeId: number; agencyId: number | null }

/** An agency names the key by which it will sign. It counts once the office has compared the fingerprint. */
export function registerKey(
  pool: Pool,
  request: { officeId: number; agreementId: number; publicKey: string; holder: string; actor: Actor },
): Promise<KeyResult> {
  const { officeId, agreementId, actor } = request
  const holder = request.holder.replace(/\p{C}/gu, '').trim()
  return inTx(pool, async (tx) => {
    const publicKey = readPublicKey(request.publicKey)
    if (publicKey === undefined) {
      return refused('publicKey', 'Bukan kunci publik Ed25519: unggah berkas .pub, bukan kunci rahasianya.')
    }
    if (holder === '' || holder.length > 200 || holdsNik(holder)) {
      return refused('holder', 'Tulis nama pemegang kunci atau komputernya, tanpa NIK.')
    }
    if ((await definitionInForce(tx, agreementId)) === undefined) {
      return refused('agreement', 'Perjanjian ini tidak memuat data balikan.')
    }
    const id = await insertKey(tx, { agreementId, publicKey, holder, by: actor.by })
    if (id === undefined) return refused('publicKey', 'Kunci ini sudah terdaftar untuk perjanjian ini.')
    const key = await must(tx, { officeId, agencyId: null }, id)
    await record(tx, 'feedback_key.registered', key, actor)
    await notify(tx, {
      officeId,
      to: { role: 'agreement-officer', agencyId: null },
      event: 'feedback-key.registered',
      title: 'Kunci tanda tangan data balikan menunggu pemeriksaan',
      body: `${key.agency} mendaftarkan kunci untuk paket data balikan. Cocokkan sidik jarinya dengan instansi.`,
      path: '/data-balikan-media',
    })
    return { kind: 'done', id }
  })
}

/** The office has the fingerprint from the agency by another way, and types what it was told. */
export function confirmKey(
  pool: Pool,
  request: { officeId: number; id: number; told: string; actor: Actor },
): Promise<KeyResult> {
  const { officeId, id, actor } = request
  const told = request.told.toLowerCase().replace(/[^0-9a-f]/g, '')
  return inTx(pool, async (tx) => {
    const key = await findKeyForUpdate(tx, { officeId, agencyId: null }, id)
    if (key === undefined) return { kind: 'missing' }
    if (key.state !== 'waiting') return refused('state', 'Kunci ini tidak menunggu pemeriksaan.')
    if (told.length < COMPARED_DIGITS) {
      return refused(
        'fingerprint',
        `Tulis ${COMPARED_DIGITS} huruf pertama sidik jari yang disebutkan instansi.`,
      )
    }
    if (!key.fingerprint.startsWith(told)) {
      return refused(
        'fingerprint',
        'Sidik jari ini tidak sama dengan kunci yang terdaftar. Jangan terima kuncinya.',
      )
    }
    await confirmKeyRow(tx, id, actor.by)
    await record(tx, 'feedback_key.confirmed', key, actor)
    await tellAgency(tx, key, 'feedback-key.confirmed', 'Kunci tanda tangan data balikan diterima')
    return { kind: 'done', id }
  })
}

/** The office rejects a key that waits; the office or the agency revokes one that is good. Packages signed by it are refused from then on. */
export function endKey(
  pool: Pool,
  whose: Whose,
  request: { id: number; reason: string; actor: Actor },
): Promise<KeyResult> {
  const { id, reason, actor } = request
  return inTx(pool, async (tx) => {
    const key = await findKeyForUpdate(tx, whose, id)
    if (key === undefined) return { kind: 'missing' }
    const fault = reasonFault(reason)
    if (fault !== undefined) return refused('reason', fault)
    if (key.endedAt !== null) return refused('state', 'Kunci ini sudah tidak berlaku.')
    const state = key.state === 'waiting' && whose.agencyId === null ? 'rejected' : 'revoked'
    await endKeyRow(tx, id, { state, reason: reason.trim(), by: actor.by })
    await record(tx, `feedback_key.${state}`, key, actor, { reason: reason.trim() })
    const title = state === 'rejected' ? 'ditolak' : 'dicabut'
    await tellAgency(tx, key, `feedback-key.${state}`, `Kunci tanda tangan data balikan ${title}`)
    return { kind: 'done', id }
  })
}

async function must(tx: Tx, whose: Whose, id: number): Promise<FeedbackKey> {
  const key = await findKeyForUpdate(tx, whose, id)
  if (key === undefined) throw new Error(`key ${id} is gone`)
  return key
}

async function tellAgency(tx: Tx, key: FeedbackKey, event: string, title: string): Promise<void> {
  for (const role of ['agency-pic', 'agency-administrator'] as const) {
    await notify(tx, {
      officeId: key.officeId,
      to: { role, agencyId: key.agencyId },
      event,
      title,
      body: `Perjanjian ${key.agreement}.`,
      path: '/data-balikan/media',
    })
  }
}

function record(tx: Tx, event: string, key: FeedbackKey, actor: Actor, detail: object = {}): Promise<void> {
  return append(tx, [
    auditEntry({
      event,
      requestId: actor.requestId,
      officeId: key.officeId,
      agreementId: key.agreementId,
      localOperator: actor.by,
      address: actor.address,
      // The fingerprint is what a signature on an old package can be traced by.
      detail: JSON.stringify({
        by: actor.by,
        key: key.id,
        fingerprint: inGroups(key.fingerprint),
        ...detail,
      }),
    }),
  ])
}
