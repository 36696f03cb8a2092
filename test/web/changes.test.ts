import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { ask } from '../support/desk.ts'
import { specimenPdf } from '../support/specimen-files.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const AGREEMENT = '/perjanjian/karanganyar-kesehatan-2026'

describe('a change of an agreement, each role in its own session', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  /** Does an act on the page of a change, with the password again where it is asked for. */
  async function act(
    page: Page,
    username: string,
    name: string,
    fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
  ) {
    await page.getByRole('button', { name, exact: true }).click()
    const dialog = page.getByRole('dialog', { name })
    await fill?.(dialog)
    const submit = dialog.getByRole('button', { name, exact: true })
    await submit.click()
    const password = dialog.getByRole('textbox', { name: 'Kata sandi Anda' })
    const done = dialog.waitFor({ state: 'detached' })
    if (
      await Promise.race([
        done.then(() => false),
        password.waitFor().then(
          () => true,
          () => false,
        ),
      ])
    ) {
      await password.fill(portal.accountOf(username).password)
      await dialog.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor(username))
      await submit.click()
    }
    await done
  }

  async function open(username: string, path: string) {
    const page = await portal.resume(username)
    await page.goto(`${portal.address}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }

  const askOnce = async (page: Page) => {
    await ask(page, portal.residents.active[1] ?? '')
    await page.getByRole('timer').waitFor()
    await page.keyboard.press('Escape')
  }

  it('goes from its letter to its effect, and the calls follow; a refusal of then is told by its rule', async () => {
    const operator = await portal.enter('operator.dinkes')
    await askOnce(operator)
    await askOnce(operator)

    const pic = await open('pic.dinkes', `${AGREEMENT}/perubahan`)
    await pic.getByRole('button', { name: 'Ajukan perubahan' }).click()
    await pic.getByRole('radio', { name: /^Kuota/ }).check()
    await pic.getByRole('checkbox', { name: 'Tanpa batas' }).uncheck()
    await pic.getByRole('textbox', { name: 'Hit per hari' }).fill('1')
    await pic.getByRole('textbox', { name: 'Alasan perubahan' }).fill('uji coba pembatasan')
    await pic.getByRole('textbox', { name: 'Nomor surat instansi' }).fill('440/77/2026')
    await pic.getByRole('textbox', { name: 'Tanggal surat instansi' }).fill('05-01-2026')
    await pic.getByRole('button', { name: 'Simpan' }).click()
    await pic.getByText('Surat permohonan perubahan belum dilampirkan.').waitFor()
    const path = new URL(pic.url()).pathname
    await pic.getByLabel('Pilih berkas').setInputFiles({
      name: 'surat.pdf',
      mimeType: 'application/pdf',
      buffer: specimenPdf(),
    })
    await pic.getByRole('button', { name: 'Lampirkan' }).click()
    await pic.getByRole('link', { name: 'surat.pdf' }).waitFor()
    await pic.getByRole('button', { name: 'Jalankan simulasi' }).click()
    const rows = pic.getByRole('table', { name: 'Yang berubah, menurut unit dan sebab' })
    await rows.waitFor()
    assert.match(await rows.innerText(), /kini ditolak\s+kuota\s+1\s+50%/)
    await pic.context().close()

    const head = await open('kepala.dinkes', path)
    await act(head, 'kepala.dinkes', 'Ajukan ke Disdukcapil')

    const officer = await open('perjanjian.dukcapil', path)
    await act(officer, 'perjanjian.dukcapil', 'Nyatakan lengkap')
    await act(officer, 'perjanjian.dukcapil', 'Terbitkan surat')
    await officer.getByText('Adendum Pertama').first().waitFor()
    const seen = (dialog: ReturnType<Page['getByRole']>) =>
      dialog.getByRole('checkbox', { name: /sudah dilihat/ }).check()
    await head.reload()
    await act(head, 'kepala.dinkes', 'Catat tanda tangan Pihak Kedua', seen)
    await officer.reload()
    await act(officer, 'perjanjian.dukcapil', 'Catat tanda tangan Pihak Kesatu', seen)
    await act(officer, 'perjanjian.dukcapil', 'Berlakukan')
    await officer.getByRole('heading', { level: 1, name: 'Berlakukan adendum' }).waitFor()
    const proposal = new URL(officer.url()).pathname

    const admin = await open('admin.dukcapil', proposal)
    await admin.getByRole('button', { name: 'Setujui' }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Surat sudah diperiksa')
    const approve = dialog.getByRole('button', { name: 'Setujui' })
    await approve.click()
    await dialog
      .getByRole('textbox', { name: 'Kata sandi Anda' })
      .fill(portal.accountOf('admin.dukcapil').password)
    await dialog.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor('admin.dukcapil'))
    await approve.click()
    await dialog.waitFor({ state: 'detached' })

    await head.goto(`${portal.address}${AGREEMENT}/ketentuan`)
    const difference = head.getByRole('table', { name: 'Beda dua versi' })
    await difference.waitFor()
    assert.match(await difference.innerText(), /tanpa batas\s+1 per hari/)

    await ask(operator, portal.residents.active[1] ?? '')
    await operator.getByText('Kuota akses hari ini telah habis').waitFor()

    const auditor = await open('auditor.dukcapil', '/jejak-audit?outcome=quota-exhausted')
    await auditor.getByRole('main').getByRole('table').getByRole('link').first().click()
    await auditor.getByRole('heading', { level: 2, name: 'Keputusan diulang' }).waitFor()
    await auditor.getByText('Sama: keputusan yang diulang sama dengan yang tercatat.').waitFor()
    await auditor.getByText('2 terpakai dari 1').waitFor()
  })
})
