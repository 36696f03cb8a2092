import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { generateResidents } from './generate-residents.ts'
import { type ImportOptions, importResidents } from './import-residents.ts'
import { loadResidents } from './load-residents.ts'
import { RESIDENT_COLUMNS, type ResidentRow } from './resident-row.ts'
import { writeResidentsCsv } from './residents-csv.ts'
import { SYNTHETIC_SERIALS } from './synthetic/number-issuer.ts'

const people = [...generateResidents({ count: 1_200, seed: 'import', serials: SYNTHETIC_SERIALS.real })]
const CHUNK_ROWS = 250

let database: TestDatabase
let folder: string
let header: string
let lines: string[]

before(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'gapura-import-'))
  await writeResidentsCsv(join(folder, 'people.csv'), people)
  const text = await readFile(join(folder, 'people.csv'), 'utf8')
  ;[header = '', ...lines] = text.trimEnd().split('\n')
})
after(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})
beforeEach(() => database.pool.query('truncate resident, dummy_resident, registry_import'))

async function file(name: string, rows: readonly string[], head = header) {
  const path = join(folder, name)
  await writeFile(path, `${[head, ...rows].join('\n')}\n`)
  return path
}

const run = (filePath: string, change: Partial<ImportOptions> = {}) =>
  importResidents(database.pool, { filePath, space: 'real', chunkRows: CHUNK_ROWS, ...change })

const plain = (filePath: string) => run(filePath, { rejectPath: join(folder, 'rejects.csv') })

async function storedPeople() {
  const columns = RESIDENT_COLUMNS.map((name) => (/^(nik|no_kk)/.test(name) ? `${name}::text` : name))
  const { rows } = await database.pool.query<ResidentRow>(`select ${columns.join(', ')} from resident`)
  return sorted(rows)
}

const sorted = (rows: readonly ResidentRow[]) => rows.toSorted((a, b) => (a.nik < b.nik ? -1 : 1))

const counts = (result: Awaited<ReturnType<typeof run>>) => {
  assert.ok(result.kind !== 'refused', JSON.stringify(result))
  return [result.kind, result.rowsDone, result.rowsLoaded, result.rowsChanged, result.rowsRejected]
}

test('IMP-10 what was generated and written comes back unchanged from the database', async () => {
  assert.deepEqual(counts(await plain(await file('all.csv', lines))), ['finished', 1_200, 1_200, 1_200, 0])
  assert.deepEqual(await storedPeople(), sorted(people))
  const { rows } = await database.pool.query('select from dummy_resident')
  assert.equal(rows.length, 0)
})

test('IMP-11 the same file again changes nothing, nor does a re-ordered one', async () => {
  const path = await file('all.csv', lines)
  await plain(path)
  assert.deepEqual(counts(await plain(path)), ['already-finished', 1_200, 1_200, 1_200, 0])
  assert.deepEqual(counts(await run(path, { again: true })), ['finished', 1_200, 1_200, 0, 0])
  const reversed = await file('reversed.csv', lines.toReversed())
  assert.deepEqual(counts(await plain(reversed)), ['finished', 1_200, 1_200, 0, 0])
})

test('IMP-12 only a row that differs is written', async () => {
  await plain(await file('all.csv', lines))
  const edited = lines.with(700, lines[700]?.replace(',AKTIF,', ',MENINGGAL,') ?? '')
  assert.notDeepEqual(edited, lines)
  assert.deepEqual(counts(await plain(await file('edited.csv', edited))), ['finished', 1_200, 1_200, 1, 0])
})

test('IMP-13 semicolons, a byte order mark, CRLF and blank lines are read alike', async () => {
  const rows = lines.slice(0, 50).map((line) => line.replaceAll(',', ';'))
  const path = join(folder, 'excel.csv')
  await writeFile(path, `\ufeff${[header.replaceAll(',', ';'), ...rows, '', ''].join('\r\n')}`)
  assert.deepEqual(counts(await plain(path)), ['finished', 50, 50, 50, 0])
  assert.deepEqual(await storedPeople(), sorted(people.slice(0, 50)))
})

test('IMP-14 bad rows come back with line and reasons, and once corrected are taken', async () => {
  const bad = (line = '') =>
    line.replace(/ISLAM|KRISTEN|KATHOLIK|HINDU|BUDHA/, 'X').replace(',JL. ', ',=1+2 JL. ')
  const mixed = lines.slice(0, 600).map((line, index) => (index % 100 === 99 ? bad(line) : line))
  const rejectPath = join(folder, 'bad-rows.csv')
  const result = await run(await file('mixed.csv', mixed), { rejectPath })
  assert.deepEqual(counts(result), ['finished', 600, 594, 594, 6])

  const [rejectHeader, ...rejected] = (await readFile(rejectPath, 'utf8')).trimEnd().split('\n')
  assert.equal(rejectHeader, `${header},BARIS,ALASAN`)
  assert.deepEqual(
    rejected.map((line, index) => line.startsWith(`${mixed[index * 100 + 99]},${index * 100 + 101},`)),
    Array(6).fill(true),
  )
  assert.match(rejected[0] ?? '', /AGAMA: bukan kode 1–7/)

  const corrected = rejected.map((line) => line.replace(',X,', ',ISLAM,'))
  const again = await run(await file('corrected.csv', corrected, rejectHeader))
  assert.deepEqual(counts(again), ['finished', 6, 6, 6, 0])
})

