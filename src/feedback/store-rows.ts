import type { Tx } from '../kernel/database.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import { copyRows, copyUnique, FeedbackWriteError, type UniqueValue } from './copy-rows.ts'
import {
  type CellFault,
  type FeedbackDefinition,
  type FeedbackField,
  NIK_COLUMN,
  type ReadRow,
  type RowFate,
} from './domain.ts'
import { findAccessSeqs, findKnown, findOwners, lockFeedbackOf } from './row.store.ts'
import { contentHasher, type Hash64, uniqueHash } from './row-key.ts'

export type PreparedRow = ReadRow & {
  nikHash: Buffer
  content: Hash64
  /** The last access to this NIK; 0: none. One that came since is as good as none. */
  accessSeq: number
  /** Its values that belong to one person only. */
  unique: readonly { field: FeedbackField; hash: Hash64 }[]
}

export type RowWriter = {
  /**
   * Hashes rows and looks up who was accessed: what can be done before the transaction that stores them. The access log
   * MUST have been followed up (looked-up.store.ts).
   */
  prepare(db: Tx, rows: readonly ReadRow[]): Promise<PreparedRow[]>
  /**
   * Stores every row that may be stored and says what became of each, in order. Holds the agreement's feedback lock until the transaction ends.
   *
   * @param groups the post that each row came in; a post with a refused row is refused whole. Absent: each row
   * stands for itself
   */
  store(
    tx: Tx,
    delivery: { id: number; receivedAt: string },
    rows: readonly PreparedRow[],
    groups?: readonly number[],
  ): Promise<RowFate[]>
}

const STORED: RowFate = { kind: 'stored', isFlagged: false }
const FLAGGED: RowFate = { kind: 'stored', isFlagged: true }
const KNOWN: RowFate = { kind: 'known' }

const refusal = (code: string, message: string, column: string = NIK_COLUMN): RowFate => ({
  kind: 'refused',
  faults: [{ column, code, message }],
})

/** About somebody whom the sender never asked about. */
export const STRANGER = refusal('FB-30', 'NIK: belum pernah diakses instansi Anda menurut perjanjian ini.')
const WITH_ANOTHER = refusal('FB-32', 'Tidak disimpan karena bagian lain kiriman ini ditolak.')

/** What becomes of each row, as far as it is decided; undefined: it is written. */
type Fates = (RowFate | undefined)[]

/**
 * Writes the rows of one agreement under one version of its definition.
 *
 * Rows in bulk are first written as if none had come before: the unique index finds a repeat while writing, and only
 * then the rows are looked up one by one. For a file that comes for the first time this spares two of four look-ups a
 * row (docs/performance.md).
 */
export function rowWriter(definition: FeedbackDefinition, nikHasher: NikHasher): RowWriter {
  const { id: definitionId, agreementId, fields, strangerPolicy } = definition
  const contentOf = contentHasher(fields)
  const uniqueFields = fields.flatMap((field, index) => (field.unique ? [{ field, index }] : []))
  let expectsRepeats = false

  function uniqueOf(cells: ReadRow['cells']): PreparedRow['unique'] {
    const unique: PreparedRow['unique'][number][] = []
    for (const { field, index } of uniqueFields) {
      const value = cells[index]
      if (value !== null && value !== undefined) unique.push({ field, hash: uniqueHash(field.key, value) })
    }
    return unique
  }

  const isStranger = ({ accessSeq }: PreparedRow) => accessSeq === 0 && strangerPolicy === 'refuse'

  async function write(
    tx: Tx,
    { id: deliveryId, receivedAt }: { id: number; receivedAt: string },
    rows: readonly PreparedRow[],
    unique: readonly UniqueValue[],
  ): Promise<void> {
    await copyUnique(tx, agreementId, unique)
    await copyRows(tx, { agreementId, deliveryId, definitionId, receivedAt }, rows)
  }

  /** Writes rows as if none had come before; false: some have, and nothing is written. */
  async function writeAsNew(
    tx: Tx,
    delivery: { id: number; receivedAt: string },
    rows: readonly PreparedRow[],
  ): Promise<boolean> {
    const unique = rows.flatMap(({ nikHash, unique: values }) =>
      values.map(({ hash }) => ({ hash, nikHash })),
    )
    await tx.query('savepoint as_if_new')
    try {
      await write(tx, delivery, rows, unique)
      return true
    } catch (error) {
      if (!(error instanceof FeedbackWriteError && error.isRepeat)) throw error
      await tx.query('rollback to savepoint as_if_new')
      return false
    }
  }

  return {
    async prepare(db, rows) {
      const nikHashes = rows.map(({ nik }) => nikHasher.hash(nik))
      const looking = findAccessSeqs(db, agreementId, nikHashes)
      // One object a row: of a million rows the collector sees each one.
      const prepared = rows.map(({ nik, cells }, place) => ({
        nik,
        cells,
        nikHash: nikHashes[place] ?? nikHasher.hash(nik),
        content: contentOf(cells),
        unique: uniqueOf(cells),
        accessSeq: 0,
      }))
      const accessSeqs = await looking
      for (const [place, row] of prepared.entries()) row.accessSeq = accessSeqs[place] ?? 0
      return prepared
    },

    async store(tx, delivery, rows, groups) {
      if (rows.length === 0) return []
      await lockFeedbackOf(tx, agreementId)
      if (!expectsRepeats && groups === undefined) {
        const fates = rows.map((row) => (isStranger(row) ? STRANGER : fateOf(row)))
        const storable = rows.filter((row) => !isStranger(row))
        if (await writeAsNew(tx, delivery, storable)) return fates
      }
      const known = await findKnown(tx, agreementId, rows)
      expectsRepeats = known.size > 0
      const fates = decideByLookUp(rows, known, isStranger)
      const owned = ownedValues(rows, fates)
      if (owned.length > 0) refuseTaken(owned, await findOwners(tx, agreementId, owned), fates)
      if (groups !== undefined) refuseWholeGroups(fates, groups)
      const written = rows.filter((_, place) => fates[place] === undefined)
      const noted = owned.filter(({ place, isNoted }) => fates[place] === undefined && isNoted !== true)
      await write(tx, delivery, written, firstOfEach(noted))
      return rows.map((row, place) => fates[place] ?? fateOf(row))
    },
  }
}

