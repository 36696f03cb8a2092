import { readFields } from '../kernel/fields.ts'
import type { PaperKind, PaperOrder, PaperRef, PaperTable } from '../papers/index.ts'
import { holdsNik } from '../registry/index.ts'
import type { RequestFault } from './domain.ts'
import { DOCUMENT_KINDS, DOCUMENTS } from './package.ts'
import type { RequestFile } from './request-file.store.ts'
import type { Doing } from './take-step.ts'

export type Written =
  | { kind: 'written'; paper: PaperRef | null }
  | { kind: 'refused'; faults: RequestFault[] }

/** What of a paper the act tells; the rest follows from the request, or from its agreement. */
export type PaperWords = Pick<PaperOrder, 'number' | 'facts' | 'tables' | 'draft'> & {
  kind: PaperKind
  date?: string
  /** Where it has just been made. */
  agreementId?: number
}

export function orderOf(
  { request, on, actor }: Pick<Doing, 'request' | 'on' | 'actor'>,
  { agreementId, date, ...words }: PaperWords,
): PaperOrder {
  const agreement = agreementId ?? request.agreementId
  return {
    ...(agreement === null ? { draft: request.draft } : {}),
    ...words,
    officeId: request.officeId,
    agencyId: request.agencyId,
    agreementId: agreement,
    requestId: request.id,
    date: date ?? on,
    by: actor.by,
  }
}

/** Writes the paper of an act, in its transaction; what it lacks is a fault of the act. */
export async function writePaper(doing: Doing, words: PaperWords): Promise<Written> {
  if (doing.isRefused) return { kind: 'written', paper: null }
  const issued = await doing.tools.paperMaker.issue(doing.tx, orderOf(doing, words))
  if (issued.kind === 'issued') return { kind: 'written', paper: issued.paper }
  const faults = issued.faults.map(({ field, code, message }) => ({ field: `paper.${field}`, code, message }))
  return { kind: 'refused', faults }
}

/** A number that is given with the paper; absent: the office's own series takes the next one. */
export function numberIn({ body }: Pick<Doing, 'body'>): { number?: string } {
  const number = body.text('number')
  return number === '' ? {} : { number }
}

const MAX_NUMBER = 100

/** Faults of a number; of one that must be given, that it is missing. */
export function numberFaults({ body }: Pick<Doing, 'body'>, mustBeGiven: boolean): RequestFault[] {
  const number = body.text('number')
  const fault = (message: string) => [{ field: 'number', code: 'RQ-08', message }]
  if (number === '' && mustBeGiven) return fault('Nomor surat wajib diisi.')
  return number.length > MAX_NUMBER ? fault(`Nomor surat paling banyak ${MAX_NUMBER} huruf.`) : []
}

/** The papers of a package, each with what it is. */
export function documentTable(files: readonly RequestFile[]): PaperTable {
  const given = DOCUMENT_KINDS.flatMap((kind) => files.filter((file) => file.kind === kind).slice(-1))
  return {
    head: ['No.', 'Berkas', 'Keterangan'],
    rows: given.map((file, index) => [
      String(index + 1),
      Object.entries(DOCUMENTS).find(([kind]) => kind === file.kind)?.[1].label ?? file.name,
      file.number === null ? 'Lengkap' : `Nomor ${file.number}`,
    ]),
  }
}

/** Who signs, gives or receives, as it was sent. */
export type Official = { name: string; title: string; nip: string | null; rank: string | null }

/** Reads an official of a letter; `field` is where it stands in what was sent. */
export function readOfficial(sent: unknown, field: string): { official: Official; faults: RequestFault[] } {
  const body = readFields(Object(sent)[field])
  const faults: RequestFault[] = []
  const fault = (name: string, message: string) =>
    faults.push({ field: `${field}.${name}`, code: 'RQ-14', message })
  const [name, title, nip, rank] = [
    body.text('name'),
    body.text('title'),
    body.text('nip'),
    body.text('rank'),
  ]
  if (name === '' || name.length > 100) fault('name', 'Nama wajib diisi, paling banyak 100 huruf.')
  if (title === '' || title.length > 150) fault('title', 'Jabatan wajib diisi, paling banyak 150 huruf.')
  if (nip !== '' && !/^[0-9]{18}$/.test(nip)) fault('nip', 'NIP terdiri atas 18 digit.')
  if (rank.length > 100) fault('rank', 'Pangkat paling banyak 100 huruf.')
  if (holdsNik(name) || holdsNik(title)) fault('name', 'Nama dan jabatan tidak boleh memuat NIK.')
  return { official: { name, title, nip: nip || null, rank: rank || null }, faults }
}
