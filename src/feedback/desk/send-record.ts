import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import type { FieldFault } from '../../kernel/problem.ts'
import type { NikHasher } from '../../kernel/secrets.ts'
import { definitionInForce } from '../definition.store.ts'
import { addToTally } from '../delivery.store.ts'
import { type CellFault, type FeedbackDefinition, NIK_COLUMN, type ReadRow } from '../domain.ts'
import { followAccesses } from '../looked-up.store.ts'
import type { Habits } from '../read-cells.ts'
import { lockFeedbackOf } from '../row.store.ts'
import { rowReader } from '../row-reader.ts'
import { rowWriter } from '../store-rows.ts'
import { tallyOf } from '../tally.ts'
import { openDayOfForms } from './form-day.store.ts'
import { isOwnLookUp } from './own-look-up.store.ts'

/** One row as somebody filled it in. */
export type FormRecord = {
  officeId: number
  agreementId: number
  /** The version of the definition that the form was drawn from. */
  version: number
  nik: string
  /** By the field's key, as typed. */
  values: ReadonlyMap<string, string>
  /** ISO day of the office. */
  today: string
  /** `staff:name` */
  by: string
  /** An operator's User ID: they write only of whom they looked up with it (FB-74). null: the agency's whole. */
  credentialId: number | null
}

export type FormAnswer =
  | { kind: 'stored'; isFlagged: boolean }
  /** Had come before, word for word. */
  | { kind: 'known' }
  | { kind: 'refused'; faults: FieldFault[] }
  /** The definition is another by now: the form must be drawn anew. */
  | { kind: 'redefined' }

/** As people here write: 1.234,5 and the day first. */
const FORM_HABITS: Habits = { decimal: ',', dayFirst: true }

/** Stores what was filled in about one person, with its entry in the log; or says what is wrong, field by field. */
export async function sendRecord(pool: Pool, nikHasher: NikHasher, record: FormRecord): Promise<FormAnswer> {
  await followAccesses(pool)
  return inTx(pool, async (tx) => {
    const definition = await definitionInForce(tx, record.agreementId)
    if (definition?.version !== record.version) return { kind: 'redefined' }
    const read = readRecord(definition, record)
    return read.kind === 'refused' ? read : store(tx, nikHasher, record, definition, read.row)
  })
}

function readRecord(
  { fields }: FeedbackDefinition,
  { nik, values, today }: FormRecord,
): { kind: 'read'; row: ReadRow } | { kind: 'refused'; faults: FieldFault[] } {
  const columns = { nik: 0, fields: fields.map((_, index) => index + 1) }
  const cells = [nik.replace(/[\s.]/g, ''), ...fields.map(({ key }) => values.get(key) ?? '')]
  const reading = rowReader(fields, columns, FORM_HABITS, today)(cells)
  if (!reading.ok) return { kind: 'refused', faults: reading.faults.map(toFieldFault) }
  if (reading.row.cells.every((cell) => cell === null)) return { kind: 'refused', faults: [NOTHING] }
  return { kind: 'read', row: reading.row }
}

const NOTHING: FieldFault = {
  field: 'values',
  code: 'FB-73',
  message: 'Isi paling sedikit satu data tentang orang ini.',
}

const NOT_OWN: FieldFault = {
  field: 'nik',
  code: 'FB-74',
  message: 'NIK: belum pernah Anda cek sendiri. Cek NIK-nya dahulu, atau serahkan kepada admin instansi.',
}

/** The form has its labels beside the fields: the message need not name them again, and does. */
const toFieldFault = ({ column, code, message }: CellFault): FieldFault => ({
  field: column === NIK_COLUMN ? 'nik' : column,
  code,
  message,
})

async function store(
  tx: Tx,
  nikHasher: NikHasher,
  record: FormRecord,
  definition: FeedbackDefinition,
  row: ReadRow,
): Promise<FormAnswer> {
  const { officeId, agreementId, credentialId, by } = record
  const writer = rowWriter(definition, nikHasher)
  const prepared = await writer.prepare(tx, [row])
  const nikHash = prepared[0]?.nikHash
  if (credentialId !== null && nikHash !== undefined) {
    if (!(await isOwnLookUp(tx, { agreementId, credentialId, nikHash }))) {
      return { kind: 'refused', faults: [NOT_OWN] }
    }
  }
  // The delivery of the day is found or made under the lock that its rows are written under.
  await lockFeedbackOf(tx, agreementId)
  await tx.query('savepoint one_record')
  const delivery = await openDayOfForms(tx, {
    officeId,
    agreementId,
    definitionId: definition.id,
    sentBy: by,
    day: record.today,
  })
  const fates = await writer.store(tx, delivery, prepared, [0])
  const [fate] = fates
  if (fate === undefined) throw new Error('a row has no fate')
  if (fate.kind === 'refused') {
    // Whoever is still writing has delivered nothing yet.
    await tx.query('rollback to savepoint one_record')
    return { kind: 'refused', faults: fate.faults.map(toFieldFault) }
  }
  const tally = tallyOf(fates)
  await addToTally(tx, delivery.id, tally)
  await append(tx, [
    auditEntry({
      event: 'feedback.received',
      requestId: randomUUID(),
      officeId,
      agreementId,
      ...(credentialId === null ? {} : { credentialId }),
      detail: JSON.stringify({ delivery: delivery.id, channel: 'form', by, ...tally }),
    }),
  ])
  return fate
}
