import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const OFFICER = 'registrasi.dukcapil'
const REASON = 'Bukti rumah sakit sudah dicocokkan'

describe('proposals to the registry', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let page: Page
  before(async () => {
    portal = await openWebPortal()
    page = await portal.enter(OFFICER)
  })
  after(() => portal.close())

  const rows = () => page.getByRole('table', { name: 'Usulan' }).getByRole('row')
  const plainRow = (field: string) =>
    rows()
      .filter({ has: page.getByRole('link', { name: field }) })
      .filter({ hasNotText: /Bertentangan|Meragukan/ })
      .first()

  async function confirm(button: string | RegExp, { withProof = false } = {}) {
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill(REASON)
    await dialog.getByRole('button', { name: button }).click()
    if (withProof) {
      await dialog.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(portal.accountOf(OFFICER).password)
      await dialog.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor(OFFICER))
      await dialog.getByRole('button', { name: button }).click()
    }
    await dialog.waitFor({ state: 'detached' })
  }

  const list = async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Usulan', exact: true }).click()
    await rows().nth(1).waitFor()
  }

  async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: portal.databaseUrl })
    await client.connect()
    const { rows: found } = await client.query<Row>(sql)
    await client.end()
    return found
  }

  it('one is accepted on its page, and the address names nobody', async () => {
    await page.getByRole('heading', { level: 1, name: 'Usulan perubahan data penduduk' }).waitFor()
    await plainRow('Golongan darah').getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: /^Usulan \d+: Golongan darah$/ }).waitFor()
    assert.match(new URL(page.url()).pathname, /^\/usulan\/\d{1,6}$/)
    await page.getByRole('button', { name: 'Terima', exact: true }).click()
    await confirm('Terima')
    await page.getByRole('button', { name: 'Tarik keputusan' }).waitFor()
    const [change] = await query<{ n: number }>('select count(*)::int as n from resident_change')
    assert.equal(change?.n, 1)
  })

  it('one is rejected with its reason', async () => {
    await list()
    await plainRow('Golongan darah').getByRole('link').click()
    await page.getByRole('button', { name: 'Tolak', exact: true }).click()
    await confirm('Tolak')
    await page.getByRole('table', { name: 'Riwayat usulan' }).getByText(REASON).waitFor()
  })

  it('an accepted death is what the next call of a program is told', async () => {
    await page.goto(`${portal.address}/usulan?jenis=death`)
    await rows().nth(1).getByRole('link').click()
    await page.getByRole('button', { name: 'Terima', exact: true }).click()
    await page.getByRole('combobox', { name: 'Bukti yang dicatat' }).waitFor()
    await confirm('Terima')
    await page.getByRole('button', { name: 'Tarik keputusan' }).waitFor()
    const [dead] = await query<{ nik: string }>(
      `select nik::text from resident where no_bukti_mati = 'SKK/2026/0117'`,
    )
    const credential = portal.credentials.find(({ userId }) => userId === 'rsud.g2.string')
    const reply = await fetch(`${portal.address}${credential?.paths[0] ?? ''}`, {
      method: 'POST',
      body: JSON.stringify({
        user_id: credential?.userId,
        password: credential?.password,
        nik: dead?.nik,
      }),
    })
    assert.match(await reply.text(), /Meninggal Dunia/)
  })

  it('the chosen ones are rejected together', async () => {
    await list()
    const before = await rows().count()
    for (const place of [4, 5]) await rows().nth(place).getByRole('checkbox').check()
    await page.getByText('2 usulan dipilih.').waitFor()
    await page.getByRole('button', { name: 'Tolak yang dipilih' }).click()
    await confirm('Tolak 2')
    await page.getByText('2 ditolak.').waitFor()
    await rows()
      .nth(before - 2)
      .waitFor({ state: 'detached' })
  })

  it('all that a filter finds are accepted after their number is confirmed; what is contested stays and is named', async () => {
    await page.goto(`${portal.address}/usulan?jenis=blood-type`)
    await rows().nth(1).waitFor()
    const waiting = (await rows().count()) - 1
    await page.getByRole('button', { name: 'Terima semua pada saringan' }).click()
    await page.getByRole('dialog', { name: `Terima ${waiting} usulan` }).waitFor()
    await confirm(`Terima ${waiting}`, { withProof: true })
    await page.getByText('Selesai', { exact: true }).waitFor()
    await page.getByText(/bertentangan dengan usulan lain:/).waitFor()
    const left = await query<{ is_contested: boolean; is_doubtful: boolean }>(
      `select is_contested, is_doubtful from registry_proposal where state = 'open' and field = 'blood-type'`,
    )
    assert.ok(left.length > 0 && left.every((one) => one.is_contested || one.is_doubtful))
  })
})
