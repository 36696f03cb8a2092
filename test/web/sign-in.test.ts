import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ask } from '../support/desk.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

describe('signing in', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  it('a demo says so, and names its accounts without their passwords', async () => {
    const page = await portal.visit()
    await page.goto(portal.address)
    await page.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor()
    await page.getByText('data/demo.json').waitFor()
    await page.getByRole('button', { name: 'Pakai operator.naker' }).click()
    assert.equal(await page.getByRole('textbox', { name: 'Nama pengguna' }).inputValue(), 'operator.naker')
    const html = await page.content()
    assert.ok(!portal.accounts.some(({ password }) => html.includes(password)))
    await page.context().close()
  })

  it('a wrong password is told at once, the name stays, the password does not', async () => {
    const page = await portal.visit()
    await page.goto(`${portal.address}/masuk`)
    await page.getByRole('textbox', { name: 'Nama pengguna' }).fill('operator.naker')
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill('bukan kata sandinya')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('Nama pengguna atau kata sandi salah.').waitFor()
    assert.equal(await page.getByRole('textbox', { name: 'Nama pengguna' }).inputValue(), 'operator.naker')
    assert.equal(await page.getByRole('textbox', { name: 'Kata sandi' }).inputValue(), '')
    await page.context().close()
  })

  it('an empty field is named, and has the focus', async () => {
    const page = await portal.visit()
    await page.goto(`${portal.address}/masuk`)
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByText('Isi nama pengguna.').waitFor()
    assert.equal(await page.evaluate('document.activeElement.getAttribute("autocomplete")'), 'username')
    await page.context().close()
  })

  it('an administrator gives a code as well; a wrong one is refused', async () => {
    const page = await portal.visit()
    await page.goto(`${portal.address}/masuk`)
    await page.getByRole('textbox', { name: 'Nama pengguna' }).fill('admin.dukcapil')
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(portal.accountOf('admin.dukcapil').password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Kode kedua' }).waitFor()
    await page.getByRole('textbox', { name: 'Kode' }).fill('000000')
    await page.keyboard.press('Enter')
    await page.getByText('Kode tidak cocok').waitFor()
    await page.getByRole('textbox', { name: 'Kode' }).fill(await portal.codeFor('admin.dukcapil'))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Papan pantau' }).waitFor()
    await page.context().close()
  })

  it('signed in from the bare address, a person lands on the first page of the role', async () => {
    const page = await portal.visit()
    await page.goto(portal.address)
    await portal.signIn(page, 'operator.dinkes')
    await page.getByRole('heading', { level: 1, name: 'Cek NIK' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/cek-nik')
    await page.context().close()
  })

  it('half signed in and loaded anew, the code is still asked for', async () => {
    const page = await portal.visit()
    await page.goto(`${portal.address}/masuk`)
    await page.getByRole('textbox', { name: 'Nama pengguna' }).fill('auditor.dukcapil')
    await page
      .getByRole('textbox', { name: 'Kata sandi' })
      .fill(portal.accountOf('auditor.dukcapil').password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Kode kedua' }).waitFor()
    await page.goto(`${portal.address}/jejak-audit`)
    await page.getByRole('heading', { name: 'Kode kedua' }).waitFor()
    await page.context().close()
  })

  it('a session that has ended leads to the sign-in page, and from there back', async () => {
    const page = await portal.enter('operator.naker')
    await page.getByRole('link', { name: 'Riwayat saya' }).click()
    await page.getByRole('heading', { level: 1, name: 'Riwayat saya' }).waitFor()
    await page.context().clearCookies({ name: 'gapura_session' })
    // The form was fetched a moment ago and is not fetched again; a question goes out at all events.
    await page.getByRole('link', { name: 'Cek NIK' }).click()
    await ask(page, portal.residents.active[0] ?? '')
    await page.getByText('Sesi Anda berakhir').waitFor()
    // It stands there until it has been read.
    await page.getByRole('button', { name: 'Pakai operator.naker' }).waitFor()
    await page.getByText('Sesi Anda berakhir').waitFor()
    await portal.signIn(page, 'operator.naker')
    await page.getByRole('heading', { level: 1, name: 'Cek NIK' }).waitFor()
    await page.context().close()
  })

  it('after signing out, Back shows nothing of before', async () => {
    const page = await portal.enter('operator.naker')
    await page.getByRole('link', { name: 'Riwayat saya' }).click()
    await page.getByRole('heading', { level: 1, name: 'Riwayat saya' }).waitFor()
    await page.getByRole('button', { name: 'Keluar' }).click()
    await page.getByText('Anda sudah keluar.').waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor()
    assert.equal(await page.getByText('Contoh Operator Loket').count(), 0)
    await page.context().close()
  })
})
