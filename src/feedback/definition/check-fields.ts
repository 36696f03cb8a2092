import { REFERENCE_TABLES } from '../../registry/reference-tables.ts'
import { type FeedbackField, type FieldType, NIK_COLUMN, type ProposalTarget } from '../domain.ts'
import { nameOf } from '../row-reader.ts'
import type { Fault } from './place.ts'

/** What result files and exports write besides the fields: a field of such a name could not be told from it. */
export const OWN_COLUMNS = ['BARIS', 'KOLOM', 'ALASAN', 'PENGIRIMAN', 'DITERIMA', 'CARA', 'VERSI', 'TANDA']

/** By which type a value can propose something to the registry. */
const TYPE_OF_TARGET = {
  'blood-type': 'code',
  death: 'text',
  'death-date': 'date',
  occupation: 'code',
  education: 'code',
  'birth-certificate': 'text',
} as const satisfies Record<ProposalTarget, FieldType['type']>

const TYPE_WORDS = {
  text: 'teks',
  number: 'bilangan',
  date: 'tanggal',
  code: 'daftar kode',
} as const satisfies Record<FieldType['type'], string>

/** What is wrong with fields beside each other (FB-80, FB-82); those that could not be read are passed over. */
export function fieldsFaults(fields: readonly (FeedbackField | undefined)[]): Fault[] {
  const faults: Fault[] = []
  const names = new Map<string, number>()
  const targets = new Map<ProposalTarget, number>()
  for (const [index, field] of fields.entries()) {
    if (field === undefined) continue
    const fault = (part: string, code: string, message: string) =>
      faults.push({ field: `fields[${index}].${part}`, code, message })
    const own = { key: nameOf(field.key), label: nameOf(field.label) }
    for (const part of ['key', 'label'] as const) {
      const name = own[part]
      if (name === '') continue
      if (RESERVED.has(name)) fault(part, 'FB-80', `${field[part]} sudah dipakai Gapura sendiri.`)
      const other = names.get(name)
      if (other !== undefined && other !== index) {
        fault(part, 'FB-80', `Terbaca sama dengan kolom ke-${other + 1}.`)
      }
      if (other === undefined) names.set(name, index)
    }
    const { proposes } = field
    if (proposes === undefined) continue
    const first = targets.get(proposes)
    if (first !== undefined)
      fault('proposes', 'FB-82', `Kolom ke-${first + 1} sudah mengusulkan hal yang sama.`)
    targets.set(proposes, index)
    const type = TYPE_OF_TARGET[proposes]
    if (field.type !== type) fault('proposes', 'FB-82', `Usulan ini memerlukan kolom ${TYPE_WORDS[type]}.`)
    else if (proposes === 'blood-type') {
      const wrong = strangeBloodTypes(field)
      if (wrong.length > 0) {
        fault('codes', 'FB-82', `Bukan golongan darah dalam data penduduk: ${wrong.slice(0, 5).join(', ')}.`)
      }
    }
  }
  return faults
}

const RESERVED = new Set([NIK_COLUMN, ...OWN_COLUMNS].map(nameOf))

function strangeBloodTypes(field: FeedbackField): string[] {
  if (field.type !== 'code') return []
  const known: readonly string[] = REFERENCE_TABLES.GOL_DARAH
  return field.codes.map(({ code }) => code).filter((code) => !known.includes(code.toUpperCase()))
}
