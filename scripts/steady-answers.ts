import type { BrowserContext } from 'playwright-core'

// What differs from run to run in the answers that pages show, made the same: a picture changes when its page
// does, not with the day on which it was made.

const FIXED_AT = '2026-10-15T02:15:00.000Z'
const FIXED_DAY = FIXED_AT.slice(0, 10)
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const HASH = /^[0-9a-f]{64}$/

/** Lets every page of this browser profile see answers of one fixed moment. */
export async function steadyAnswers(context: BrowserContext): Promise<void> {
  await context.route('**/api/portal/**', async (route) => {
    const response = await route.fetch()
    const isJson = response.headers()['content-type']?.startsWith('application/json') === true
    if (!isJson) return route.fulfill({ response })
    const body: unknown = await response.json()
    return route.fulfill({ response, json: steady(body, '') })
  })
}

/** How fast this machine was today says nothing about the page. */
const STEADY_LATENCY = {
  minutes: 5,
  server: 'server-1',
  programs: null,
  people: { p50: 4, p99: 11, count: 24 },
}

function steady(value: unknown, name: string): unknown {
  if (name === 'latency') return STEADY_LATENCY
  if (typeof value === 'string') return steadyText(value, name)
  if (Array.isArray(value)) {
    return name === 'perMinute' ? spread(value) : value.map((item) => steady(item, name))
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, steady(item, key)] as const)
  const made: Record<string, unknown> = Object.fromEntries(entries)
  if (typeof made.daysLeft === 'number' && typeof made.validUntil === 'string') {
    made.daysLeft = (Date.parse(made.validUntil) - Date.parse(FIXED_DAY)) / DAY_MS
  }
  return made
}

function steadyText(text: string, name: string): string {
  // What the page sends back, and the day from which it reads what the digits of a NIK say.
  if (name === 'csrf' || name === 'id' || name === 'resetsAt') return text
  if (INSTANT.test(text)) return Math.abs(Date.parse(text) - Date.now()) < DAY_MS ? FIXED_AT : text
  if (name === 'day' || name === 'ndaSignedOn') return dayBeforeFixed(text)
  if (UUID.test(text)) return '5b1f6a52-0c3e-4d7a-9a41-7e2d80c6f913'
  return HASH.test(text) ? '9f2c47d1'.repeat(8) : text
}

/** As far from the fixed day as the day is from today. */
function dayBeforeFixed(day: string): string {
  const age = Math.round((Date.now() - Date.parse(day)) / DAY_MS - 0.5)
  return new Date(Date.parse(FIXED_DAY) - age * DAY_MS).toISOString().slice(0, 10)
}

/** The traffic of the hour, which was made in a few seconds, over the minutes of an hour. */
function spread(minutes: readonly unknown[]): unknown[] {
  const total = minutes.reduce<number>((sum, minute) => sum + hitsOf(minute), 0)
  const start = Date.parse(FIXED_AT) - (minutes.length - 1) * MINUTE_MS
  return minutes.map((_, index) => {
    const share = (at: number) => Math.round((total * at) / minutes.length)
    return {
      minute: new Date(start + index * MINUTE_MS).toISOString(),
      hits: share(index + 1) - share(index),
      refused: 0,
    }
  })
}

const hitsOf = (minute: unknown) =>
  typeof minute === 'object' && minute !== null && 'hits' in minute ? Number(minute.hits) : 0
