import { hash } from 'node:crypto'
import { findAgreement } from '../../agreements/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import type { Actor } from '../../offices/index.ts'
import { definitionInForce } from '../definition.store.ts'
import { previewUpload } from '../upload/preview-upload.ts'
import { findUpload, insertPart, insertUpload, moveUpload, type Upload } from '../upload/upload.store.ts'
import { admitPackage } from './admit-package.ts'
import type { MediaKeys } from './media-keys.ts'
import {
  findPackage,
  findPackageForUpdate,
  notePackageTaken,
  type ReceivedPackage,
  readPackageParts,
  removePackageParts,
} from './package.store.ts'
import { packageFault } from './package-fault.ts'
import { readPackage } from './read-package.ts'
import { PACKAGE_PART_BYTES, type Refused, recordPackage, refused, refuseForGood } from './receive-package.ts'
import { yielding } from './yielding.ts'

/** Thrown to undo what was stored of a package that turns out not to be one to take in. */
class NotTaken extends Error {
  readonly fault: { code: string; message: string }

  constructor(fault: { code: string; message: string }) {
    super(fault.code)
    this.fault = fault
  }
}

/**
 * Somebody has seen who made a package, and takes it in: its data becomes a delivery that the loader of uploads stores row
 * by row. All of it in one transaction, in which it is read to its end once more: nothing of a package that is not whole,
 * or whose key was revoked meanwhile, or that another officer takes in at the same moment, comes to stay.
 */
export async function takePackage(
  pool: Pool,
  keys: MediaKeys,
  of: ReceivedPackage,
  actor: Actor,
): Promise<{ kind: 'taken'; delivery: number } | Refused> {
  try {
    return await inTx(pool, async (tx) => {
      const now = await findPackageForUpdate(tx, of.officeId, of.id)
      if (now?.state !== 'checked' || now.manifest === null) {
        return refused('state', 'Paket ini belum diperiksa atau sudah diputuskan.')
      }
      const delivery = await storeData(tx, keys, now, actor)
      await notePackageTaken(tx, now.id, delivery, actor.by)
      await removePackageParts(tx, now.id)
      await recordPackage(tx, 'feedback_package.taken', now, actor, { delivery, package: now.manifest.id })
      return { kind: 'taken', delivery }
    })
  } catch (error) {
    const fault =
      error instanceof NotTaken ? error.fault : isTakenElsewhere(error) ? packageFault('FB-96') : undefined
    if (fault === undefined) throw error
    return inTx(pool, async (tx) => {
      const now = await findPackage(tx, of.officeId, of.id)
      return now?.state === 'checked'
        ? refuseForGood(tx, now, fault, actor)
        : refused('file', fault.message, fault.code)
    })
  }
}

const isTakenElsewhere = (error: unknown) =>
  error instanceof Error && 'constraint' in error && error.constraint === 'feedback_package_once'

async function storeData(tx: Tx, keys: MediaKeys, of: ReceivedPackage, actor: Actor): Promise<number> {
  const { manifest, agreement: code } = of
  const agreement = code === null ? undefined : await findAgreement(tx, code)
  const definition = agreement === undefined ? undefined : await definitionInForce(tx, agreement.id)
  if (manifest === null || agreement === undefined || definition === undefined)
    throw new NotTaken(packageFault('FB-95'))
  if (manifest.data.bytes === 0)
    throw new NotTaken({ code: 'FB-24', message: 'Paket ini tidak berisi baris data.' })
  const id = await insertUpload(tx, {
    officeId: of.officeId,
    agreementId: agreement.id,
    definitionId: definition.id,
    sentBy: actor.by,
    channel: 'media',
    fileName: of.fileName,
    sizeBytes: manifest.data.bytes,
    partBytes: PACKAGE_PART_BYTES,
  })
  const parts = partsInto(tx, id)
  const reading = await readPackage(yielding(readPackageParts(tx, of.id)), {
    ...keys,
    size: of.sizeBytes,
    admit: async (now) => {
      const admitted = await admitPackage(tx, of.officeId, now)
      return admitted.kind === 'refused' ? admitted.fault : undefined
    },
    onData: parts.add,
  })
  if (reading.kind === 'refused') throw new NotTaken(reading.fault)
  await parts.end()
  await startLoading(tx, id, agreement.timeZone)
  return id
}

/** Collects pieces into the parts that the loader reads. */
function partsInto(tx: Tx, id: number) {
  let held: Buffer[] = []
  let size = 0
  let n = 0
  const write = async () => {
    const bytes = Buffer.concat(held)
    await insertPart(tx, id, n, hash('sha256', bytes, 'buffer'), bytes)
    n += 1
    held = []
    size = 0
  }
  return {
    add: async (piece: Buffer) => {
      let rest = piece
      while (size + rest.length >= PACKAGE_PART_BYTES) {
        const fitting = rest.subarray(0, PACKAGE_PART_BYTES - size)
        held.push(fitting)
        rest = rest.subarray(fitting.length)
        await write()
      }
      // Copied: the cipher may use its buffer again.
      if (rest.length > 0) held.push(Buffer.from(rest))
      size += rest.length
    },
    end: async () => {
      if (size > 0) await write()
    },
  }
}

/** Whoever holds the medium cannot correct it: a file that cannot be read as it is does not come in. */
async function startLoading(tx: Tx, id: number, timeZone: string): Promise<void> {
  await moveUpload(tx, id, ['receiving'], 'received')
  const upload = await mustFind(tx, id)
  const { rows } = await tx.query<{ today: string }>(
    'select (clock_timestamp() at time zone $1)::date::text as today',
    [timeZone],
  )
  const preview = await previewUpload(tx, upload, rows[0]?.today ?? '')
  const [fault] = preview.faults
  if (fault !== undefined) {
    throw new NotTaken({ code: fault.code, message: preview.faults.map(({ message }) => message).join(' ') })
  }
  await moveUpload(tx, id, ['received'], 'loading')
}

async function mustFind(tx: Tx, id: number): Promise<Upload> {
  const upload = await findUpload(tx, id)
  if (upload === undefined) throw new Error(`upload ${id} is gone`)
  return upload
}
