import type { Page } from 'playwright-core'
import { specimenPdf } from './specimen-files.ts'
import type { WebPortal } from './web-portal.ts'

/** A scan of a signed paper. */
export const SCAN = { name: 'pindaian.pdf', mimeType: 'application/pdf', buffer: specimenPdf() }

/** Gives password and second factor where they are asked for, and presses the button once more. */
export async function pressAndProve(portal: WebPortal, page: Page, username: string, label: string) {
  const place =
    (await page.getByRole('dialog').count()) > 0 ? page.getByRole('dialog') : page.getByRole('main')
  const button = place.getByRole('button', { name: label, exact: true }).last()
  const answered = page.waitForResponse(
    (response) =>
      response.url().includes('/api/portal/') && !['GET', 'PUT'].includes(response.request().method()),
  )
  await button.click()
  if ((await answered).status() !== 403) return
  await place.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(portal.accountOf(username).password)
  await place.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor(username))
  await button.click()
}

type Given = {
  /** What is typed, by label. */
  texts?: Readonly<Record<string, string>>
  /** Whether a scan is attached. */
  scan?: boolean
}

/** Does one act of the page of a request, in its dialog. */
export async function doAct(
  portal: WebPortal,
  page: Page,
  username: string,
  label: string,
  { texts = {}, scan = false }: Given = {},
) {
  await page.getByRole('main').getByRole('button', { name: label, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: label })
  await dialog.waitFor()
  for (const [name, text] of Object.entries(texts)) {
    await dialog.getByRole('textbox', { name, exact: true }).fill(text)
  }
  if (scan) await dialog.getByLabel(/Lampiran/).setInputFiles(SCAN)
  await pressAndProve(portal, page, username, label)
  await dialog.waitFor({ state: 'detached' })
}

/** Looks at the page of the request as it is now. */
export async function openRequestPage(portal: WebPortal, page: Page, id: string) {
  await page.goto(`${portal.address}/permohonan/${id}`)
  await page.getByRole('heading', { name: 'Yang dapat dilakukan sekarang' }).waitFor()
}

type Signing = { agency: Page; office: Page; officer: string; signedOn: string }

/** All statements that an agreement asks for: written and handed in by the agency, accepted by the office. */
export async function signStatements(
  portal: WebPortal,
  code: string,
  { agency, office, officer, signedOn }: Signing,
) {
  const statements = `${portal.address}/perjanjian/${code}/pernyataan`
  await agency.goto(statements)
  const make = agency.getByRole('button', { name: /^Buat surat/ })
  await make.first().waitFor()
  while ((await make.count()) > 0) {
    const label = (await make.first().getAttribute('aria-label')) ?? ''
    await make.first().click()
    await agency.getByRole('button', { name: label, exact: true }).waitFor({ state: 'detached' })
  }
  const handIn = agency.getByRole('button', { name: /^Serahkan/ })
  while ((await handIn.count()) > 0) {
    await handIn.first().click()
    const dialog = agency.getByRole('dialog')
    await dialog.getByLabel(/Pindaian/).setInputFiles(SCAN)
    await dialog.getByRole('textbox', { name: 'Tanggal tanda tangan' }).fill(signedOn)
    await dialog.getByRole('button', { name: 'Serahkan' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await office.goto(statements)
  const accept = office.getByRole('button', { name: /^Terima/ })
  await accept.first().waitFor()
  while ((await accept.count()) > 0) {
    await accept.first().click()
    const dialog = office.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Sudah diperiksa dan lengkap')
    await pressAndProve(portal, office, officer, 'Terima')
    await dialog.waitFor({ state: 'detached' })
  }
}
