import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, foundAnswer } from '../support/desk.ts'
import { specimenPdf } from '../support/specimen-files.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const CODE = 'karanganyar-kesehatan-2026'
const NAMED = 'NDA (menjaga kerahasiaan) Contoh Operator Baru'

describe('access stands on statements', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let nik: string
  let operator: Page
  before(async () => {
    portal = await openWebPortal()
    nik = portal.residents.active[0] ?? ''
    operator = await portal.enter('operator.baru')
  })
  after(() => portal.close())

  async function prove(page: Page, username: string) {
    const asked = page.getByRole('textbox', { name: 'Kata sandi Anda' })
    await asked.fill(portal.accountOf(username).password)
    await page.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor(username))
  }

  /** Asks as the operator and waits for the words of the refusal. */
  async function refusedWith(words: RegExp) {
    await ask(operator, nik)
    await operator.getByRole('region', { name: 'Pengguna tidak aktif' }).getByText(words).waitFor()
  }

  /** Decides about the statement as the agreement officer. */
  async function decide(page: Page, act: string, reason: string, isProven: boolean) {
    await page.getByRole('button', { name: `${act} ${NAMED}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill(reason)
    await dialog.getByRole('button', { name: act, exact: true }).click()
    if (!isProven) {
      await prove(page, 'perjanjian.dukcapil')
      await dialog.getByRole('button', { name: act, exact: true }).click()
    }
    await dialog.waitFor({ state: 'detached' })
  }

  it('an operator without an NDA is told so, and asks once it is signed, handed in and accepted', async () => {
    await refusedWith(/NDA \(surat menjaga kerahasiaan\) Anda belum ada/)

    const head = await portal.enter('kepala.dinkes')
    await head.getByRole('link', { name: 'Pernyataan', exact: true }).click()
    await head
      .getByRole('row', { name: /Contoh Operator Baru/ })
      .getByRole('link')
      .click()
    const opened = await head.request.get(
      `${portal.address}${await head
        .getByRole('link', { name: /^Buka surat/ })
        .first()
        .getAttribute('href')}`,
    )
    assert.equal((await opened.body()).subarray(0, 5).toString(), '%PDF-')
    await head.getByRole('button', { name: `Serahkan ${NAMED}` }).click()
    const dialog = head.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Serahkan' }).click()
    await dialog.getByText('Pilih berkas pindaiannya.').waitFor()
    await dialog
      .getByLabel('Pindaian surat bertanda tangan')
      .setInputFiles({ name: 'nda.pdf', mimeType: 'application/pdf', buffer: specimenPdf() })
    await dialog.getByRole('textbox', { name: 'Tanggal tanda tangan' }).fill('05-01-2026')
    await dialog.getByRole('button', { name: 'Serahkan' }).click()
    await dialog.waitFor({ state: 'detached' })
    await head.getByText('Menunggu pemeriksaan kantor').first().waitFor()
    await head.context().close()
    await refusedWith(/Anda belum ada/)

    const officer = await portal.enter('perjanjian.dukcapil')
    await officer.goto(`${portal.address}/perjanjian/${CODE}/pernyataan`)
    await decide(officer, 'Terima', 'Tanda tangan dan meterai sesuai', false)
    await ask(operator, nik)
    await foundAnswer(operator).waitFor()

    await decide(officer, 'Cabut', 'Penanda tangan sudah pindah tugas', true)
    await refusedWith(/Anda belum ada/)
    await officer.context().close()
  })

  it('an agreement is suspended with its letter; the very next call is refused, and the page tells the last one', async () => {
    const desk = await portal.enter('operator.dinkes')
    await ask(desk, nik)
    await foundAnswer(desk).waitFor()

    const officer = await portal.resume('perjanjian.dukcapil')
    await officer.goto(`${portal.address}/perjanjian/${CODE}/akhir`)
    await officer.getByRole('combobox', { name: 'Dasar' }).selectOption('breach-suspected')
    await officer.getByText('dinkes.karanganyar').first().waitFor()
    await officer.getByRole('button', { name: 'Tangguhkan akses' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Laporan dugaan penyalahgunaan diperiksa')
    await dialog.getByRole('button', { name: 'Tangguhkan akses' }).click()
    const isAsked = officer.getByRole('textbox', { name: 'Kata sandi Anda' })
    const done = officer.getByText('Perjanjian ini sedang ditangguhkan.')
    await isAsked.or(done).first().waitFor()
    if (await isAsked.isVisible()) {
      await prove(officer, 'perjanjian.dukcapil')
      await dialog.getByRole('button', { name: 'Tangguhkan akses' }).click()
    }
    await officer.getByText('Perjanjian ini sedang ditangguhkan.').waitFor()
    await ask(desk, nik)
    await desk.getByRole('region', { name: 'Instansi tidak aktif' }).waitFor()

    await officer.reload()
    const history = officer.getByRole('table', { name: 'Yang sudah diputuskan' })
    await history.getByText('Ditangguhkan').waitFor()
    assert.equal(await history.getByText('tidak ada panggilan').count(), 0)
    const letter = await history.getByRole('link', { name: 'Buka surat' }).getAttribute('href')
    const opened = await officer.request.get(`${portal.address}${letter}`)
    assert.equal((await opened.body()).subarray(0, 5).toString(), '%PDF-')
    await officer.context().close()
    await desk.context().close()
  })
})
