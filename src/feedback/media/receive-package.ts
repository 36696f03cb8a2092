import { hash } from 'node:crypto'
import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import type { FieldFault } from '../../kernel/problem.ts'
import type { Actor } from '../../offices/index.ts'
import { holdsNik, reasonFault } from '../../registry/index.ts'
import { type Admission, admitPackage } from './admit-package.ts'
import type { MediaKeys } from './media-keys.ts'
import {
  findPackage,
  findPackageForUpdate,
  insertPackage,
  insertPackagePart,
  listPackageParts,
  notePackageChecked,
  notePackageDeclined,
  notePackageRefused,
  type ReceivedPackage,
  readPackageParts,
  removePackageParts,
} from './package.store.ts'
import { readPackage } from './read-package.ts'
import { yielding } from './yielding.ts'

export const PACKAGE_PART_BYTES = 2 * 1024 * 1024
/** The data and what surrounds it. */
const MAX_PACKAGE_BYTES = 2_200_000_000

export type Refused = { kind: 'refused'; fault: FieldFault }

export const refused = (field: string, message: string, code?: string): Refused => ({
  kind: 'refused',
  fault: { field, message, ...(code === undefined ? {} : { code }) },
})

/** Begins to receive a package from a medium. */
export function beginPackage(
  pool: Pool,
  request: { officeId: number; fileName: string; size: number; medium: string; actor: Actor },
): Promise<{ kind: 'begun'; id: number } | Refused> {
  const { officeId, size, actor } = request
  const fileName = plain(request.fileName.replace(/^.*[/\\]/, ''))
  const medium = plain(request.medium)
  return inTx(pool, async (tx) => {
    if (fileName === '') return refused('fileName', 'Sebutkan nama berkasnya.')
    if (medium === '')
      return refused('medium', 'Tulis media dan suratnya, misalnya "Flashdisk, surat 400.7/12".')
    if (holdsNik(medium) || holdsNik(fileName))
      return refused('medium', 'Nama berkas dan media tidak boleh memuat NIK.')
    if (!Number.isSafeInteger(size) || size < 1 || size > MAX_PACKAGE_BYTES) {
      return refused('size', 'Ukuran paket harus 1 bita sampai 2 GB.', 'FB-97')
    }
    const id = await insertPackage(tx, {
      officeId,
      fileName,
      sizeBytes: size,
      partBytes: PACKAGE_PART_BYTES,
      medium,
      by: actor.by,
    })
    await recordPackage(tx, 'feedback_package.begun', { officeId, id, agreementId: null }, actor)
    return { kind: 'begun', id }
  })
}

const plain = (text: string) => text.replace(/\p{C}/gu, '').trim().slice(0, 200)

/** How many bytes part `n` has; undefined when there is no such part. */
export function lengthOfPackagePart(
  { sizeBytes, partBytes }: Pick<ReceivedPackage, 'sizeBytes' | 'partBytes'>,
  n: number,
): number | undefined {
  const count = Math.ceil(sizeBytes / partBytes)
  if (!Number.isInteger(n) || n < 0 || n >= count) return undefined
  return n === count - 1 ? sizeBytes - n * partBytes : partBytes
}

/** Takes a part, encrypted as it is. It is there when this returns (I9). */
export async function receivePackagePart(
  pool: Pool,
  of: ReceivedPackage,
  n: number,
  bytes: Buffer,
): Promise<{ kind: 'taken'; sha256: string } | Refused> {
  if (of.state !== 'receiving') return refused('state', 'Paket ini sudah lengkap.')
  const length = lengthOfPackagePart(of, n)
  if (length === undefined) return refused('n', 'Tidak ada bagian bernomor ini.')
  if (bytes.length !== length)
    return refused('body', `Bagian ini harus ${length} bita, bukan ${bytes.length}.`)
  const sha256 = hash('sha256', bytes, 'buffer')
  await insertPackagePart(pool, of.id, n, sha256, bytes)
  return { kind: 'taken', sha256: sha256.toString('hex') }
}

/**
 * Reads a package that has arrived whole to its end, keeping nothing of what it holds: whether it may be stored is then
 * for a person to say, who sees who made it. What is refused is refused for good; its bytes are removed.
 */
