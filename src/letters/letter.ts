/**
 * The one model of a letter: what is set, in the order in which it stands. Everything in it is text to be shown;
 * nothing of it is ever read as Typst source (src/letters/letter.typ).
 */
export type Letter = {
  title: string
  /** `2026-11-21`, the day on the letter; the file says it was made on that day, so that it can be made again. */
  date: string
  letterhead: Letterhead | null
  opening: LetterOpening | TitledOpening
  body: Block[]
  /** Tembusan. */
  copies: string[]
  annexes: Annex[]
  /** What the foot of every page carries. */
  footer: Footer
  isDraft: boolean
}

export type Letterhead = {
  /** `PEMERINTAH KABUPATEN PURBALINGGA`; null where the agency is no part of a government. */
  government: string | null
  name: string
  address: string | null
  contact: string | null
  emblem: { base64: string; mediaType: 'image/png' | 'image/jpeg' } | null
}

/** Surat: number, nature, attachment and subject on the left, place and date on the right, then the addressee. */
export type LetterOpening = {
  kind: 'letter'
  placeAndDate: string
  /** Nomor, Sifat, Lampiran, Hal. */
  facts: Fact[]
  addressee: string[]
}

/** Naskah: a centred title, with the numbers below it. */
export type TitledOpening = { kind: 'titled'; title: string[]; numbers: string[] }

/** Text in one style. */
export type Run = { text: string; isBold?: true; isItalic?: true }

export type Fact = { label: string; value: Run[] }

export type ListStyle = '1.' | 'a.' | '1)' | 'a)' | '(1)' | '-'

export type ListItem = { text: Run[]; body: Block[] }

export type Signature = {
  /** `PIHAK KESATU` */
  heading: string | null
  /** The position. */
  title: string | null
  name: string
  rank: string | null
  nip: string | null
  /** Whether room is kept for a duty stamp. */
  isStamped: boolean
}

export type Column = { head: string /** Share of the width. */; weight: number; isCentred: boolean }

export type Block =
  | { kind: 'paragraph'; text: Run[]; isIndented: boolean }
  | { kind: 'centred'; text: Run[] }
  /** Pasal 1, MAKSUD DAN TUJUAN */
  | { kind: 'heading'; lines: string[] }
  | { kind: 'list'; style: ListStyle; items: ListItem[] }
  | { kind: 'facts'; rows: Fact[] }
  /** A short one is kept on one page. */
  | { kind: 'table'; columns: Column[]; rows: Run[][][]; isShort: boolean }
  | { kind: 'signatures'; placeAndDate: string | null; signatures: Signature[] }
  | { kind: 'page' }

/** Begins on a new page. `facts` stand on its right: of which letter it is. */
export type Annex = { facts: Fact[]; title: string[]; body: Block[] }

export type Footer = {
  lines: string[]
  /** An SVG; null: none. */
  qr: string | null
  /** What the QR says, for who cannot see it. */
  qrText: string | null
}
