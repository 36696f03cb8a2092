import assert from 'node:assert/strict'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandLine, openCommandLine } from '../../test/support/command.ts'

const AGREEMENTS = join(import.meta.dirname, '../../demo/agreements')
const FILES = globSync('*.json', { cwd: AGREEMENTS }).map((file) => join(AGREEMENTS, file))
const CODE = 'karanganyar-rsud-2026'

type Outcome = { file: string; kind: string; faults?: { field: string; code: string }[] }
type Shown = { termVersion: number | null; elements: string[]; isWithinTerm: boolean; basis: string | null }

let cli: CommandLine
before(async () => {
  cli = await openCommandLine()
})
after(() => cli.close())

const write = (name: string, change: Record<string, unknown>) => {
  const path = join(cli.folder, name)
  const base: unknown = JSON.parse(readFileSync(join(AGREEMENTS, `${CODE}.json`), 'utf8'))
  writeFileSync(path, JSON.stringify({ ...Object(base), ...change }))
  return path
}

const show = (on?: string) =>
  cli.runJson<Shown>(['agreement', 'show', CODE, ...(on === undefined ? [] : ['--on', on])])

test('every agreement of the demo is entered; the same files again change nothing', async () => {
  assert.ok(FILES.length >= 9)
  // Renewals come before what they renew: the command finds the order itself.
  const first = await cli.runJson<Outcome[]>(['agreement', 'import', ...FILES.toSorted().toReversed()])
  assert.deepEqual(new Set(first.map(({ kind }) => kind)), new Set(['imported']))
  const second = await cli.runJson<Outcome[]>(['agreement', 'import', ...FILES])
  assert.deepEqual(new Set(second.map(({ kind }) => kind)), new Set(['unchanged']))
  const listed = await cli.runJson<{ code: string }[]>(['agreement', 'list'])
  assert.deepEqual(
    listed.map(({ code }) => code),
    FILES.map((file) => basename(file, '.json')).toSorted(),
  )
})

test('an installation that the command line made gets no demo later', async () => {
  const { rows } = await cli.database.pool.query('select demo from installation')
  assert.deepEqual(rows, [{ demo: false }])
})

test('an addendum adds a version of the terms; the old terms of past days can still be told', async () => {
  const before = await show()
  const path = write('adendum.json', { elements: ['NIK', 'NAMA_LGKP'] })
  const refused = await cli.run(['agreement', 'import', path])
  assert.deepEqual([refused.code, refused.stdout], [1, ''])
  assert.match(refused.stderr, /AG-11/)

  const addendum = ['agreement', 'import', path, '--addendum', 'ADD/1', '--from', '2026-06-01']
  const [amended] = await cli.runJson<{ kind: string; version: number }[]>(addendum)
  assert.deepEqual([amended?.kind, amended?.version], ['amended', 2])

  const rows = [
    ['2026-01-04', null, null, 0],
    ['2026-01-05', 1, before.basis, before.elements.length],
    ['2026-05-31', 1, before.basis, before.elements.length],
    ['2026-06-01', 2, 'ADD/1', 2],
  ] as const
  const [lastDay, dayAfter, ...shown] = await Promise.all(
    ['2028-01-04', '2028-01-05', ...rows.map(([day]) => day)].map(show),
  )
  assert.deepEqual(
    shown.map(({ termVersion, basis, elements }) => [termVersion, basis, elements.length]),
    rows.map(([, ...expected]) => expected),
  )
  assert.deepEqual([lastDay?.isWithinTerm, dayAfter?.isWithinTerm], [true, false])
  // In words: the day begins at the office's midnight, not at that of UTC.
  assert.match((await cli.run(['agreement', 'show', CODE])).stdout, /\n2 +2026-06-01 00:00 +2 +ADD\/1\n/)
})

test('a file with many faults: every one is told, and nothing is entered', async () => {
  const path = write('salah.json', {
    code: 'salah',
    number: undefined,
    purpose: '',
    signedOn: '2026-02-30',
    validUntil: 'kelak',
    methods: ['fax'],
    elements: ['NIK', 'GAJI'],
    quotaPerUserPerDay: 'banyak',
    users: 0,
    keterangan: 'tidak dikenal',
    proofOfConceptRequired: 'ya',
  })
  const { code, stdout, stderr } = await cli.run(['agreement', 'import', path, '--json'])
  assert.equal(code, 1)
  const [outcome]: Outcome[] = JSON.parse(stdout)
  const fields =
    'elements[1] keterangan methods[0] number proofOfConceptRequired purpose quotaPerUserPerDay signedOn users validUntil'.split(
      ' ',
    )
  assert.deepEqual(outcome?.faults?.map(({ field }) => field).toSorted(), fields)
  for (const field of fields) assert.ok(stderr.includes(`  ${field}: `), field)
})

test('a good file beside a bad one is entered', async () => {
  const good = write('baru.json', {
    code: undefined,
    number: { civilRegistry: 'BARU/1', userAgency: 'BARU/2' },
  })
  const misnamed = write('Nama Salah.json', { code: undefined })
  const { code, stdout, stderr } = await cli.run([
    'agreement',
    'import',
    misnamed,
    join(cli.folder, 'tiada.json'),
    good,
  ])
  assert.deepEqual([code, stdout], [1, 'baru: dimasukkan\n'])
  assert.match(stderr, /AG-04 {2}code: /)
  assert.match(stderr, /AG-00 {2}Berkas atau folder tidak ada/)
})

test('suspending and ending follow the table of acts', async () => {
  const rows = [
    ['suspend', 0, 'berlaku → ditangguhkan'],
    ['suspend', 1, 'berstatus ditangguhkan'],
    ['end', 0, 'ditangguhkan → diakhiri'],
  ] as const
  for (const [act, expected, words] of rows) {
    const { code, stdout, stderr } = await cli.run(['agreement', act, CODE, '--reason', 'uji'])
    assert.equal(code, expected, act)
    assert.ok(`${stdout}${stderr}`.includes(words), act)
  }
})
