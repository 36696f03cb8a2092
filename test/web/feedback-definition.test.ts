import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { settled } from '../support/first-load.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const TAB = '/perjanjian/karanganyar-kesehatan-2026/balikan'

describe('the definition of feedback', { skip: NO_CHROMIUM }, () => {
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

  async function templateOf(page: Page): Promise<unknown[]> {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Templat Excel' }).click()
    const bytes = await readFile(await (await download).path())
    const { sheets } = await readXlsx(bytes)
    return sheets[0]?.rows[0] ?? []
  }

  it('FB-83, FB-85 is written, told where it is wrong, saved as a version, and shown with its difference', async () => {
    await go(officer, TAB)
    await officer.getByRole('link', { name: 'Ubah definisi' }).click()
    await officer.getByRole('heading', { level: 1, name: 'Ubah definisi data balikan' }).waitFor()
    await officer.getByRole('combobox', { name: 'Tambah kolom' }).selectOption('Ya atau tidak')
    await officer.getByRole('button', { name: 'Tambahkan' }).click()
    const field = officer.getByRole('group', { name: /^4\. / })
    await field.getByRole('textbox', { name: 'Menurut perjanjian' }).fill('Peserta JKN')
    await field.getByRole('textbox', { name: 'Nama kolom' }).fill('peserta jkn')
    await field.getByRole('checkbox', { name: 'Wajib diisi' }).check()
    const number = officer.getByRole('group', { name: /^1\. / })
    await number.getByRole('textbox', { name: 'Pola' }).fill('(a+)+\\1')
    await officer.getByRole('textbox', { name: 'Dasar' }).fill('Adendum 400.12/7/2026')
    await officer.getByRole('textbox', { name: 'Alasan' }).fill('Kepesertaan JKN diperlukan')
    await officer.getByRole('textbox', { name: /^Masa simpan/ }).fill('24')
    await officer.getByRole('button', { name: /^Simpan sebagai versi/ }).click()
    await officer.getByText('2 isian perlu diperbaiki.').waitFor()
    await number.getByText('Pola: \\1 tidak didukung.').waitFor()
    await field.getByText(/^Hanya huruf besar/).waitFor()

    await number.getByRole('textbox', { name: 'Pola' }).fill('[A-Z0-9/-]{1,40}')
    await field.getByRole('textbox', { name: 'Nama kolom' }).fill('peserta_jkn')
    await field.getByRole('button', { name: 'Naikkan Peserta JKN' }).click()
    await officer.getByRole('columnheader', { name: 'PESERTA_JKN' }).waitFor()
    await officer.getByRole('button', { name: /^Simpan sebagai versi/ }).click()
    await officer.getByRole('heading', { level: 1, name: 'Data balikan' }).waitFor()

    const difference = officer.getByRole('table', { name: 'Perbedaan dua versi' })
    await difference.getByRole('row').filter({ hasText: 'PESERTA_JKN' }).getByText('Ditambahkan').waitFor()
    await difference
      .getByRole('row')
      .filter({ hasText: 'Masa simpan' })
      .getByText('24 bulan sesudah diterima')
      .waitFor()
    await difference.getByRole('row').filter({ hasText: 'Pola' }).getByText('[A-Z0-9/-]{1,40}').waitFor()
    const versions = officer.getByRole('table', { name: 'Versi dari waktu ke waktu' })
    await versions.getByText('Kepesertaan JKN diperlukan').waitFor()
  })

  it('FB-83 the agency is told, sees the new version and fetches its template', async () => {
    await go(pic, '/pemberitahuan')
    await pic
      .getByRole('link', { name: /Isian data balikan berubah/ })
      .first()
      .click()
    await pic.getByRole('heading', { level: 1, name: 'Data balikan' }).waitFor()
    assert.equal(await pic.getByRole('link', { name: 'Ubah definisi' }).count(), 0)
    assert.deepEqual(await templateOf(pic), [
      'NIK',
      'NOMOR_REKAM_MEDIS',
      'GOLONGAN_DARAH',
      'PESERTA_JKN',
      'NOMOR_SURAT_KETERANGAN_KEMATIAN',
    ])
  })
})
