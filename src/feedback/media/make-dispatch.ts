import { createHash, randomUUID } from 'node:crypto'
import { listAgreementsOf } from '../../agreements/index.ts'
import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { enqueue, type JobTask } from '../../kernel/jobs.ts'
import type { Actor } from '../../offices/index.ts'
import { holdsNik } from '../../registry/index.ts'
import {
  type Dispatch,
  findDispatchForUpdate,
  insertDispatch,
  insertDispatchPart,
  noteHandedOver,
  noteMade,
  noteVoid,
} from './dispatch.store.ts'
import { encryptPackage } from './encrypt.ts'
import type { Manifest } from './manifest.ts'
import type { MediaKeys } from './media-keys.ts'
import { outgoingCsv } from './outgoing-csv.ts'
import { factsOf } from './pack-file.ts'
import { type Refused, refused } from './receive-package.ts'
import { hasLaterSpans, insertSpans, lockSpansOf, nextSpan, type Span } from './span.store.ts'
import { yielding } from './yielding.ts'

export const MAKE_PACKAGE_TASK = 'make-feedback-package'

const PART_BYTES = 1024 * 1024

/**
 * Decides which rows go with the next package for the central authority: of these agreements everything that came since the
 * last one. It is then made by a job.
 *
 * @param order.agreements codes; empty: all of the office
 * @param order.before ISO instant; only what came before it
 */
export function planPackage(
  pool: Pool,
  order: {
    officeId: number
    agreements: readonly string[]
    before?: string
    recipient: string
    actor: Actor
  },
): Promise<{ kind: 'planned'; id: number } | Refused> {
  const { officeId, agreements, before, recipient, actor } = order
  return inTx(pool, async (tx) => {
    const own = await listAgreementsOf(tx, { officeId, agencyId: null })
    const wanted = agreements.length === 0 ? own : own.filter(({ code }) => agreements.includes(code))
    if (wanted.length < agreements.length) return refused('agreements', 'Perjanjian ini tidak ada.')
    const spans: Span[] = []
    // In one order everywhere, so that two who plan wait for each other.
    for (const { id } of wanted.toSorted((a, b) => a.id - b.id)) {
      const span = await nextSpan(tx, id, before === undefined ? {} : { before })
      if (span !== undefined) spans.push(span)
    }
    if (spans.length === 0) {
      return refused('agreements', 'Tidak ada data balikan baru sejak pengiriman terakhir.', 'FB-99')
    }
    const id = await insertDispatch(tx, { officeId, by: actor.by, package: { id: randomUUID(), recipient } })
    await insertSpans(tx, id, spans)
    await enqueue(tx, { task: MAKE_PACKAGE_TASK, payload: { dispatch: id }, key: `feedback-package-${id}` })
    await recordDispatch(tx, 'feedback_dispatch.planned', { officeId, id }, actor)
    return { kind: 'planned', id }
  })
}

/** The job that makes a planned package. Done twice it makes it once; the rows are read twice and must be the same. */
export const makingPackages =
  (pool: Pool, keysOf: () => Promise<MediaKeys | undefined>): JobTask =>
  async ({ dispatch: id }) => {
    if (typeof id !== 'number') return
    const keys = await keysOf()
    if (keys === undefined) throw new Error('the keys for media are missing')
    await makePackage(pool, keys, id)
  }

export async function makePackage(pool: Pool, keys: MediaKeys, id: number): Promise<void> {
  await inTx(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read')
    const dispatch = await findDispatchForUpdate(tx, null, id)
    if (dispatch?.state !== 'making') return
    const data = await factsOf(outgoingCsv(tx, id))
    const manifest = manifestOf(dispatch, keys, data)
    const sign = async (bytes: Uint8Array) => Uint8Array.from(keys.signer.sign(bytes))
    const encrypted = await encryptPackage(manifest, sign, yielding(outgoingCsv(tx, id)))
    const { sizeBytes, sha256 } = await storeParts(tx, id, encrypted)
    await noteMade(tx, id, { rows: data.rows, sizeBytes, sha256 })
    await recordDispatch(
      tx,
      'feedback_dispatch.made',
      dispatch,
      { by: dispatch.madeBy, requestId: randomUUID(), address: null },
      { rows: data.rows, package: manifest.id },
    )
  })
}