export async function checkPackage(
  pool: Pool,
  keys: MediaKeys,
  of: ReceivedPackage,
  actor: Actor,
): Promise<{ kind: 'checked' } | Refused> {
  if (of.state !== 'receiving') return refused('state', 'Paket ini sudah diperiksa.')
  const missing = await firstMissing(pool, of)
  if (missing !== undefined) return refused('parts', `Bagian ${missing + 1} belum sampai.`)
  const admission: { found?: Extract<Admission, { kind: 'admitted' }> } = {}
  const reading = await readPackage(yielding(readPackageParts(pool, of.id)), {
    ...keys,
    size: of.sizeBytes,
    admit: async (manifest) => {
      const admitted = await admitPackage(pool, of.officeId, manifest)
      if (admitted.kind === 'refused') return admitted.fault
      admission.found = admitted
      return undefined
    },
  })
  const { found } = admission
  return inTx(pool, async (tx) => {
    const now = await findPackageForUpdate(tx, of.officeId, of.id)
    if (now?.state !== 'receiving') return refused('state', 'Paket ini sudah diperiksa.')
    if (reading.kind === 'refused' || found === undefined) {
      const fault =
        reading.kind === 'refused' ? reading.fault : { code: 'FB-90', message: 'Paket tidak terbaca.' }
      return refuseForGood(tx, of, fault, actor)
    }
    const { agreementId, keyId } = found
    await notePackageChecked(tx, of.id, { manifest: reading.manifest, agreementId, keyId })
    await recordPackage(tx, 'feedback_package.checked', { ...of, agreementId }, actor, {
      package: reading.manifest.id,
      key: keyId,
    })
    return { kind: 'checked' }
  })
}

/** Notes why a package does not come in. */
export async function refuseForGood(
  tx: Tx,
  of: ReceivedPackage,
  fault: { code: string; message: string },
  actor: Actor,
): Promise<Refused> {
  await notePackageRefused(tx, of.id, fault, actor.by)
  await removePackageParts(tx, of.id)
  await recordPackage(tx, 'feedback_package.refused', of, actor, { rule: fault.code })
  return refused('file', fault.message, fault.code)
}

async function firstMissing(tx: Tx, of: ReceivedPackage): Promise<number | undefined> {
  const there = new Set((await listPackageParts(tx, of.id)).map(({ n }) => n))
  for (let n = 0; lengthOfPackagePart(of, n) !== undefined; n += 1) if (!there.has(n)) return n
  return undefined
}

/** The office does not take a package in, though it could; the agency is to see why. */
export function declinePackage(
  pool: Pool,
  request: { officeId: number; id: number; reason: string; actor: Actor },
): Promise<{ kind: 'declined' } | { kind: 'missing' } | Refused> {
  const { officeId, id, reason, actor } = request
  return inTx(pool, async (tx) => {
    const of = await findPackageForUpdate(tx, officeId, id)
    if (of === undefined) return { kind: 'missing' }
    const fault = reasonFault(reason)
    if (fault !== undefined) return refused('reason', fault)
    if (of.state !== 'receiving' && of.state !== 'checked')
      return refused('state', 'Paket ini sudah diputuskan.')
    await notePackageDeclined(tx, id, reason.trim(), actor.by)
    await removePackageParts(tx, id)
    await recordPackage(tx, 'feedback_package.declined', of, actor, { reason: reason.trim() })
    return { kind: 'declined' }
  })
}

/** The acts on a package, as the log names them. Never a file's name, which its sender chose, nor a value of a row. */
export function recordPackage(
  tx: Tx,
  event: string,
  { officeId, id, agreementId }: { officeId: number; id: number; agreementId: number | null },
  actor: Actor,
  detail: object = {},
): Promise<void> {
  return append(tx, [
    auditEntry({
      event,
      requestId: actor.requestId,
      officeId,
      ...(agreementId === null ? {} : { agreementId }),
      localOperator: actor.by,
      address: actor.address,
      detail: JSON.stringify({ by: actor.by, received: id, ...detail }),
    }),
  ])
}

export { findPackage }
