import QRCode from 'qrcode'
import type { Tx } from '../kernel/database.ts'
import { fillTemplate, findTemplate, type Letter } from '../letters/index.ts'
import { PAPER_KINDS, type PaperFault, type PaperOrder } from './domain.ts'
import { type Gathered, gatherWords } from './gather-words.ts'
import { orderWords } from './order-words.ts'
import { cityOf, letterheadOf } from './paper-letterhead.ts'
import { shippedTemplate } from './shipped-templates.ts'
import { aboutOf } from './vocabulary.ts'

/** A paper that has all its words, and waits for its number. */
export type Composed = {
  templateVersion: number
  subject: string
  /** @param check null: a draft, which cannot be looked up */
  letter(number: string | null, check: { url: string; qr: string } | null): Letter
}

/** Which wording: the office's, one that somebody is just writing, or what is given instead of what is known. */
export type Wording = { source: string; version: number }

/** Fills a paper's template with all that is known, or names what is missing (LT-10). */
export async function composePaper(
  tx: Tx,
  order: PaperOrder,
): Promise<{ kind: 'composed'; composed: Composed } | { kind: 'refused'; faults: PaperFault[] }> {
  const said = orderWords(order)
  if (said.kind === 'refused') return said
  const gathered = await gatherWords(tx, order)
  for (const [name, value] of said.values) gathered.values.set(name, value)
  for (const [name, table] of said.tables) gathered.tables.set(name, table)
  return compose(order, gathered, await wordingOf(tx, order))
}

/** The office's newest wording of a kind, or the delivered one. */
export async function wordingOf(
  tx: Tx,
  { officeId, kind }: Pick<PaperOrder, 'officeId' | 'kind'>,
): Promise<Wording> {
  return (await findTemplate(tx, { officeId, kind })) ?? { version: 0, source: shippedTemplate(kind) }
}

export function compose(
  order: Pick<PaperOrder, 'kind' | 'date' | 'number'>,
  gathered: Gathered,
  wording: Wording,
): { kind: 'composed'; composed: Composed } | { kind: 'refused'; faults: PaperFault[] } {
  const { kind, date } = order
  const fill = (number: string | null) => {
    const values = new Map(gathered.values)
    if (number === null) values.delete('nomor')
    else values.set('nomor', number)
    return fillTemplate(wording.source, {
      values,
      tables: gathered.tables,
      placeAndDate: (choice) =>
        [cityOf(choice, gathered), values.get('tanggal')].filter((part) => part !== null).join(', '),
    })
  }
  // The number is the last thing to be known: everything else is tried without taking one.
  const tried = fill(order.number ?? (PAPER_KINDS[kind].isNumbered ? '0' : null))
  if (tried.kind === 'lacking') return { kind: 'refused', faults: tried.names.map(lacking) }
  const { subject, letterhead } = tried.letter
  const letter: Composed['letter'] = (number, check) => {
    const filled = fill(number)
    if (filled.kind === 'lacking')
      throw new Error(`a letter without its number lacks ${filled.names.join(', ')}`)
    const { opening, body, copies, annexes } = filled.letter
    return {
      title: [PAPER_KINDS[kind].name, number].filter((part) => part !== null).join(' '),
      date,
      letterhead: letterheadOf(letterhead, gathered),
      opening,
      body,
      copies,
      annexes,
      footer: footerOf(check),
      isDraft: check === null,
    }
  }
  return { kind: 'composed', composed: { templateVersion: wording.version, subject, letter } }
}

const lacking = (name: string): PaperFault => ({
  field: name,
  code: 'LT-10',
  message: `Belum diketahui: ${aboutOf(name)} ({{${name}}}).`,
})

function footerOf(check: { url: string; qr: string } | null): Letter['footer'] {
  if (check === null) return { lines: ['Pratinjau: bukan surat yang sah.'], qr: null, qrText: null }
  return {
    lines: ['Keaslian dan keberlakuan surat ini dapat diperiksa dengan kode QR ini, atau pada', check.url],
    qr: check.qr,
    qrText: `Kode QR menuju ${check.url}`,
  }
}

/** A QR code as an SVG of one path. */
export const qrOf = (url: string): Promise<string> =>
  QRCode.toString(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
