import { call, post } from './client.ts'
import { exactly, list, nothing, nullable, number, type Of, record, text, truth } from './shape.ts'

export const templateRowsShape = list(
  record({
    kind: text,
    name: text,
    writer: exactly('agency', 'office', 'central', 'provider'),
    version: number,
    savedAt: nullable(text),
  }),
)

const wordShape = record({ name: text, about: text })

export const templateShape = record({
  kind: text,
  name: text,
  version: number,
  source: text,
  newest: number,
  versions: list(record({ version: number, note: nullable(text), savedBy: text, savedAt: text })),
  placeholders: list(wordShape),
  tables: list(wordShape),
})

export type Template = Of<typeof templateShape>
export type TemplateWord = Of<typeof wordShape>

const drawnShape = record({ pdf: text, svg: text })

export const drawTemplate = (kind: string, source: string) =>
  post(`/letter-templates/${kind}/preview`, drawnShape, { source })

export const saveTemplate = (kind: string, saved: { source: string; note: string; after: number }) =>
  call('PUT', `/letter-templates/${kind}`, record({ version: number }), saved)

export const numberingShape = record({
  year: number,
  kinds: list(
    record({
      kind: text,
      name: text,
      series: text,
      pattern: text,
      classification: nullable(text),
      isSet: truth,
      next: text,
    }),
  ),
  series: list(record({ series: text, last: number })),
})

export type NumberedKind = Of<typeof numberingShape>['kinds'][number]

export const saveNumbering = (
  kind: string,
  numbering: { series: string; pattern: string; classification: string },
) => call('PUT', `/letter-numbering/${kind}`, nothing, numbering)

export const continueSeries = (series: string, last: string) =>
  call('PUT', `/letter-series/${encodeURIComponent(series)}`, nothing, { last })

const PARTS = { government: text, name: text, address: text, contact: text, city: text }

export const letterheadShape = record({
  government: nullable(text),
  name: nullable(text),
  address: nullable(text),
  contact: nullable(text),
  city: nullable(text),
  emblem: nullable(record({ mediaType: text, base64: text })),
  usual: record(PARTS),
})

export type LetterheadParts = { [K in keyof typeof PARTS]: string }
export type Letterhead = Of<typeof letterheadShape>

/** @param emblem base64; '' takes it away, undefined leaves it */
export const saveLetterhead = (agency: string, parts: LetterheadParts, emblem: string | undefined) =>
  call('PUT', `/letterhead${agency === '' ? '' : `?agency=${agency}`}`, nothing, {
    ...parts,
    ...(emblem === undefined ? {} : { emblem }),
  })
