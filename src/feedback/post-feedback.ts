import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { type Batcher, createBatcher } from '../kernel/batcher.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { Log } from '../kernel/log.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import { isRegisteredAddress } from '../verification/index.ts'
import { definitionInForce } from './definition.store.ts'
import { addToTally, openDayOfPosts } from './delivery.store.ts'
import type { FeedbackDefinition, ReadRow, RowFate } from './domain.ts'
import { keepAnswers, recallAnswers } from './kept-answers.ts'
import { followAccesses } from './looked-up.store.ts'
import { itemReader, type PostedItem } from './read-item.ts'
import { findSenders, type Sender } from './sender.store.ts'
import { rowWriter } from './store-rows.ts'
import { tallyOf } from './tally.ts'
import { tryRows } from './try-rows.ts'

/** What a program posts: items of one agency, all stored or none where `isWhole`, else each for itself. */
export type Post = {
  tokenHash: Buffer
  /** The socket's address. */
  address: string
  items: readonly PostedItem[]
  isWhole: boolean
  /** A key of the sender's own with the hash of the body: a repeat under it gets the first answer. */
  idempotency?: { key: string; bodyHash: Buffer }
}

export type PostAnswer =
  | { kind: 'refused'; reason: 'token' | 'address' | 'inactive' | 'no-definition' | 'key-reused' }
  | { kind: 'taken'; fates: RowFate[] }

export type FeedbackDesk = Batcher<Post, PostAnswer>

/** Posts in one transaction; more only make each wait longer. */
const MAX_POSTS = 256
const MAX_WAITING = 8_192

/**
 * Takes posts of feedback, those that come together in one transaction; an answer leaves after its commit (I9).
 * A repeat is known by its words and changes nothing, so programs may send again whenever they are in doubt.
 */
export function openFeedbackDesk(options: { pool: Pool; nikHasher: NikHasher; log: Log }): FeedbackDesk {
  const { pool, nikHasher, log } = options
  return createBatcher({
    maxBatch: MAX_POSTS,
    maxWaiting: MAX_WAITING,
    answer: async (posts: Post[]) => {
      try {
        await followAccesses(pool)
        return await inTx(pool, (tx) => answerPosts(tx, nikHasher, posts))
      } catch (error) {
        log.error({ err: error, posts: posts.length }, 'posts of feedback could not be stored')
        throw error
      }
    },
  })
}

async function answerPosts(tx: Tx, nikHasher: NikHasher, posts: readonly Post[]): Promise<PostAnswer[]> {
  const senders = await findSenders(tx, [
    ...new Map(posts.map((post) => [hex(post), post.tokenHash])).values(),
  ])
  const answers: PostAnswer[] = posts.map((post) => {
    const sender = senders.get(hex(post))
    if (sender === undefined) return { kind: 'refused', reason: 'token' }
    if (!isRegisteredAddress(sender.addresses, post.address)) return { kind: 'refused', reason: 'address' }
    if (sender.refusal !== null) return { kind: 'refused', reason: sender.refusal }
    return { kind: 'taken', fates: [] }
  })
  // In one order everywhere, so that two servers wait for each other instead of dead-locking.
  const taking = [...senders.values()].sort(
    (a, b) => a.agreementId - b.agreementId || a.credentialId - b.credentialId,
  )
  for (const sender of taking) {
    const own = posts.flatMap((post, place) =>
      answers[place]?.kind === 'taken' && senders.get(hex(post)) === sender ? [place] : [],
    )
    if (own.length > 0) await answerSender(tx, nikHasher, sender, posts, own, answers)
  }
  return answers
}

const hex = ({ tokenHash }: Post) => tokenHash.toString('hex')

/** Answers the posts of one sender, whose places are given. */
async function answerSender(
  tx: Tx,
  nikHasher: NikHasher,
  sender: Sender,
  posts: readonly Post[],
  places: readonly number[],
  answers: PostAnswer[],
): Promise<void> {
  const definition = await definitionInForce(tx, sender.agreementId)
  if (definition === undefined) {
    for (const place of places) answers[place] = { kind: 'refused', reason: 'no-definition' }
    return
  }
  const fresh = await recallAnswers(tx, sender.credentialId, posts, places, answers)
  if (fresh.length === 0) return
  const { rows, groups, fatesOf } = readPosts(definition, sender.day, posts, fresh)
  const finish = async (taken: RowFate[]) => {
    const fates = fatesOf(taken)
    for (const place of fresh) answers[place] = { kind: 'taken', fates: fates.get(place) ?? [] }
    await keepAnswers(tx, sender.credentialId, posts, fates)
    return tallyOf([...fates.values()].flat())
  }
  if (sender.isTrial) {
    const { credentialId } = sender
    const { fields } = definition
    const tally = await finish(await tryRows(tx, nikHasher, { credentialId, fields }, rows, groups))
    await append(tx, [entryOf('feedback.tried', sender, tally)])
    return
  }
  const { agreementId, officeId, credentialId, day, userId } = sender
  const delivery = await openDayOfPosts(tx, {
    officeId,
    agreementId,
    definitionId: definition.id,
    credentialId,
    day,
    sentBy: userId,
  })
  const writer = rowWriter(definition, nikHasher)
  const tally = await finish(await writer.store(tx, delivery, await writer.prepare(tx, rows), groups))
  await addToTally(tx, delivery.id, tally)
  await append(tx, [
    entryOf('feedback.received', sender, { delivery: delivery.id, channel: 'web-service', ...tally }),
  ])
}

const entryOf = (event: string, { officeId, credentialId, agreementId }: Sender, detail: object) =>
  auditEntry({
    event,
    requestId: randomUUID(),
    officeId,
    credentialId,
    agreementId,
    detail: JSON.stringify(detail),
  })

/** Reads the items of some posts into rows, and puts what becomes of them back to their posts. */
function readPosts(
  definition: FeedbackDefinition,
  today: string,
  posts: readonly Post[],
  places: readonly number[],
) {
  const read = itemReader(definition.fields, today)
  const rows: ReadRow[] = []
  const groups: number[] = []
  const fates = new Map<number, (RowFate | number)[]>()
  let group = 0
  for (const place of places) {
    const { items, isWhole } = posts[place] ?? { items: [], isWhole: false }
    const readings = items.map(read)
    const isFaulty = isWhole && readings.some((reading) => !reading.ok)
    group += 1
    fates.set(
      place,
      readings.map((reading): RowFate | number => {
        if (!reading.ok) return { kind: 'refused', faults: reading.faults }
        if (isFaulty) return { kind: 'refused', faults: [] }
        rows.push(reading.row)
        if (!isWhole) group += 1
        groups.push(group)
        return rows.length - 1
      }),
    )
  }
  return {
    rows,
    groups,
    fatesOf: (stored: readonly RowFate[]) =>
      new Map(
        [...fates].map(([place, list]) => [
          place,
          list.map((fate) => (typeof fate === 'number' ? (stored[fate] ?? KNOWN) : fate)),
        ]),
      ),
  }
}

const KNOWN: RowFate = { kind: 'known' }
