import { append, auditEntry } from '../audit/index.ts'
import { checkUpload } from '../files/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { Fields } from '../kernel/fields.ts'
import type { FieldFault } from '../kernel/problem.ts'
import {
  type Emblem,
  getLetterhead,
  type LetterheadParts,
  type Numbering,
  numberingFault,
  raiseSeries,
  saveLetterhead,
  savePattern,
} from '../letters/index.ts'
import type { Actor } from '../offices/index.ts'
import { holdsNik } from '../registry/index.ts'
import type { PaperKind } from './domain.ts'
import { numberingOf } from './numbering-of.ts'

export type LetterSettingResult = { kind: 'done' } | { kind: 'refused'; faults: FieldFault[] }

const refused = (field: string, message: string): LetterSettingResult => ({
  kind: 'refused',
  faults: [{ field, message }],
})

/** Sets how the office numbers a kind of letter from now on; letters keep the numbers they have (LT-06). */
export async function changeNumbering(
  pool: Pool,
  { officeId, kind, numbering }: { officeId: number; kind: PaperKind; numbering: Numbering },
  actor: Actor,
): Promise<LetterSettingResult> {
  const fault = numberingFault(numbering)
  if (fault !== undefined) return refused(fault.field, fault.message)
  return inTx(pool, async (tx): Promise<LetterSettingResult> => {
    const from = await numberingOf(tx, officeId, kind)
    await savePattern(tx, officeId, kind, numbering)
    await record(tx, 'letter_numbering.changed', officeId, actor, { kind, from, to: numbering })
    return { kind: 'done' }
  })
}

const MAX_NUMBER = 9_999_999

/** Lets a series go on after a number that was given outside of the system (LT-05). */
export async function continueSeries(
  pool: Pool,
  of: { officeId: number; series: string; year: number; last: number | undefined },
  actor: Actor,
): Promise<LetterSettingResult> {
  const { officeId, series, year, last } = of
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(series)) return refused('series', 'Deret ini tidak dikenal.')
  if (last === undefined || last < 1 || last > MAX_NUMBER) {
    return refused('last', `Nomor terakhir harus 1 sampai ${MAX_NUMBER}.`)
  }
  return inTx(pool, async (tx): Promise<LetterSettingResult> => {
    if (!(await raiseSeries(tx, { officeId, series, year }, last))) {
      return refused('last', 'Deret hanya dapat dinaikkan: nomor yang lebih kecil sudah terpakai.')
    }
    await record(tx, 'letter_series.raised', officeId, actor, { series, year, last })
    return { kind: 'done' }
  })
}

const LIMITS = { government: 100, name: 150, address: 200, contact: 200, city: 60 } as const

const PARTS = [
  'government',
  'name',
  'address',
  'contact',
  'city',
] as const satisfies readonly (keyof LetterheadParts)[]

const LABELS: Record<(typeof PARTS)[number], string> = {
  government: 'Pemerintah daerah',
  name: 'Nama instansi',
  address: 'Alamat',
  contact: 'Kontak',
  city: 'Kota',
}

/** An emblem is small: it stands on every letter. */
export const MAX_EMBLEM_BYTES = 256 * 1024

export type LetterheadChange = { parts: LetterheadParts; emblem: Emblem | null | undefined }

/** Reads a letterhead as it was sent. An emblem that is not named stays, a blank one is taken away. */
export async function readLetterhead(
  fields: Fields,
): Promise<{ kind: 'read'; change: LetterheadChange } | { kind: 'faulty'; faults: FieldFault[] }> {
  const faults: FieldFault[] = []
  const parts: LetterheadParts = { government: null, name: null, address: null, contact: null, city: null }
  for (const part of PARTS) {
    const text = fields.text(part).replace(/\s+/g, ' ')
    if (text.length > LIMITS[part]) {
      faults.push({ field: part, message: `${LABELS[part]} paling banyak ${LIMITS[part]} huruf.` })
    } else if (holdsNik(text)) faults.push({ field: part, message: `${LABELS[part]} memuat NIK.` })
    parts[part] = text === '' ? null : text
  }
  const emblem = await readEmblem(fields, faults)
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'read', change: { parts, emblem } }
}

async function readEmblem(fields: Fields, faults: FieldFault[]): Promise<Emblem | null | undefined> {
  if (!fields.has('emblem')) return undefined
  if (fields.isBlank('emblem')) return null
  const bytes = Buffer.from(fields.text('emblem'), 'base64')
  const fault = (message: string) => {
    faults.push({ field: 'emblem', message })
    return undefined
  }
  if (bytes.length > MAX_EMBLEM_BYTES) return fault('Lambang paling besar 256 kB.')
  const checked = await checkUpload(bytes, 'lambang')
  if (checked.kind === 'refused') return fault(checked.message)
  if (checked.mediaType === 'application/pdf') return fault('Lambang harus PNG atau JPEG.')
  return { bytes, mediaType: checked.mediaType }
}

/** Puts a letterhead in place of the one before: the office's own, or that of an agency of it. */
export async function changeLetterhead(
  pool: Pool,
  of: { officeId: number; agencyId: number | null },
  { parts, emblem }: LetterheadChange,
  actor: Actor,
): Promise<void> {
  await inTx(pool, async (tx) => {
    const { emblem: before, ...from } = await getLetterhead(tx, of)
    await saveLetterhead(tx, of, parts, emblem)
    const emblemIs =
      emblem === undefined ? (before === null ? 'none' : 'kept') : emblem === null ? 'none' : 'new'
    await record(tx, 'letterhead.changed', of.officeId, actor, {
      agencyId: of.agencyId,
      from,
      to: parts,
      emblem: emblemIs,
    })
  })
}

function record(tx: Tx, event: string, officeId: number, actor: Actor, detail: object): Promise<void> {
  return append(tx, [
    auditEntry({
      event,
      requestId: actor.requestId,
      officeId,
      localOperator: actor.by,
      address: actor.address,
      detail: JSON.stringify({ by: actor.by, ...detail }),
    }),
  ])
}
