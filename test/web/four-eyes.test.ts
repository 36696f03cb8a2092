import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

describe('four eyes in the portal', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  async function prove(page: Page, username: string) {
    const account = portal.accounts.find((one) => one.username === username)
    await page.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(account?.password ?? '')
    await page.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor(username))
  }

  /** Asks for a User ID and ends on the page of the proposal. */
  async function proposeCredential(page: Page, network: string) {
    await page.getByRole('link', { name: 'Kredensial' }).click()
    await page.getByRole('button', { name: 'Terbitkan kredensial' }).click()
    const form = page.getByRole('form', { name: 'Terbitkan kredensial' })
    await form.getByText('berlaku setelah disetujui petugas lain').waitFor()
    await form.getByRole('combobox', { name: 'Perjanjian' }).selectOption('karanganyar-kesehatan-2026')
    await form.getByRole('combobox', { name: 'Jenis' }).selectOption('development')
    await form.getByRole('textbox', { name: /Alamat IP LAN/ }).fill(network)
    await form.getByRole('textbox', { name: 'Alasan' }).fill('Surat permintaan nomor 12')
    await form.getByRole('button', { name: 'Ajukan' }).click()
    await prove(page, 'admin.dukcapil')
    await form.getByRole('button', { name: 'Ajukan' }).click()
    await page.getByRole('heading', { level: 1, name: 'Terbitkan kredensial' }).waitFor()
  }

  async function faultsOf(page: Page) {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  }

  it('what one person asks for, another approves; the first then fetches the secret once', async () => {
    const admin = await portal.enter('admin.dukcapil')
    await proposeCredential(admin, '10.88.0.61')
    const path = new URL(admin.url()).pathname
    await admin.getByText('Ini usulan Anda sendiri; petugas lain yang memutuskan.').waitFor()
    const own = admin.getByRole('button', { name: 'Setujui' })
    assert.equal(await own.getAttribute('aria-disabled'), 'true')
    await own.click({ force: true })
    assert.equal(await admin.getByRole('dialog').count(), 0)

    const officer = await portal.enter('perjanjian.dukcapil')
    await officer.getByRole('link', { name: /Persetujuan.*1 menunggu keputusan Anda/ }).click()
    await officer
      .getByRole('table', { name: 'Usulan' })
      .getByRole('link', { name: 'Terbitkan kredensial' })
      .click()
    await officer.getByText('Surat permintaan nomor 12').waitFor()
    await officer.getByText('10.88.0.61').waitFor()
    assert.deepEqual(await faultsOf(officer), [])
    await officer.getByRole('button', { name: 'Setujui' }).click()
    const dialog = officer.getByRole('dialog', { name: 'Setujui: Terbitkan kredensial?' })
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Surat sudah diperiksa')
    await dialog.getByRole('button', { name: 'Setujui' }).click()
    await prove(officer, 'perjanjian.dukcapil')
    await dialog.getByRole('button', { name: 'Setujui' }).click()
    await dialog.waitFor({ state: 'detached' })
    await officer.getByText('Disetujui').waitFor()
    assert.equal(await officer.getByRole('button', { name: 'Ambil sekarang' }).count(), 0)
    await officer.context().close()

    await admin.goto(`${portal.address}${path}`)
    await admin.getByRole('button', { name: 'Ambil sekarang' }).click()
    await admin.getByText('Serahkan dengan Berita Acara Serah Terima.').waitFor()
    assert.match(await admin.locator('.secret').innerText(), /^[A-Za-z0-9]{24}$/)
    await admin.reload()
    await admin.getByText('Rahasia dari usulan ini sudah diambil.').waitFor()
    await admin.context().close()
  })

  it('an auditor reads proposals and answers none; who has no part in it finds the door closed', async () => {
    const auditor = await portal.enter('auditor.dukcapil')
    await auditor.goto(`${portal.address}/persetujuan`)
    await auditor.getByRole('heading', { level: 1, name: 'Persetujuan' }).waitFor()
    assert.deepEqual(await faultsOf(auditor), [])
    await auditor.getByRole('combobox', { name: 'Saring menurut keadaan' }).selectOption('rejected')
    await auditor.getByText('Tidak ada usulan untuk saringan ini.').waitFor()
    await auditor.getByRole('combobox', { name: 'Saring menurut keadaan' }).selectOption('approved')
    await auditor.getByRole('table', { name: 'Usulan' }).getByRole('link').first().click()
    await auditor.getByText('Surat sudah diperiksa').waitFor()
    assert.deepEqual(await auditor.getByRole('main').getByRole('button').allInnerTexts(), [])
    await auditor.context().close()

    const evaluator = await portal.enter('evaluator.dukcapil')
    assert.equal(await evaluator.getByRole('link', { name: 'Persetujuan' }).count(), 0)
    await evaluator.goto(`${portal.address}/persetujuan`)
    await evaluator
      .getByRole('heading', { level: 1, name: 'Halaman ini tertutup untuk peran Anda' })
      .waitFor()
    await evaluator.context().close()
  })

  it('fits a phone, in the dark', async () => {
    const page = await portal.enter('pusat.dukcapil', {
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    })
    for (const path of ['/persetujuan', '/persetujuan/1']) {
      await page.goto(`${portal.address}${path}`)
      await page.getByRole('main').getByText('Disetujui').first().waitFor()
      assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 390, path)
      assert.deepEqual(await faultsOf(page), [], path)
    }
    await page.context().close()
  })
})
