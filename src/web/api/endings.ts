import { post } from './client.ts'
import { exactly, list, nullable, number, type Of, record, text, truth } from './shape.ts'

const ground = exactly(
  'term-over',
  'mutual',
  'institution-changed',
  'breach',
  'breach-suspected',
  'force-majeure',
)
const act = nullable(exactly('suspend', 'end', 'revoke'))

const endingShape = record({
  id: number,
  ground,
  act,
  reason: text,
  paperId: nullable(number),
  orderedBy: text,
  orderedAt: text,
  decidedAt: text,
  lastAcceptedAt: nullable(text),
  firstRefusedAt: nullable(text),
})

export type Ending = Of<typeof endingShape>

const possibleShape = record({ ground, act, letter: text, clause: text })

export type PossibleEnding = Of<typeof possibleShape>

/** How an agreement ended, how it can end now, and whom that falls on. */
export const endingsShape = record({
  endings: list(endingShape),
  reach: record({ programs: list(text), operators: number, hasReaders: truth }),
  possible: list(possibleShape),
})

export type Reach = Of<typeof endingsShape>['reach']

const endedShape = record({ id: number, paperId: nullable(number) })

const of = (code: string) => `/office/agreements/${encodeURIComponent(code)}/endings`

export type EndingWish = { ground: string; clause: string; reason: string; withLetter: boolean }

export const endAgreement = (code: string, wanted: EndingWish) => post(of(code), endedShape, wanted)

export const writeEndingLetter = (code: string, id: number) => post(`${of(code)}/${id}/letter`, endedShape)

export const drillsShape = list(
  record({
    id: number,
    agreement: text,
    agency: text,
    reason: text,
    runBy: text,
    startedAt: text,
    orderedAt: text,
    decidedAt: text,
    lastAcceptedAt: nullable(text),
    firstRefusedAt: nullable(text),
    acceptedCount: number,
    refusedCount: number,
    acceptedAfter: number,
  }),
)

export type Drill = Of<typeof drillsShape>[number]

export const runDrill = (agreement: string, reason: string) =>
  post('/office/drills', record({ id: number }), { agreement, reason })
