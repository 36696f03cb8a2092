import { randomBytes, randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import type { Vault } from '../files/index.ts'
import type { Tx } from '../kernel/database.ts'
import {
  formatNumber,
  isDay,
  type Letter,
  listSeries,
  type Typesetter,
  takeNumber,
} from '../letters/index.ts'
import { type Composed, composePaper, qrOf } from './compose-paper.ts'
import type { DocumentSigner } from './document-signer.ts'
import { PAPER_KINDS, type PaperFault, type PaperOrder, paperCheckPath } from './domain.ts'
import { numberingOf } from './numbering-of.ts'
import { insertPaper } from './paper.store.ts'
import type { PaperMaker } from './paper-maker.ts'

export type PaperTools = {
  typesetter: Typesetter
  vault: Vault
  /** null: no certificate is configured, papers are signed by hand. */
  signer: DocumentSigner | null
  /** `https://gapura.example`, for the QR code. */
  siteUrl: string
}

export function createPaperMaker(tools: PaperTools): PaperMaker {
  return {
    issue: (tx, order) => issuePaper(tx, order, tools),
    preview: (tx, order) => previewPaper(tx, order, tools),
  }
}

async function issuePaper(
  tx: Tx,
  order: PaperOrder,
  { typesetter, vault, signer, siteUrl }: PaperTools,
): ReturnType<PaperMaker['issue']> {
  const read = await readOrder(tx, order)
  if (read.kind === 'refused') return read
  const { composed } = read
  const token = newToken()
  const url = `${siteUrl}${paperCheckPath(token)}`
  // Whether all can be printed is known only when the letter is set; a number taken for nothing is given back.
  await tx.query('savepoint letter_number')
  const number = await takenNumber(tx, order)
  const letter = composed.letter(number, { url, qr: await qrOf(url) })
  const set = await typesetter.set(letter)
  if (set.kind === 'unprintable') {
    await tx.query('rollback to savepoint letter_number')
    return { kind: 'refused', faults: [faultOf(set.characters)] }
  }
  const { name, writer } = PAPER_KINDS[order.kind]
  const signed =
    signer !== null && writer === 'office'
      ? await signer.sign(set.pdf, { reason: [name, number].filter(Boolean).join(' '), name: signer.signer })
      : undefined
  const file = await vault.store(tx, signed?.kind === 'signed' ? signed.pdf : set.pdf, 'application/pdf')
  const { kind, date, officeId, agencyId, agreementId, requestId, by } = order
  const id = await insertPaper(tx, {
    officeId,
    agencyId,
    agreementId,
    requestId,
    kind,
    number,
    date,
    subject: composed.subject,
    data: withoutNik(letter),
    templateVersion: composed.templateVersion,
    sha256: file.sha256,
    isSigned: signed?.kind === 'signed',
    signingRefused: signed?.kind === 'refused' ? signed.reason : null,
    token,
    issuedBy: by,
  })
  await append(tx, [
    auditEntry({
      event: 'paper.issued',
      requestId: randomUUID(),
      officeId,
      agreementId,
      localOperator: by,
      detail: JSON.stringify({
        by,
        paper: id,
        kind,
        number,
        date,
        agencyId,
        request: requestId,
        template: composed.templateVersion,
        sha256: file.sha256,
        signature:
          signed === undefined ? 'by hand' : signed.kind === 'signed' ? signer?.signer : signed.reason,
      }),
    }),
  ])
  return { kind: 'issued', paper: { id, kind, number, date, subject: composed.subject } }
}

async function previewPaper(
  tx: Tx,
  order: PaperOrder,
  { typesetter }: PaperTools,
): ReturnType<PaperMaker['preview']> {
  const read = await readOrder(tx, order)
  if (read.kind === 'refused') return read
  const set = await typesetter.set(read.composed.letter(await nextNumber(tx, order), null))
  return set.kind === 'set'
    ? { kind: 'rendered', pdf: set.pdf }
    : { kind: 'refused', faults: [faultOf(set.characters)] }
}

async function readOrder(
  tx: Tx,
  order: PaperOrder,
): Promise<{ kind: 'composed'; composed: Composed } | { kind: 'refused'; faults: PaperFault[] }> {
  const faults: PaperFault[] = []
  if (!isDay(order.date))
    faults.push({ field: 'date', code: 'LT-11', message: 'Tanggal surat harus tanggal yang ada.' })
  if ((order.number ?? '').length > MAX_NUMBER) {
    faults.push({ field: 'number', code: 'LT-11', message: `Nomor surat paling banyak ${MAX_NUMBER} huruf.` })
  }
  return faults.length > 0 ? { kind: 'refused', faults } : composePaper(tx, order)
}

const MAX_NUMBER = 100

/** The number that others gave, or the next one of the office's series; null: written in by hand. */
async function takenNumber(tx: Tx, order: PaperOrder): Promise<string | null> {
  const given = order.number?.trim() ?? ''
  if (given !== '') return given
  if (!PAPER_KINDS[order.kind].isNumbered) return null
  const numbering = await numberingOf(tx, order.officeId, order.kind)
  const year = Number(order.date.slice(0, 4))
  const number = await takeNumber(tx, { officeId: order.officeId, series: numbering.series, year })
  return formatNumber(numbering, { number, date: order.date })
}

/** What the number would be now, taken by nobody. */
async function nextNumber(tx: Tx, order: PaperOrder): Promise<string | null> {
  const given = order.number?.trim() ?? ''
  if (given !== '') return given
  if (!PAPER_KINDS[order.kind].isNumbered) return null
  const numbering = await numberingOf(tx, order.officeId, order.kind)
  const series = await listSeries(tx, order.officeId, Number(order.date.slice(0, 4)))
  return formatNumber(numbering, { number: (series.get(numbering.series) ?? 0) + 1, date: order.date })
}

const faultOf = (characters: readonly string[]): PaperFault => ({
  field: '',
  code: 'LT-13',
  message: `Huruf ini tidak dapat dicetak: ${characters.slice(0, 10).join(' ')}`,
})

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** 130 random bits, in letters that can be read out. */
function newToken(): string {
  return [...randomBytes(26)].map((byte) => ALPHABET[byte % 32]).join('')
}

/** The letter as it is kept for later: the one place for a NIK is the sealed file. */
function withoutNik(letter: Letter): unknown {
  return JSON.parse(JSON.stringify(letter).replace(/(?<![0-9])([0-9]{6})[0-9]{10}(?![0-9])/g, '$1**********'))
}
