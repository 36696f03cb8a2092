import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import type { BrowserContext, Page } from 'playwright-core'
import { NO_CHROMIUM, openProfile } from '../support/chromium.ts'
import { ask, nikField, shownValue } from '../support/desk.ts'
import { filesBelow, tracesIn, tracesInFiles } from '../support/traces.ts'
import { openWebPortal, type WebPortal } from '../support/web-portal.ts'

const LETTERS = 'BCDFGHJKLMNPQRSTVWXYZ'

/** A word that stands nowhere by chance. */
const rareWord = () => Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

type Marked = {
  nik: string
  status: number
  name: string
  place: string
  address: string
  familyCard: string
}

const STATUS = { active: 1, deceased: 2, duplicate: 3, inactive: 4 } as const

describe('an hour at the counter', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let client: pg.Client
  let profileDir: string
  let people: Marked[]
  before(async () => {
    portal = await openWebPortal()
    client = new pg.Client({ connectionString: portal.databaseUrl })
    await client.connect()
    people = await markPeople()
    profileDir = mkdtempSync(join(tmpdir(), 'gapura-profile-'))
  })
  after(async () => {
    await client.end()
    await portal.close()
    rmSync(profileDir, { recursive: true, force: true })
  })

  /** Gives people whom demo.json does not name values that can be searched for. */
  async function markPeople(): Promise<Marked[]> {
    const named = Object.values(portal.residents)
      .flat()
      .filter((nik) => /^\d+$/.test(nik))
    const { rows } = await client.query<{ nik: string; status: number }>(
      `select nik, status from (
         select nik, status, row_number() over (partition by status order by nik desc) as nth from resident
         where nik <> all ($1::bigint[])
       ) ranked where nth <= case status when 1 then 12 else 2 end`,
      [named],
    )
    assert.equal(rows.length, 18)
    const marked = rows.map(({ nik, status }) => ({
      nik,
      status,
      name: `${rareWord()} ${rareWord()}`,
      place: rareWord(),
      address: `JALAN ${rareWord()} NOMOR 7`,
      familyCard: `8801${randomInt(1e6, 1e7 - 1)}${randomInt(1e4, 1e5 - 1)}`,
    }))
    for (const { nik, name, place, address, familyCard } of marked) {
      await client.query(
        'update resident set nama_lgkp = $2, tmpt_lhr = $3, alamat = $4, no_kk = $5 where nik = $1',
        [nik, name, place, address, familyCard],
      )
    }
    return marked
  }

  const withStatus = (status: number) => people.filter((one) => one.status === status)

  /** Everything that may be nowhere afterwards; parts as well, because stores cut and shorten. */
  const secrets = () =>
    people.flatMap(({ nik, name, place, address, familyCard }) => [
      nik,
      ...name.split(' '),
      place,
      address.split(' ')[1] ?? address,
      familyCard,
    ])

  async function openDesk(profile: BrowserContext, username: string): Promise<Page> {
    const page = await profile.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(portal.address)
    await portal.signIn(page, username)
    return page
  }

  /** What operators do in an hour, in a run. */
  async function work(page: Page) {
    for (const { nik, name } of withStatus(STATUS.active)) {
      await ask(page, nik)
      await shownValue(page, 'Nama lengkap').getByText(name, { exact: true }).waitFor()
    }
    for (const status of [STATUS.deceased, STATUS.duplicate, STATUS.inactive]) {
      for (const { nik } of withStatus(status)) {
        await ask(page, nik)
        await page.getByRole('timer').waitFor()
        await page.keyboard.press('Escape')
      }
    }
    await page.getByRole('button', { name: 'Cocokkan isian' }).click()
    for (const { nik, name, place, address } of withStatus(STATUS.active).slice(0, 6)) {
      await nikField(page).fill('')
      await page.getByRole('textbox', { name: 'Nama lengkap' }).fill(name)
      await page.getByRole('textbox', { name: 'Tempat lahir' }).fill(place)
      await page.getByRole('textbox', { name: 'Alamat' }).fill(address)
      await ask(page, nik)
      await page.getByRole('table', { name: 'Hasil pencocokan' }).waitFor()
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: 'Tampilkan data' }).click()
    const [one = people[0], other = people[0]] = withStatus(STATUS.active)
    const found = async (nik = '') => {
      await ask(page, nik)
      await page.getByRole('timer').waitFor()
    }
    await found(one?.nik)
    await page.getByRole('link', { name: 'Riwayat saya' }).click()
    await page.getByRole('cell', { name: '2026/114' }).first().waitFor()
    await page.goBack()
    await nikField(page).waitFor()
    await found(other?.nik)
    await page.reload()
    await nikField(page).waitFor()
    await found(one?.nik)
    await page.evaluate(`
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
      delete document.visibilityState
    `)
    await page.getByText('karena halaman ini ditinggalkan').waitFor()
    await found(other?.nik)
  }

  /** Rows of every table but those of the registry itself. */
  async function tracesInTables(values: readonly string[]): Promise<string[]> {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'm')
         and c.relname not in ('resident', 'dummy_resident')`,
    )
    assert.ok(tables.length > 15)
    const found: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`)
      const cells = rows.flatMap((row) => Object.values(row))
      const binary = cells.filter((cell) => Buffer.isBuffer(cell))
      const text = Buffer.from(JSON.stringify(rows))
      const traces = [text, ...binary].flatMap((bytes) => tracesIn(bytes, values))
      found.push(...traces.map((value) => `${name}: ${value}`))
    }
    return found
  }

  async function countAsked(): Promise<number> {
    const { rows } = await client.query<{ asked: number }>(
      'select count(*)::int as asked from audit_entry where nik_hash is not null',
    )
    return rows[0]?.asked ?? 0
  }

  it('the search finds what is there', () => {
    const word = rareWord()
    const files = ['plain', 'wide', 'zipped'].map((name) => join(portal.dataDir, name))
    const [plain = '', wide = '', zipped = ''] = files
    writeFileSync(plain, `…${word}…`)
    writeFileSync(wide, Buffer.from(`x${word}`, 'utf16le'))
    writeFileSync(zipped, Buffer.concat([Buffer.from('header'), gzipSync(`…${word}…`)]))
    const found = tracesInFiles(filesBelow(portal.dataDir, ['postgres']), [word])
    assert.deepEqual(found.sort(), files.map((file) => `${file}: ${word}`).sort())
    for (const file of files) rmSync(file)
  })

  it('leaves no NIK and no value in the browser, the logs, the data folder or a table', async () => {
    const control = rareWord()
    const askedBefore = await countAsked()
    const profile = await openProfile(profileDir)
    const first = await openDesk(profile, 'operator.dinkes')
    await first.evaluate(`localStorage.setItem('uji', '${control}')`)
    await work(first)
    await first.getByRole('button', { name: 'Keluar' }).click()
    await first.getByText('Anda sudah keluar.').waitFor()
    await first.close()
    const second = await openDesk(profile, 'operator.naker')
    await work(second)
    // The computer is switched off with an answer on the screen.
    await profile.close()

    assert.equal((await countAsked()) - askedBefore, 56)

    const values = secrets()
    const browserFiles = filesBelow(profileDir)
    assert.notDeepEqual(tracesInFiles(browserFiles, [control]), [], 'the profile is where it is searched')
    assert.deepEqual(tracesInFiles(browserFiles, values), [])

    // The pages of the cluster and its log of writes hold the registry itself; its messages must not.
    const dataFiles = filesBelow(portal.dataDir, ['postgres'])
    assert.ok(dataFiles.some((file) => file.endsWith('demo.json')))
    assert.deepEqual(tracesInFiles([...dataFiles, join(portal.dataDir, 'postgres/server.log')], values), [])

    assert.match(portal.output(), /ready/)
    assert.deepEqual(tracesIn(Buffer.from(portal.output()), values), [])
    assert.deepEqual(await tracesInTables(values), [])
    assert.notDeepEqual(await tracesInTables(['2026/114']), [], 'the tables are searched')
  })
})
