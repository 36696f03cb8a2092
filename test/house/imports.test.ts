import assert from 'node:assert/strict'
import { basename, dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { read, SOURCES } from './repository.ts'

// Which way imports point (ARCHITECTURE.md). A room may import those listed before it.
const ROOMS: readonly string[] = [
  'kernel',
  'registry',
  'audit',
  'files',
  'letters',
  'agencies',
  'agreements',
  'credentials',
  'offices',
  'notifications',
  'papers',
  'officials',
  'statements',
  'renewals',
  'approvals',
  'verification',
  'changes',
  'endings',
  'proofs',
  'requests',
  'feedback',
  'obligations',
  'meetings',
  'breaches',
  'packs',
  'tasks',
  'reports',
  'demo',
  'http',
  'cli',
  'web',
]

/** Rooms that only the composition root may open. */
const ONLY_FROM_ROOT = ['demo', 'http', 'cli', 'web']

/** Pure tables and types that other features may import without loading the whole feature. */
const OPEN_FILES = [
  'src/registry/elements.ts',
  'src/registry/status.ts',
  'src/registry/reference-tables.ts',
  'src/registry/calendar-day.ts',
  'src/agreements/effective-end.ts',
]

/** What the portal's pages may take of the server: pure tables, for they run in a browser. */
const OPEN_TO_WEB = [
  // Making a package, on the agency's own computer.
  'src/feedback/media/encrypt.ts',
  'src/feedback/media/manifest.ts',
  'src/feedback/media/row-counter.ts',
  'src/feedback/media/workbook-csv.ts',
  'src/registry/nik.ts',
  'src/registry/calendar-day.ts',
  'src/offices/permissions.ts',
  'src/verification/outcomes.ts',
  'src/feedback/domain.ts',
  'src/feedback/field-catalogue.ts',
  'src/feedback/definition/compare-definitions.ts',
  'src/feedback/definition/field-help.ts',
  'src/feedback/definition/field-limits.ts',
]

type Import = { from: string; to: string; isType: boolean }

const IMPORT =
  /^\s*(import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+)'|^\s*import\s+'(\.[^']+)'|import\('(\.[^']+)'\)/gm

const imports: Import[] = SOURCES.flatMap((from) =>
  [...read(from).matchAll(IMPORT)].map((match) => ({
    from,
    to: join(dirname(from), match[3] ?? match[4] ?? match[5] ?? ''),
    isType: match[2] !== undefined,
  })),
)

/** The first folder below `src`; `root` for the files that stand in `src` itself. */
const roomOf = (file: string) => {
  const parts = file.split('/')
  return parts.length > 2 ? (parts[1] ?? '') : 'root'
}

const crossing = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to))

const show = (found: readonly Import[]) => found.map(({ from, to }) => `${from} → ${to}`)

describe('imports', () => {
  it('every room is known', () => {
    assert.ok(crossing.length > 50, 'imports are found at all')
    const rooms = new Set(SOURCES.map(roomOf).filter((room) => room !== 'root'))
    assert.deepEqual(
      [...rooms].filter((room) => !ROOMS.includes(room)),
      [],
    )
  })

  it('the kernel imports no other room', () => {
    assert.deepEqual(show(crossing.filter(({ from }) => roomOf(from) === 'kernel')), [])
  })

  it('a room imports only rooms before it, so there are no cycles', () => {
    const rank = (file: string) => ROOMS.indexOf(roomOf(file))
    const wrong = crossing.filter(({ from, to }) => roomOf(from) !== 'root' && rank(to) > rank(from))
    assert.deepEqual(show(wrong), [])
  })

  it('nothing imports the composition root', () => {
    assert.deepEqual(show(crossing.filter(({ to }) => roomOf(to) === 'root')), [])
  })

  it('demo, http and the command line are opened by the composition root only', () => {
    const wrong = crossing.filter(
      ({ from, to }) => ONLY_FROM_ROOT.includes(roomOf(to)) && roomOf(from) !== 'root',
    )
    assert.deepEqual(show(wrong), [])
  })

  it('a feature comes in through its index, its domain types or an open file', () => {
    const isFeature = (file: string) => !['kernel', 'http', 'cli', 'root'].includes(roomOf(file))
    const isOpen = ({ from, to, isType }: Import) =>
      basename(to) === 'index.ts' ||
      OPEN_FILES.includes(to) ||
      (roomOf(from) === 'web' && OPEN_TO_WEB.includes(to)) ||
      (basename(to) === 'domain.ts' && isType)
    assert.deepEqual(show(crossing.filter((one) => isFeature(one.to) && !isOpen(one))), [])
  })

  it('within a feature, decisions import no store and no route, and stores import no use case', () => {
    const own = imports.filter(({ from, to }) => roomOf(from) === roomOf(to))
    const wrong = own.filter(
      ({ from, to, isType }) =>
        (basename(from) === 'domain.ts' && /\.(store|routes)\.ts$/.test(to)) ||
        (from.endsWith('.store.ts') && to.endsWith('.routes.ts')) ||
        (from.endsWith('.store.ts') && !isType && /\/(change|issue|import|answer)-[a-z-]+\.ts$/.test(to)) ||
        (to.endsWith('.routes.ts') && basename(from) !== 'index.ts'),
    )
    assert.deepEqual(show(wrong), [])
  })
})
