import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { evaluateOffices } from '../../src/feedback/index.ts'
import { openPool, type Pool } from '../../src/kernel/database.ts'
import { ask } from '../support/desk.ts'
import { specimenPdf } from '../support/specimen-files.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const CODE = 'karanganyar-kesehatan-2026'

describe('Kepatuhan, Kekurangan', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let pool: Pool
  let at: (username: string, path: string) => Promise<Page>

  before(async () => {
    portal = await openWebPortal()
    pool = openPool({ url: portal.databaseUrl, role: 'gapura_app', applicationName: 'gapura test' })
    at = async (username, path) => {
      const page = await portal.resume(username)
      await page.goto(`${portal.address}${path}`)
      return page
    }
    // What the demo itself has looked up is left out: its numbers are none of this test's.
    await asOwner(
      'truncate compliance_day, looked_up; update looked_up_cursor c set seq = h.seq from audit_head h',
    )
    const operator = await portal.enter('operator.dinkes')
    for (const nik of portal.residents.active.slice(0, 2)) {
      await ask(operator, nik)
      await operator.getByRole('timer').waitFor()
    }
    await operator.context().close()
  })
  after(async () => {
    await pool.end()
    await portal.close()
  })

  async function asOwner(sql: string) {
    const owner = new pg.Client({ connectionString: portal.databaseUrl })
    await owner.connect()
    await owner.query(sql)
    await owner.end()
  }

  /** As if the two look-ups had been two months ago: the demo itself is only some minutes old. */
  const ageThem = () =>
    asOwner(`
      update compliance_day set day = (now() at time zone 'Asia/Jakarta')::date - 60;
      update looked_up set first_on = (now() at time zone 'Asia/Jakarta')::date - 60,
        first_at = now() - interval '60 days'`)

  /** The evening so many days ago, as it is evaluated. */
  async function evening(daysAgo: number) {
    const day = new Date(Date.now() + 7 * 3_600_000 - daysAgo * 86_400_000).toISOString().slice(0, 10)
    await evaluateOffices(pool, 'Asia/Jakarta', `${day}T16:30:00Z`)
  }

  async function prove(page: Page, username: string, submit: string) {
    const dialog = page.getByRole('dialog')
    const password = dialog.getByRole('textbox', { name: 'Kata sandi' })
    await password.or(page.locator('body:not(:has([role=dialog]))')).first().waitFor()
    if (!(await password.isVisible())) return
    await password.fill(portal.accountOf(username).password)
    await dialog.getByRole('textbox', { name: /Kode/ }).fill(await portal.codeFor(username))
    await dialog.getByRole('button', { name: submit, exact: true }).click()
  }

  it('FB-121 an evaluator sees who owes what, in the span and breakdown that the address tells', async () => {
    const page = await at('evaluator.dukcapil', `/kepatuhan?menurut=operator`)
    await page.getByRole('heading', { level: 1, name: 'Kepatuhan data balikan' }).waitFor()
    const table = page.getByRole('table', { name: 'Kepatuhan terinci' })
    await table.getByRole('cell', { name: CODE }).waitFor()
    await page.getByRole('combobox', { name: 'Rentang' }).selectOption('lastMonth')
    await page.getByText('Tidak ada akses pada rentang ini.').first().waitFor()
    assert.match(page.url(), /dari=\d{4}-\d{2}-01/)
    await page.context().close()
  })

  it('FB-124 a PIC downloads a template with the NIKs that are owed', async () => {
    const page = await at('pic.dinkes', '/data-balikan/kekurangan')
    await page.getByText('Data balikan belum ada untuk 2 orang.').waitFor()
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Unduh templat berisi NIK (Excel)' }).click()
    const download = await coming
    assert.match(download.suggestedFilename(), /^kekurangan-.*\.xlsx$/)
    await page.context().close()
  })

  it('FB-125 a rule is decided after a look at what it does', async () => {
    await ageThem()
    const page = await at('evaluator.dukcapil', `/kepatuhan/${CODE}`)
    await page.getByRole('button', { name: 'Putuskan aturan' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Target (%)' }).fill('200')
    await dialog.getByRole('button', { name: /^Lihat akibatnya/ }).click()
    await dialog.getByText('Isi bilangan 1 sampai 100.').waitFor()
    await dialog.getByRole('textbox', { name: 'Target (%)' }).fill('50')
    await dialog.getByRole('textbox', { name: 'Masa peringatan (hari)' }).fill('7')
    await dialog.getByRole('textbox', { name: 'Kuota paling rendah' }).fill('3')
    await dialog.getByRole('textbox', { name: 'Dasar bagi User ID tanpa batas' }).fill('10')
    await dialog.getByRole('button', { name: /^Lihat akibatnya/ }).click()
    await dialog.getByText('0 dari 2 orang memiliki data balikan (0%).').waitFor()
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Tidak ada kiriman selama dua bulan.')
    await dialog.getByRole('button', { name: 'Putuskan', exact: true }).click()
    await prove(page, 'evaluator.dukcapil', 'Putuskan')
    await page.getByText('50% orang yang diakses pada 180 hari').waitFor()
    await page.context().close()
  })

  it('FB-126, FB-127 the agency reads the warning, the formula with its numbers, and then the lowered quota', async () => {
    await evening(8)
    const warned = await at('pic.dinkes', `/data-balikan/kekurangan?perjanjian=${CODE}`)
    await warned.getByText(/^Target belum tercapai sejak .* kuota diturunkan mulai/).waitFor()
    await warned.getByText('1 orang lagi').waitFor()
    await warned.context().close()
    await evening(1)
    await evening(0)
    const lowered = await at('pic.dinkes', `/data-balikan/kekurangan?perjanjian=${CODE}`)
    await lowered.getByText(/^Kuota untuk .* diturunkan/).waitFor()
    await lowered.context().close()
    // Today's is what the evening before wrote: two hits are gone, one is left.
    const operator = await at('operator.dinkes', '/cek-nik')
    await operator.getByText(/tersisa 1 dari 3/).waitFor()
    await ask(operator, portal.residents.active[2] ?? '')
    await operator.getByRole('timer').waitFor()
    await ask(operator, portal.residents.active[3] ?? '')
    await operator.getByRole('heading', { name: 'Kuota akses hari ini telah habis' }).waitFor()
    await operator.context().close()
  })

  it('FB-130, FB-131 the agency appeals with a paper, the evaluator grants it, and the next look-up is answered', async () => {
    const agency = await at('pic.dinkes', `/data-balikan/kekurangan?perjanjian=${CODE}`)
    await agency.getByRole('button', { name: 'Ajukan keberatan' }).click()
    const dialog = agency.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Server kami rusak sejak bulan lalu.')
    await dialog
      .getByLabel('Bukti (bila ada)')
      .setInputFiles({ name: 'bukti.pdf', mimeType: 'application/pdf', buffer: specimenPdf() })
    await dialog.getByRole('button', { name: 'Ajukan keberatan' }).click()
    await agency.getByText('Menunggu putusan').waitFor()
    await agency.getByRole('link', { name: 'Buka bukti.pdf' }).waitFor()
    await agency.context().close()

    const page = await at('evaluator.dukcapil', '/tugas')
    await page.getByRole('link', { name: /Putuskan keberatan/ }).click()
    await page.getByRole('button', { name: 'Putuskan', exact: true }).click()
    const decision = page.getByRole('dialog')
    await decision.getByRole('radio', { name: 'Kabulkan' }).check()
    await decision.getByRole('textbox', { name: 'Alasan' }).fill('Kerusakan dibuktikan dengan berita acara.')
    await decision.getByRole('button', { name: 'Kabulkan', exact: true }).click()
    await prove(page, 'evaluator.dukcapil', 'Kabulkan')
    await page.getByText('Dikabulkan').waitFor()
    await page.context().close()

    const operator = await at('operator.dinkes', '/cek-nik')
    await ask(operator, portal.residents.active[3] ?? '')
    await operator.getByRole('timer').waitFor()
    await operator.context().close()
  })
})
