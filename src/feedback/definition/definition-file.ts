import Type, { type Static } from 'typebox'
import { PROPOSAL_TARGETS } from '../domain.ts'
import {
  KEY_FORM,
  MAX_CODE,
  MAX_CODES,
  MAX_DECIMALS,
  MAX_FIELDS,
  MAX_HELP,
  MAX_LABEL,
  MAX_MONTHS,
  MAX_TEXT,
} from './field-limits.ts'
import { MAX_PATTERN_CHARACTERS } from './parse-pattern.ts'

/**
 * The fields of an agreement as a file: what `gapura feedback definition` writes and reads, and what the portal sends.
 * The JSON Schema of it is generated into docs/feedback-definition.schema.json; the rules beyond it are FB-80 to FB-83.
 */
const text = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, description })
const optional = Type.Optional

const facts = {
  key: Type.String({ pattern: KEY_FORM.source, description: 'Nama kolom dalam berkas dan web service' }),
  label: text(MAX_LABEL, 'Nama menurut perjanjian'),
  required: Type.Boolean({ description: 'Wajib diisi' }),
  unique: Type.Boolean({ description: 'Satu nilai milik satu orang saja' }),
  help: optional(Type.String({ maxLength: MAX_HELP, description: 'Petunjuk dalam templat' })),
  proposes: optional(Type.Enum([...PROPOSAL_TARGETS], { description: 'Usulan ke data penduduk' })),
}

const CodeItem = Type.Object(
  { code: text(MAX_CODE, 'Yang disimpan'), label: text(MAX_LABEL, 'Yang dibaca orang') },
  { additionalProperties: false },
)

const closed = { additionalProperties: false }

const Field = Type.Union([
  Type.Object(
    {
      ...facts,
      type: Type.Literal('text'),
      maxLength: Type.Integer({ minimum: 1, maximum: MAX_TEXT }),
      pattern: optional(
        Type.String({
          maxLength: MAX_PATTERN_CHARACTERS,
          description: 'Bentuk seluruh isi (FB-81): [A-Z]{2}/\\d+',
        }),
      ),
    },
    closed,
  ),
  Type.Object(
    {
      ...facts,
      type: Type.Literal('number'),
      decimals: Type.Integer({ minimum: 0, maximum: MAX_DECIMALS }),
      min: optional(Type.Number()),
      max: optional(Type.Number()),
    },
    closed,
  ),
  Type.Object(
    {
      ...facts,
      type: Type.Literal('date'),
      past: Type.Boolean({ description: 'Tidak boleh sesudah hari ini' }),
    },
    closed,
  ),
  Type.Object(
    {
      ...facts,
      type: Type.Literal('code'),
      codes: Type.Array(CodeItem, { minItems: 1, maxItems: MAX_CODES }),
    },
    closed,
  ),
])

export const DefinitionFile = Type.Object(
  {
    agreement: optional(text(64, 'Kode perjanjian; dapat disebut di baris perintah')),
    basis: text(200, 'Nomor surat yang menjadi dasarnya'),
    reason: text(300, 'Mengapa berubah'),
    strangerPolicy: Type.Enum(['refuse', 'flag'], {
      description: 'Baris tentang orang yang belum pernah diakses: ditolak, atau disimpan dengan tanda',
    }),
    retentionMonths: Type.Union([Type.Integer({ minimum: 1, maximum: MAX_MONTHS }), Type.Null()], {
      description: 'Dihapus sekian bulan sesudah diterima; null: tidak dihapus menurut waktu',
    }),
    fields: Type.Array(Field, { minItems: 1, maxItems: MAX_FIELDS }),
  },
  { ...closed, $id: 'feedback-definition', title: 'Definisi data balikan' },
)

export type DefinitionFile = Static<typeof DefinitionFile>
