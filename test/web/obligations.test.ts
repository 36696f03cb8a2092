import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { settled } from '../support/first-load.ts'
import { specimenPdf } from '../support/specimen-files.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const CODE = 'karanganyar-kesehatan-2026'
const OBLIGATIONS = `/perjanjian/${CODE}/kewajiban`
const REPORT = 'Laporan semester pemanfaatan data'

describe('obligations, tasks and notices', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let officer: Page
  let pic: Page
  before(async () => {
    portal = await openWebPortal()
    officer = await portal.enter('perjanjian.dukcapil')
    pic = await portal.enter('pic.dinkes')
  })
  after(() => portal.close())

  const go = async (page: Page, path: string) => {
    await page.goto(`${portal.address}${path}`)
    await settled(page)
  }
  /** The row of what is late. */
  const lateRow = (page: Page) =>
    page
      .getByRole('main')
      .getByRole('row')
      .filter({ hasText: REPORT })
      .filter({ hasText: 'Terlambat' })
      .first()

  it('OB-14, OB-15, OB-16 evidence goes from the agency to the office, back, and is accepted', async () => {
    await go(pic, OBLIGATIONS)
    assert.equal(await pic.getByRole('button', { name: /^Terima/ }).count(), 0)
    const give = async () => {
      const chosen = pic.waitForEvent('filechooser')
      await pic
        .getByRole('button', { name: `Unggah bukti: ${REPORT}` })
        .first()
        .click()
      await (await chosen).setFiles({
        name: 'laporan semester.pdf',
        mimeType: 'application/pdf',
        buffer: specimenPdf({ text: 'Laporan' }),
      })
      await pic.getByText('Bukti tersimpan dan menunggu diperiksa Disdukcapil.').waitFor()
    }
    assert.equal(await lateRow(pic).count(), 1)
    await give()

    await go(officer, '/tugas')
    await officer
      .getByRole('link', { name: new RegExp(`^Periksa bukti: ${REPORT}`) })
      .first()
      .click()
    await officer.getByRole('button', { name: new RegExp(`^Kembalikan: ${REPORT}`) }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Kembalikan' }).click()
    await dialog.getByText('Sebutkan alasannya.').waitFor()
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Belum ditandatangani')
    await dialog.getByRole('button', { name: 'Kembalikan' }).click()
    await dialog.waitFor({ state: 'detached' })

    await go(pic, OBLIGATIONS)
    await pic.getByText('Belum ditandatangani').waitFor()
    await give()

    await go(officer, OBLIGATIONS)
    const download = officer.waitForEvent('download')
    await officer.getByRole('link', { name: 'laporan semester.pdf' }).last().click()
    assert.equal((await download).suggestedFilename(), 'laporan semester.pdf')
    const waiting = officer.getByRole('row').filter({ hasText: 'Menunggu diperiksa' })
    await waiting.getByRole('button', { name: /^Terima/ }).click()
    await officer.getByRole('dialog').getByRole('button', { name: 'Terima' }).click()
    await officer.getByRole('dialog').waitFor({ state: 'detached' })
    await officer
      .getByRole('row')
      .filter({ hasText: REPORT })
      .filter({ hasText: 'Selesai' })
      .first()
      .waitFor()
  })

  it('NO-07 the bell counts what is new, and opening a notice reads it', async () => {
    await go(pic, '/tugas')
    const bell = pic.getByRole('link', { name: /^Pemberitahuan: \d+ belum dibaca$/ })
    const before = Number(/\d+/.exec((await bell.getAttribute('aria-label')) ?? '')?.[0])
    await bell.click()
    await pic.getByRole('heading', { level: 1, name: 'Pemberitahuan' }).waitFor()
    await pic
      .getByRole('list', { name: 'Pemberitahuan' })
      .getByRole('link', { name: /bukti dikembalikan/ })
      .first()
      .click()
    await pic.getByRole('heading', { level: 1, name: /^Kewajiban/ }).waitFor()
    await pic.getByRole('link', { name: `Pemberitahuan: ${before - 1} belum dibaca` }).waitFor()
    await go(pic, '/pemberitahuan?belum=true')
    await pic.getByRole('button', { name: 'Tandai semua sudah dibaca' }).click()
    await pic.getByText('Semua pemberitahuan sudah dibaca.').waitFor()
    await pic.getByRole('link', { name: 'Pemberitahuan', exact: true }).waitFor()
  })

  it('OB-31, OB-32 the calendar keeps its filters in the address, and goes out as a file', async () => {
    await go(officer, '/kalender')
    await officer.getByRole('combobox', { name: 'Jenis' }).selectOption('renewal-request')
    await officer.getByRole('combobox', { name: 'Pihak' }).selectOption('agency')
    await settled(officer)
    const { search } = new URL(officer.url())
    assert.deepEqual(Object.fromEntries(new URLSearchParams(search)), {
      jenis: 'renewal-request',
      pihak: 'agency',
    })
    await officer.getByRole('combobox', { name: 'Lihat sebagai' }).selectOption('bulan')
    await officer.getByRole('table').waitFor()
    const download = officer.waitForEvent('download')
    await officer.getByRole('link', { name: 'Unduh kalender (.ics)' }).click()
    assert.equal((await download).suggestedFilename(), 'kalender-kewajiban.ics')
  })

  it('WD-03 a year of holidays is pasted, saved, and moves what was uncertain', async () => {
    const admin = await portal.enter('admin.dukcapil')
    const year = new Date().getFullYear() + 1
    await go(admin, `/pengaturan/hari-libur?tahun=${year}`)
    await admin.getByText('Belum ada hari libur tahun ini.').waitFor()
    await admin.locator('summary').click()
    await admin
      .getByRole('textbox', { name: 'Tempel dari daftar' })
      .fill(`01-01-${year}; Tahun Baru\n${year}-12-24; cuti bersama Natal\nbukan tanggal`)
    await admin.getByText('Baris yang tidak terbaca: 3').waitFor()
    await admin.getByRole('button', { name: 'Baca 2 hari' }).click()
    await admin.getByRole('checkbox', { name: 'Daftar tahun ini lengkap' }).check()
    await admin.getByRole('button', { name: `Simpan daftar ${year}` }).click()
    await admin.getByText('Daftar yang lengkap menyebut dasarnya').waitFor()
    await admin.getByRole('textbox', { name: 'Dasar' }).fill('SKB Contoh 1')
    await admin.getByRole('button', { name: `Simpan daftar ${year}` }).click()
    await admin.getByText('Daftar disimpan.').waitFor()
    await go(officer, OBLIGATIONS)
    assert.equal(await officer.getByText(`Daftar hari libur ${year} belum lengkap`).count(), 0)
    await admin.context().close()
  })
})