function manifestOf(dispatch: Dispatch, keys: MediaKeys, data: Manifest['data']): Manifest {
  const { packageId, recipient, office, madeBy, madeAt, agreements, periodFrom, periodUntil } = dispatch
  if (packageId === null || recipient === null || periodFrom === null || periodUntil === null) {
    throw new Error(`dispatch ${dispatch.id} is no package, or has no rows any more`)
  }
  return {
    id: packageId,
    kind: 'office',
    madeAt,
    madeBy: { organisation: office, name: madeBy },
    to: recipient,
    signer: keys.signer.publicKey.toString('base64'),
    agreements,
    definition: null,
    period: { from: periodFrom, until: periodUntil },
    source: null,
    data,
  }
}

async function storeParts(tx: Tx, id: number, encrypted: AsyncIterable<Uint8Array>) {
  const digest = createHash('sha256')
  let held: Uint8Array[] = []
  let heldBytes = 0
  let sizeBytes = 0
  let n = 0
  const write = async () => {
    await insertDispatchPart(tx, id, n, Buffer.concat(held))
    n += 1
    held = []
    heldBytes = 0
  }
  for await (const piece of encrypted) {
    digest.update(piece)
    sizeBytes += piece.length
    heldBytes += piece.length
    held.push(piece)
    if (heldBytes >= PART_BYTES) await write()
  }
  if (heldBytes > 0) await write()
  return { sizeBytes, sha256: digest.digest() }
}

type Ended = { kind: 'done' } | { kind: 'missing' } | Refused

/** The medium was handed to the central authority, which gave a receipt. */
export function handOver(
  pool: Pool,
  request: { officeId: number; id: number; handedOn: string; medium: string; receipt: string; actor: Actor },
): Promise<Ended> {
  const { officeId, id, handedOn, actor } = request
  const [medium, receipt] = [request.medium.trim(), request.receipt.trim()]
  return inTx(pool, async (tx) => {
    const dispatch = await findDispatchForUpdate(tx, officeId, id)
    if (dispatch === undefined) return { kind: 'missing' }
    if (dispatch.state !== 'made') return refused('state', 'Paket ini belum jadi atau sudah diserahkan.')
    if (handedOn === '' || handedOn < dispatch.madeAt.slice(0, 10)) {
      return refused('handedOn', 'Tulis tanggal penyerahannya, tidak sebelum paket dibuat.')
    }
    for (const [field, text] of [['medium', medium] as const, ['receipt', receipt] as const]) {
      if (text === '' || text.length > 200 || holdsNik(text)) {
        return refused(
          field,
          field === 'medium' ? 'Tulis medianya, tanpa NIK.' : 'Tulis nomor tanda terimanya, tanpa NIK.',
        )
      }
    }
    await noteHandedOver(tx, id, { handedOn, medium, receipt, by: actor.by })
    await recordDispatch(tx, 'feedback_dispatch.handed_over', dispatch, actor, { handedOn, medium, receipt })
    return { kind: 'done' }
  })
}

/** Takes back a package that has not been handed over, or a batch that the web service does not take: its rows go with the next. */
export function voidDispatch(
  pool: Pool,
  request: { officeId: number; id: number; actor: Actor },
): Promise<Ended> {
  const { officeId, id, actor } = request
  return inTx(pool, async (tx) => {
    const dispatch = await findDispatchForUpdate(tx, officeId, id)
    if (dispatch === undefined) return { kind: 'missing' }
    if (!['making', 'made', 'failed'].includes(dispatch.state)) {
      return refused('state', 'Pengiriman ini sudah diterima pusat atau sudah dibatalkan.')
    }
    await lockSpansOf(tx, id)
    if (await hasLaterSpans(tx, id)) {
      return refused(
        'state',
        'Ada pengiriman yang lebih baru untuk perjanjian yang sama; batalkan yang itu dahulu.',
      )
    }
    await noteVoid(tx, id, actor.by)
    await recordDispatch(tx, 'feedback_dispatch.voided', dispatch, actor)
    return { kind: 'done' }
  })
}

/** The acts on what goes on to the central authority, as the log names them. */
export function recordDispatch(
  tx: Tx,
  event: string,
  { officeId, id }: { officeId: number; id: number },
  actor: Actor,
  detail: object = {},
): Promise<void> {
  return append(tx, [
    auditEntry({
      event,
      requestId: actor.requestId,
      officeId,
      localOperator: actor.by,
      address: actor.address,
      detail: JSON.stringify({ by: actor.by, dispatch: id, ...detail }),
    }),
  ])
}
