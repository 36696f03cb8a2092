import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { openApplication } from '../support/agency-application.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const CODE = 'karanganyar-kesehatan-2026'
const SCENARIOS = [
  'login-failed',
  'address-not-registered',
  'quota-exhausted',
  'outside-hours',
  'agency-inactive',
  'credential-inactive',
  'registry-unavailable',
]
const EYES = ['PC-20', 'PC-21', 'PC-22', 'PC-23']

describe('a proof of concept in the portal', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let examiner: Page
  let pic: Page
  before(async () => {
    portal = await openWebPortal()
    examiner = await at('evaluator.dukcapil')
    pic = await at('pic.dinkes')
  })
  after(() => portal.close())

  /** The page of the demo's proof, by somebody in a session of their own. */
  async function at(username: string): Promise<Page> {
    const page = await portal.resume(username)
    await page.goto(`${portal.address}/perjanjian/${CODE}/poc`)
    await page.getByRole('table', { name: 'Daftar periksa PoC' }).waitFor()
    return page
  }

  const rowOf = (page: Page, rule: string) =>
    page.getByRole('table', { name: 'Daftar periksa PoC' }).getByRole('row').filter({ hasText: rule })

  function application() {
    const credential = portal.credentials.find(({ userId }) => userId === 'dinkes.karanganyar.dev')
    assert.ok(credential !== undefined)
    const { userId, password: secret, paths } = credential
    return openApplication({ address: portal.address, path: paths[0] ?? '', userId, secret })
  }

  async function tick(rule: string) {
    await examiner.getByRole('button', { name: `Catat ${rule}` }).click()
    const dialog = examiner.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Memenuhi', exact: true }).check()
    await dialog.getByRole('textbox', { name: 'Apa yang Anda lihat' }).fill('Ditunjukkan di layar.')
    await dialog.getByRole('button', { name: 'Simpan catatan' }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  it('the agency’s developers see what the log sees, a few seconds later, and what is missing', async () => {
    const niks = await pic
      .getByRole('table', { name: 'NIK uji' })
      .locator('tbody tr td:nth-child(2)')
      .allInnerTexts()
    assert.equal(niks.length, 6)
    const program = application()
    for (const nik of niks) await program.once(nik.trim())
    for (const rule of ['PC-01', 'PC-02', 'PC-03', 'PC-04', 'PC-05', 'PC-06']) {
      await rowOf(pic, rule).getByText('Memenuhi', { exact: true }).waitFor()
    }
    await pic.getByText(/Belum: PC-07/).waitFor()
    assert.equal(await pic.getByRole('button', { name: /^Catat/ }).count(), 0)
    assert.equal(await pic.getByRole('button', { name: 'Berlakukan' }).count(), 0)
  })

  it('the examiner switches scenarios, and ticks what only eyes can tell', async () => {
    const [nik = ''] = await pic
      .getByRole('table', { name: 'NIK uji' })
      .locator('tbody tr td:nth-child(2)')
      .allInnerTexts()
    for (const scenario of SCENARIOS) {
      await examiner.getByRole('combobox', { name: 'Skenario yang diberlakukan' }).selectOption(scenario)
      const done = examiner.waitForResponse((response) => response.url().endsWith('/scenario'))
      await examiner.getByRole('button', { name: 'Berlakukan' }).click()
      assert.equal((await done).status(), 204)
      await application().once(nik.trim())
    }
    for (const rule of EYES) await tick(rule)
    await examiner.getByText('Semua terpenuhi.').waitFor()
    await examiner.getByRole('button', { name: 'Akhiri uji' }).click()
    await examiner.getByRole('dialog').getByRole('button', { name: 'Akhiri uji' }).click()
    await examiner.getByText('Menunggu hasil dari petugas yang tidak ikut menguji.').waitFor()
    assert.equal(await examiner.getByRole('button', { name: 'Tetapkan hasil' }).count(), 0)
  })

  it('somebody else gives the result, and the agency reads it', async () => {
    const officer = await at('perjanjian.dukcapil')
    await officer.getByRole('button', { name: 'Tetapkan hasil' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Lulus', exact: true }).check()
    await dialog.getByRole('button', { name: 'Tetapkan' }).click()
    await dialog
      .getByRole('textbox', { name: 'Kata sandi Anda' })
      .fill(portal.accountOf('perjanjian.dukcapil').password)
    await dialog
      .getByRole('textbox', { name: 'Kode kedua' })
      .fill(await portal.codeFor('perjanjian.dukcapil'))
    await dialog.getByRole('button', { name: 'Tetapkan' }).click()
    await officer.getByText('Lulus. Laporan ada di antara suratnya.').waitFor({ timeout: 20_000 })
    await pic.reload()
    await pic.getByText('Lulus. Laporan ada di antara suratnya.').waitFor()
    await pic.getByRole('link', { name: /^Buka Surat hasil PoC/ }).waitFor()
  })

  it('PK-09 the integration pack is one download', async () => {
    const fetched = pic.waitForEvent('download')
    await pic.getByRole('link', { name: 'Unduh paket integrasi' }).click()
    const download = await fetched
    assert.match(download.suggestedFilename(), /^paket-integrasi-karanganyar-kesehatan-2026-v[0-9]+\.zip$/)
    const stream = await download.createReadStream()
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(Buffer.from(chunk))
    const paths = Object.keys(unzipSync(Buffer.concat(chunks)))
    assert.ok(
      paths.some((path) => path.endsWith('/surat-contoh/nda.pdf')),
      paths.join('\n'),
    )
  })
})
