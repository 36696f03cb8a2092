import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { ask } from '../support/desk.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

describe('the office in the portal', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  /** Gives the reason in the open dialog, and proves the person when that is asked for. */
  async function confirm(page: Page, username: string, label: string) {
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Uji coba penangguhan akses')
    await dialog.getByRole('button', { name: label }).click()
    const account = portal.accounts.find((one) => one.username === username)
    await dialog.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(account?.password ?? '')
    await dialog.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor(username))
    await dialog.getByRole('button', { name: label }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  it('suspends a User ID with a reason and a proof, and the next question of its holder is refused', async () => {
    const [nik = ''] = portal.residents.active
    const operator = await portal.resume('operator.dinkes')
    await ask(operator, nik)
    await operator.getByRole('heading', { name: 'Data ditemukan' }).waitFor()
    await operator.keyboard.press('Escape')

    const page = await portal.resume('admin.dukcapil')
    await page.getByRole('link', { name: 'Kredensial' }).click()
    await page.getByRole('button', { name: 'Tangguhkan operator.dinkes@portal' }).click()
    const dialog = page.getByRole('dialog', { name: 'Tangguhkan operator.dinkes@portal?' })
    await dialog.getByText('Permintaan berikutnya dari User ID ini ditolak').waitFor()
    await dialog.getByRole('button', { name: 'Tangguhkan' }).click()
    await dialog.getByText('Tulis alasannya, paling sedikit 10 karakter.').waitFor()
    await confirm(page, 'admin.dukcapil', 'Tangguhkan')
    await page.getByRole('row', { name: /operator\.dinkes@portal.+Ditangguhkan/ }).waitFor()

    await ask(operator, nik)
    await operator.getByRole('heading', { name: 'Pengguna tidak aktif' }).waitFor()
    assert.equal(await operator.locator('dl.values').count(), 0)
    await operator.context().close()
    await page.context().close()
  })

  it('says why an act is not possible now', async () => {
    const page = await portal.resume('admin.dukcapil')
    await page.getByRole('navigation').getByRole('link', { name: 'Instansi', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Instansi' }).waitFor()
    await page.getByRole('main').getByRole('table').getByRole('link').first().click()
    const button = page.getByRole('button', { name: 'Aktifkan lagi' })
    assert.equal(await button.getAttribute('aria-disabled'), 'true')
    await page.getByText('Tidak dapat sekarang (Aktifkan lagi): keadaannya “Aktif”.').waitFor()
    await page.context().close()
  })

  it('an auditor reads what an administrator changes, and is offered no change', async () => {
    const page = await portal.resume('auditor.dukcapil')
    for (const [link, heading] of [
      ['Kredensial', 'Kredensial'],
      ['Pengguna', 'Pengguna'],
      ['Instansi', 'Instansi'],
    ] as const) {
      await page.getByRole('link', { name: link }).click()
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.getByRole('main').getByRole('table', { name: heading }).waitFor()
      const buttons = await page.getByRole('main').getByRole('button').allInnerTexts()
      assert.deepEqual(buttons, [], link)
    }
    await page.getByRole('link', { name: 'Jejak audit' }).click()
    await page.getByRole('button', { name: 'Periksa rantai' }).click()
    await page.getByText('Rantai utuh').waitFor()
    await page.context().close()
  })

  it('who looked at a NIK is told only with a reason', async () => {
    const page = await portal.resume('registrasi.dukcapil')
    await page.getByRole('link', { name: 'Cari akses NIK' }).click()
    await page.getByRole('heading', { level: 1, name: 'Cari akses NIK' }).waitFor()
    const [nik = ''] = portal.residents.active
    await page.getByRole('textbox', { name: 'NIK' }).fill(nik)
    await page.getByRole('button', { name: 'Cari' }).click()
    await page.getByText('Sebutkan alasannya.').waitFor()
    await page.getByRole('textbox', { name: 'Alasan pencarian' }).fill('Permintaan tertulis pemilik data')
    await page.getByRole('button', { name: 'Cari' }).click()
    await page.getByRole('heading', { name: 'Akses yang tercatat' }).waitFor()
    await page
      .getByRole('row', { name: /operator\.dinkes/ })
      .first()
      .waitFor()
    assert.ok(!page.url().includes(nik))
    await page.context().close()
  })
})