const fateOf = ({ accessSeq }: PreparedRow) => (accessSeq === 0 ? FLAGGED : STORED)

function decideByLookUp(
  rows: readonly PreparedRow[],
  known: ReadonlySet<number>,
  isStranger: (row: PreparedRow) => boolean,
): Fates {
  const met = new Set<string>()
  return rows.map((row, place) => {
    const key = `${row.nik} ${keyOf(row.content)}`
    if (known.has(place) || met.has(key)) return KNOWN
    met.add(key)
    return isStranger(row) ? STRANGER : undefined
  })
}

/** The values of undecided rows that belong to one person only. */
function ownedValues(rows: readonly PreparedRow[], fates: Fates): OwnedValue[] {
  return rows.flatMap(({ nikHash, unique }, place) =>
    fates[place] === undefined ? unique.map(({ field, hash }) => ({ place, field, hash, nikHash })) : [],
  )
}

/** `isNoted`: the value is on record as this person's already. */
type OwnedValue = UniqueValue & {
  place: number
  field: FeedbackDefinition['fields'][number]
  isNoted?: boolean
}

const keyOf = ({ high, low }: Hash64) => `${high},${low}`

/** Refuses values that belong to somebody else, on record or earlier among these. */
function refuseTaken(owned: readonly OwnedValue[], owners: ReadonlyMap<number, Buffer>, fates: Fates): void {
  const met = new Map<string, Buffer>()
  for (const [index, value] of owned.entries()) {
    const onRecord = owners.get(index)
    if (onRecord !== undefined) value.isNoted = true
    const owner = onRecord ?? met.get(keyOf(value.hash))
    if (owner === undefined) {
      met.set(keyOf(value.hash), value.nikHash)
      continue
    }
    if (owner.equals(value.nikHash)) continue
    const { key, label } = value.field
    const fault: CellFault = {
      column: key,
      code: 'FB-31',
      message: `${label}: nilai ini sudah dipakai orang lain.`,
    }
    const before = fates[value.place]
    const faults = before?.kind === 'refused' ? [...before.faults, fault] : [fault]
    fates[value.place] = { kind: 'refused', faults }
  }
}

/** One person may have the same value in several rows. */
function firstOfEach(owned: readonly OwnedValue[]): OwnedValue[] {
  return [...new Map(owned.map((value) => [keyOf(value.hash), value])).values()]
}

/** Refuses with a refused row the others of its post (FB-32). */
export function refuseWholeGroups(fates: Fates, groups: readonly number[]): void {
  const refused = new Set(groups.filter((_, place) => fates[place]?.kind === 'refused'))
  for (const [place, group] of groups.entries()) {
    if (fates[place] === undefined && refused.has(group)) fates[place] = WITH_ANOTHER
  }
}
