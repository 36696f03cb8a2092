import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const KEY = 'Kunci uji'

/** A key that proves its holder, plugged into the page. */
async function plugIn(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

describe('a passkey', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let home: string
  before(async () => {
    portal = await openWebPortal()
    home = portal.address.replace('127.0.0.1', 'localhost')
  })
  after(() => portal.close())

  const accountOf = (username: string) => {
    const account = portal.accounts.find((one) => one.username === username)
    assert.ok(account)
    return account
  }

  async function givePassword(page: Page, username: string) {
    await page.goto(`${home}/masuk`)
    await page.getByRole('textbox', { name: 'Nama pengguna' }).fill(username)
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(accountOf(username).password)
    await page.keyboard.press('Enter')
  }

  it('SP-22 to SP-26: added, signed in with, proved again with, removed', async () => {
    const username = 'admin.dukcapil'
    const page = await portal.visit()
    await plugIn(page)
    await givePassword(page, username)
    await page.getByRole('textbox', { name: 'Kode' }).fill(await portal.codeFor(username))
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Contoh Admin Kantor' }).click()
    await page.getByRole('heading', { level: 1, name: 'Keamanan akun' }).waitFor()
    await page.getByText('Belum ada passkey').waitFor()

    await page.getByRole('button', { name: 'Tambah passkey' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Nama passkey baru' }).fill(KEY)
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await dialog.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(accountOf(username).password)
    await dialog.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor(username))
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await page.getByText(`Passkey “${KEY}” ditambahkan.`).waitFor()
    const row = page.getByRole('row').filter({ hasText: KEY })
    await row.getByText('localhost').waitFor()

    await page.getByRole('button', { name: 'Keluar' }).click()
    await page.getByText('Anda sudah keluar.').waitFor()
    await givePassword(page, username)
    await page.getByRole('button', { name: 'Pakai passkey' }).waitFor()
    await page.getByRole('textbox', { name: 'Kode' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Papan pantau' }).waitFor()

    await page.getByRole('link', { name: 'Contoh Admin Kantor' }).click()
    await page.getByRole('button', { name: 'Buat kode baru' }).click()
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await dialog.getByRole('button', { name: 'Buktikan dengan passkey' }).click()
    await page.getByText('Catat di tempat aman').waitFor()
    assert.equal(await page.locator('.codes li').count(), 10)

    await page.getByRole('button', { name: 'Lepas aplikasi' }).click()
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await page.getByText('Aplikasi autentikator dilepas.').waitFor()
    await page.getByRole('button', { name: `Hapus ${KEY}` }).click()
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await dialog.getByText('wajib memakai langkah kedua').waitFor()
    await dialog.getByRole('button', { name: 'Batal' }).click()
    await page.context().close()
  })

  it('is removed by who need not have one, and its name can be changed', async () => {
    const page = await portal.visit()
    await plugIn(page)
    await givePassword(page, 'operator.naker')
    await page.getByRole('button', { name: 'Keluar' }).waitFor()
    await page.goto(`${home}/keamanan-akun`)
    await page.getByRole('button', { name: 'Tambah passkey' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await dialog.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(accountOf('operator.naker').password)
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await page.getByText('Kode pemulihan baru').waitFor()
    await page.getByRole('button', { name: 'Ganti nama Passkey 1' }).click()
    await dialog.getByRole('textbox', { name: 'Nama' }).fill(KEY)
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await page.getByRole('button', { name: `Hapus ${KEY}` }).click()
    await dialog.getByRole('button', { name: 'Lanjutkan' }).click()
    await page.getByText(`Passkey “${KEY}” dihapus.`).waitFor()
    await page.getByText('Belum ada passkey').waitFor()
    await page.context().close()
  })

  it('SP-23 at an address by number the page says why not, and where it works', async () => {
    const page = await portal.enter('operator.dinkes')
    await page.goto(`${portal.address}/keamanan-akun`)
    await page.getByText('Alamat portal ini berupa angka').waitFor()
    const way = page.getByRole('link', { name: /^Buka portal di/ })
    assert.equal(await way.getAttribute('href'), `${home}/keamanan-akun`)
    assert.equal(await page.getByRole('button', { name: 'Tambah passkey' }).count(), 0)
    await page.context().close()
  })

  it('SP-27 another tab goes on after the password was changed in the first', async () => {
    const page = await portal.enter('operator.dinkes')
    const other = await page.context().newPage()
    await other.goto(`${portal.address}/keamanan-akun`)
    await other.getByRole('heading', { level: 1, name: 'Keamanan akun' }).waitFor()
    await page.goto(`${portal.address}/keamanan-akun`)
    const before = (await page.context().cookies()).find(({ name }) => name === 'gapura_session')?.value
    await page.getByRole('button', { name: 'Ganti kata sandi' }).click()
    await page
      .getByRole('textbox', { name: 'Kata sandi sekarang' })
      .fill(accountOf('operator.dinkes').password)
    await page.getByRole('textbox', { name: 'Kata sandi baru' }).fill('tujuh ember biru di serambi')
    await page.getByRole('button', { name: 'Simpan kata sandi' }).click()
    await page.getByText('Kata sandi diganti.').waitFor()
    const now = (await page.context().cookies()).find(({ name }) => name === 'gapura_session')?.value
    assert.notEqual(now, before)
    await other.getByRole('button', { name: 'Pasang aplikasi' }).click()
    await other.getByRole('dialog').getByRole('button', { name: 'Lanjutkan' }).click()
    await other.getByText('Buktikan sekali lagi').waitFor()
    await page.context().close()
  })
})
