import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, foundAnswer, shownValue as valueUnder } from '../support/desk.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

describe('settings, contacts, printing', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let nik: string
  before(async () => {
    portal = await openWebPortal()
    nik = portal.residents.active[0] ?? ''
  })
  after(() => portal.close())

  /** Proves the person where the form asks for it, and sends again. */
  async function prove(page: Page, username: string, label: string) {
    await page.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(portal.accountOf(username).password)
    await page.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor(username))
    await page.getByRole('button', { name: label }).click()
  }

  it('P-21 the administrator sets how long an answer stands, and the next one stands so long', async () => {
    const page = await portal.resume('admin.dukcapil')
    await page.getByRole('link', { name: 'Pengaturan' }).click()
    const seconds = page.getByRole('textbox', { name: 'Jawaban dihapus setelah (detik)' })
    assert.equal(await seconds.inputValue(), '90')
    await page.getByText('Dari 15 sampai 300; bawaan 90.').waitFor()
    await page.getByText('PostgreSQL').waitFor()
    await seconds.fill('5')
    await page.getByRole('button', { name: 'Simpan pengaturan' }).click()
    await prove(page, 'admin.dukcapil', 'Simpan pengaturan')
    await page.getByText('Harus bilangan bulat 15 sampai 300.').waitFor()
    await seconds.fill('20')
    await page.getByRole('button', { name: 'Simpan pengaturan' }).click()
    await page.getByText('Pengaturan disimpan').waitFor()

    const operator = await portal.resume('operator.dinkes')
    await ask(operator, nik)
    assert.match(await operator.getByRole('timer').innerText(), /^Dihapus dalam (20|1[5-9]) detik$/)
    await operator.context().close()
    await page.context().close()
  })

  it('P-20 an agency names its contacts; the office sees them; another agency does not', async () => {
    const page = await portal.resume('pic.dinkes')
    await page.getByRole('link', { name: 'Ringkasan', exact: true }).click()
    await page.getByRole('button', { name: 'Ubah narahubung' }).click()
    const form = page.getByRole('form', { name: 'Narahubung instansi' })
    await form.getByRole('textbox', { name: 'Nama' }).fill('Contoh Pengganti')
    await form.getByRole('textbox', { name: 'Telepon' }).fill('telepon')
    await form.getByRole('button', { name: 'Simpan narahubung' }).click()
    await form.getByText('Nomor telepon berisi').waitFor()
    await form.getByRole('textbox', { name: 'Telepon' }).fill('0000-000-777')
    await form.getByRole('button', { name: 'Simpan narahubung' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText('Contoh Pengganti').waitFor()

    const office = await portal.resume('perjanjian.dukcapil')
    await office.getByRole('link', { name: 'Instansi', exact: true }).click()
    await office.getByRole('link', { name: 'Dinas Kesehatan Kabupaten Karanganyar' }).click()
    await office.getByText('0000-000-777').waitFor()
    const other = await portal.resume('admin.naker')
    await other.getByText('Narahubung instansi').waitFor()
    assert.equal(await other.getByText('Contoh Pengganti').count(), 0)
    for (const one of [page, office, other]) await one.context().close()
  })

  it('P-30 where printing is not granted the sheet is empty but for the reason', async () => {
    const page = await portal.resume('operator.dinkes')
    await ask(page, nik)
    await foundAnswer(page).waitFor()
    const name = await valueUnder(page, 'Nama lengkap').innerText()
    assert.equal(await page.getByRole('button', { name: 'Cetak' }).count(), 0)
    await page.emulateMedia({ media: 'print' })
    const sheet = await page.locator('body').innerText()
    assert.equal(sheet.trim(), 'Mencetak jawaban tidak diizinkan oleh perjanjian.')
    assert.ok(!sheet.includes(name))
    await page.context().close()
  })

  it('P-31 where it is, the sheet has values, operator, time and case number, once it is recorded', async () => {
    const page = await portal.resume('operator.naker')
    // The dialog would wait for a person; what would be printed is read instead.
    await page.evaluate(
      `window.print = () => { window.sheet = document.querySelector('.print-sheet').innerText }`,
    )
    await ask(page, nik)
    await foundAnswer(page).waitFor()
    const name = await valueUnder(page, 'Nama lengkap').innerText()
    await page.emulateMedia({ media: 'print' })
    assert.doesNotMatch(await page.locator('body').innerText(), new RegExp(name))
    const recorded = page.waitForResponse((response) => response.url().endsWith('/printing'))
    await page.keyboard.press('Control+p')
    assert.equal((await recorded).status(), 204)
    await page.waitForFunction('window.sheet !== undefined')
    const sheet = String(await page.evaluate('window.sheet'))
    assert.ok(sheet.includes(name))
    assert.match(sheet, /Contoh Operator Loket/)
    assert.match(sheet, /2026\/114/)
    assert.doesNotMatch(sheet, /Kuota|Selesai|Riwayat/)
    await page.context().close()
  })

  it('A-25 an extract is checked against the log by who may take one', async () => {
    const page = await portal.resume('auditor.dukcapil')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Unduh cuplikan' }).click()
    const file = await (await download).path()
    await page.getByRole('link', { name: 'Periksa cuplikan' }).click()
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Periksa' }).click()
    await page.getByText('Cuplikan utuh dan sama dengan log').waitFor()
    await page.locator('input[type=file]').setInputFiles({
      name: 'lain.ndjson',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from('{"format":"lain"}\n'),
    })
    await page.getByRole('button', { name: 'Periksa' }).click()
    await page.getByRole('row', { name: /Bukan baris cuplikan/ }).waitFor()
    await page.context().close()
  })
})
