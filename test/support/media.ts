import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { confirmKey, registerKey } from '../../src/feedback/media/change-key.ts'
import { listKeys } from '../../src/feedback/media/feedback-key.store.ts'
import { type MediaKeyFiles, type MediaKeys, makeMediaKeys } from '../../src/feedback/media/media-keys.ts'
import { type PackOrder, packFile } from '../../src/feedback/media/pack-file.ts'
import { findPackage } from '../../src/feedback/media/package.store.ts'
import {
  beginPackage,
  checkPackage,
  PACKAGE_PART_BYTES,
  receivePackagePart,
} from '../../src/feedback/media/receive-package.ts'
import { makeSigningKey, publicPemOf, type Signer, signerOf } from '../../src/feedback/media/signing-key.ts'
import type { Pool } from '../../src/kernel/database.ts'

export const ACTOR = { by: 'staff:uji', requestId: randomUUID(), address: null }

/** Keys of an office, in a folder of their own. */
export async function officeKeys(): Promise<{ files: MediaKeyFiles; keys: MediaKeys }> {
  const folder = mkdtempSync(join(tmpdir(), 'gapura-media-'))
  const files = { mediaKeyFile: join(folder, 'media.key'), mediaSignKeyFile: join(folder, 'media-sign.key') }
  return { files, keys: await makeMediaKeys(files) }
}

export function newSigner(): Signer {
  const signer = signerOf(makeSigningKey().privatePem)
  assert.ok(signer !== undefined)
  return signer
}

/** A key that the agency registered and the office compared. */
export async function confirmedKey(
  pool: Pool,
  of: { officeId: number; agreementId: number },
  signer = newSigner(),
): Promise<{ signer: Signer; id: number }> {
  const registered = await registerKey(pool, {
    ...of,
    publicKey: publicPemOf(signer.publicKey),
    holder: 'Komputer rekam medis',
    actor: ACTOR,
  })
  assert.ok(registered.kind === 'done', JSON.stringify(registered))
  const { id } = registered
  const key = (await listKeys(pool, { officeId: of.officeId, agencyId: null })).find((one) => one.id === id)
  const told = key?.fingerprint.slice(0, 16) ?? ''
  const confirmed = await confirmKey(pool, { officeId: of.officeId, id, told, actor: ACTOR })
  assert.equal(confirmed.kind, 'done', JSON.stringify(confirmed))
  return { signer, id }
}

/** A package of these bytes, as the command line makes it. */
export async function packed(
  bytes: Buffer | string,
  signer: Signer,
  order: Pick<PackOrder, 'agreement' | 'to'> & Partial<PackOrder>,
): Promise<Buffer> {
  const file = join(mkdtempSync(join(tmpdir(), 'gapura-media-')), 'balikan.csv')
  writeFileSync(file, bytes)
  const made = await packFile(
    {
      file,
      organisation: 'RSUD Contoh',
      name: 'Contoh Petugas',
      definition: 1,
      madeAt: '2026-11-21T03:00:00Z',
      ...order,
    },
    signer,
  )
  return buffer(made.package)
}

/** A package that has arrived whole. */
export async function arrived(pool: Pool, officeId: number, bytes: Buffer) {
  const begun = await beginPackage(pool, {
    officeId,
    fileName: 'balikan.gapura-balikan',
    size: bytes.length,
    medium: 'Flashdisk, surat 400.7/12',
    actor: ACTOR,
  })
  assert.ok(begun.kind === 'begun', JSON.stringify(begun))
  const find = async () => {
    const found = await findPackage(pool, officeId, begun.id)
    assert.ok(found !== undefined)
    return found
  }
  const received = await find()
  for (let n = 0; n * PACKAGE_PART_BYTES < bytes.length; n += 1) {
    const part = bytes.subarray(n * PACKAGE_PART_BYTES, (n + 1) * PACKAGE_PART_BYTES)
    assert.equal((await receivePackagePart(pool, received, n, part)).kind, 'taken')
  }
  return { id: begun.id, find }
}

/** The same, and looked at. @returns the rule that refused it, or its state */
export async function checked(pool: Pool, keys: MediaKeys, officeId: number, bytes: Buffer) {
  const came = await arrived(pool, officeId, bytes)
  await checkPackage(pool, keys, await came.find(), ACTOR)
  const after = await came.find()
  return { ...came, after, verdict: after.faultCode ?? after.state }
}
