import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe('letter templates', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  it('are changed, tried, saved as a version, and taken back to what was delivered', async () => {
    const page = await portal.resume('perjanjian.dukcapil')
    await page.goto(`${portal.address}/templat-surat`)
    await page.getByRole('link', { name: 'Surat penangguhan akses' }).click()
    const editor = page.getByRole('textbox', { name: 'Isi templat' })
    const source = await editor.inputValue()

    // A fault is told with its line, and nothing is saved.
    await editor.fill(`${source}\n{{siapa}}`)
    await page.getByRole('button', { name: 'Simpan sebagai versi baru' }).click()
    await page.getByText(/^Baris \d+: Penanda siapa tidak dikenal/).waitFor()

    // A placeholder goes where the cursor is.
    await editor.fill(`${source.trimEnd()}\n3. Pemerintah `)
    await editor.press('End')
    await page.getByRole('searchbox', { name: 'Cari penanda' }).fill('wilayah')
    await page.getByRole('button', { name: 'Sisipkan {{wilayah_dinas}}' }).click()
    assert.ok((await editor.inputValue()).includes('{{wilayah_dinas}}'))

    // Whatever an older one drew is marked as such.
    await page.getByRole('button', { name: 'Pratinjau', exact: true }).click()
    const drawing = page.getByRole('img', { name: /^Pratinjau Surat penangguhan/ })
    await drawing.waitFor()
    const height = await drawing.evaluate((image) => ('naturalHeight' in image ? image.naturalHeight : 0))
    assert.ok(Number(height) > 0, 'the drawing is shown')
    await page.getByRole('link', { name: 'Unduh PDF pratinjau' }).waitFor()
    const faults = await new AxeBuilder({ page }).withTags(TAGS).analyze()
    assert.deepEqual(
      faults.violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' | ')}`),
      [],
    )
    await editor.press('x')
    await page.getByText('Isi templat sudah berubah sejak pratinjau ini.').waitFor()
    await editor.press('Backspace')

    await page.getByRole('textbox', { name: 'Catatan versi' }).fill('satu tembusan lagi')
    await page.getByRole('button', { name: 'Simpan sebagai versi baru' }).click()
    await page.getByText('Tersimpan sebagai versi 1.').waitFor()
    await page.getByRole('cell', { name: 'satu tembusan lagi' }).waitFor()

    await page.getByRole('button', { name: 'Muat susunan kata bawaan' }).click()
    await page.getByText('Susunan kata bawaan dimuat ke penyunting').waitFor()
    assert.equal(await editor.inputValue(), source)
    await page.getByRole('button', { name: 'Simpan sebagai versi baru' }).click()
    await page.getByText('Tersimpan sebagai versi 2.').waitFor()
    await page.getByRole('link', { name: 'Semua templat' }).click()
    await page.getByRole('cell', { name: /^2, disimpan/ }).waitFor()
    await page.context().close()
  })

  it('have a letterhead and numbers of the office’s own', async () => {
    const page = await portal.resume('perjanjian.dukcapil')
    await page.goto(`${portal.address}/pengaturan-surat`)
    const city = page.getByRole('textbox', { name: 'Kota tempat surat ditetapkan' })
    await city.fill('Contoh Kota')
    await page.getByRole('button', { name: 'Simpan kop surat' }).click()
    await page.getByText('Kop surat tersimpan').waitFor()

    await page.getByRole('button', { name: 'Ubah nomor Surat Perintah' }).click()
    const dialog = page.getByRole('dialog')
    const pattern = dialog.getByRole('textbox', { name: 'Pola nomor' })
    await pattern.fill('094/{nomor}')
    await dialog.getByRole('button', { name: 'Simpan pola' }).click()
    await dialog.getByText('Pola harus memuat {tahun}.').waitFor()
    await pattern.fill('094/{nomor:3}/{tahun}')
    await dialog.getByRole('button', { name: 'Simpan pola' }).click()
    await dialog.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Lanjutkan deret surat-perintah' }).click()
    await dialog.getByRole('textbox', { name: 'Nomor terakhir yang sudah dipakai' }).fill('57')
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('cell', { name: /^094\/058\/\d{4}$/ }).waitFor()
    await page.context().close()
  })

  it('are not for others', async () => {
    const page = await portal.resume('auditor.dukcapil')
    await page.goto(`${portal.address}/templat-surat`)
    await page.getByRole('heading', { name: 'Halaman ini tertutup untuk peran Anda' }).waitFor()
    await page.context().close()
  })
})