test('IMP-15 a NIK that was in the file before is refused, in the same chunk or a later one', async () => {
  const [first = '', second = ''] = lines
  const renamed = first.replace('SUPARMAN', 'SUKIMIN')
  const rows = [...lines.slice(0, 10), renamed, ...lines.slice(10, 600), second]
  const rejectPath = join(folder, 'repeated.csv')
  assert.deepEqual(counts(await run(await file('twice.csv', rows), { rejectPath })), [
    'finished',
    602,
    600,
    600,
    2,
  ])
  const rejected = await readFile(rejectPath, 'utf8')
  assert.match(rejected, /,12,NIK: sudah ada pada baris 2\.\n/)
  assert.match(rejected, /,603,NIK: sudah ada pada baris 3\.\n/)
  assert.deepEqual(await storedPeople(), sorted(people.slice(0, 600)))
})

const interruptions: { rule: string; change: () => Partial<ImportOptions> }[] = [
  {
    rule: 'a stop that was asked for',
    change: () => {
      const stop = new AbortController()
      return { signal: stop.signal, onProgress: ({ rowsDone }) => rowsDone === 500 && stop.abort() }
    },
  },
  {
    rule: 'a failure in the middle',
    change: () => ({
      onProgress: ({ rowsDone }) => {
        if (rowsDone === 500) throw new Error('pulled plug')
      },
    }),
  },
]

for (const { rule, change } of interruptions) {
  test(`IMP-16 after ${rule} the same file goes on behind the last committed chunk`, async () => {
    const rows = [...lines.with(3, 'nonsense'), lines[0] ?? '']
    const path = await file('interrupted.csv', rows)
    const rejectPath = join(folder, 'interrupted-rejects.csv')
    await run(path, { rejectPath, ...change() }).catch((error: Error) =>
      assert.equal(error.message, 'pulled plug'),
    )
    assert.equal((await storedPeople()).length, 499)

    // Another chunk size must not count or load a row twice.
    const seen: number[] = []
    const result = await run(path, {
      rejectPath,
      chunkRows: 300,
      onProgress: ({ rowsDone }) => seen.push(rowsDone),
    })
    assert.deepEqual(counts(result), ['finished', 1_201, 1_199, 1_199, 2])
    assert.deepEqual([...new Set(seen)], [500, 800, 1_100, 1_201])
    assert.equal((await storedPeople()).length, 1_199)
    const rejected = (await readFile(rejectPath, 'utf8')).trimEnd().split('\n')
    assert.equal(rejected.length, 3)
    assert.match(rejected[1] ?? '', /^nonsense,+5,"Jumlah kolom 1/)
    assert.match(rejected[2] ?? '', /sudah ada pada baris 2/)
  })
}

test('IMP-17 two imports of one file at once: every row is counted once', async () => {
  const path = await file('raced.csv', lines)
  const results = await Promise.all(['a', 'b'].map((name) => run(path, { rejectPath: join(folder, name) })))
  const kinds = results.map((result) => result.kind).sort()
  assert.deepEqual(kinds, ['finished', 'refused'])
  const { rows } = await database.pool.query('select rows_done, rows_changed, state from registry_import')
  assert.deepEqual(rows, [{ rows_done: '1200', rows_changed: '1200', state: 'finished' }])
})

const unreadable: { rule: string; text: () => string; fault: RegExp }[] = [
  { rule: 'an empty file', text: () => '', fault: /Berkas kosong/ },
  { rule: 'an unknown column', text: () => `${header},HOBI\n`, fault: /"HOBI" tidak dikenal/ },
  {
    rule: 'a quotation mark that is never closed',
    text: () => [header, ...lines.slice(0, 300), '"open', ...lines.slice(300)].join('\n'),
    fault: /CSV tidak dapat dibaca.*tanda kutip/,
  },
]

for (const { rule, text, fault } of unreadable) {
  test(`IMP-18 ${rule} is refused, naming it`, async () => {
    const path = join(folder, 'unreadable.csv')
    await writeFile(path, text())
    const result = await plain(path)
    assert.ok(result.kind === 'refused')
    assert.match(result.faults.join(' '), fault)
  })
}

test('IMP-18 the reject file cannot be the imported file', async () => {
  const path = await file('same.csv', lines.slice(0, 3))
  assert.equal((await run(path, { rejectPath: path })).kind, 'refused')
})

test('IMP-19 a generated population loads into an empty space and again without change', async () => {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    assert.equal(await loadResidents(client, 'real', people), people.length)
    assert.equal(await loadResidents(client, 'real', people), 0)
    await client.query('commit')
  } finally {
    client.release()
  }
  assert.deepEqual(await storedPeople(), sorted(people))
})

test('IMP-20 an error of the database does not quote the row', async () => {
  const [person] = people
  assert.ok(person)
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    await assert.rejects(loadResidents(client, 'real', [{ ...person, status: 9 }]), (error: Error) => {
      assert.equal(error.message, 'PostgreSQL refused residents: 23514 resident_status_check')
      assert.ok(!JSON.stringify(error, Object.getOwnPropertyNames(error)).includes(person.nik))
      return true
    })
    await client.query('rollback')
  } finally {
    client.release()
  }
})
