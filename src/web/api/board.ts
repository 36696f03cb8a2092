import { list, nullable, number, type Of, record, text } from './shape.ts'

const latencyShape = record({ count: number, p50: number, p99: number })

export const boardShape = record({
  now: text,
  perMinute: list(record({ minute: text, hits: number, refused: number })),
  byAgency: list(record({ agency: text, hits: number, refused: number })),
  byOutcome: list(record({ outcome: text, count: number })),
  quotas: list(record({ userId: text, agency: text, used: number, limit: nullable(number) })),
  latency: record({
    server: text,
    minutes: number,
    programs: nullable(latencyShape),
    people: nullable(latencyShape),
  }),
})

export type Board = Of<typeof boardShape>
