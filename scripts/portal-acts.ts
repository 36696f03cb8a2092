import type { Page } from 'playwright-core'

/** What people do on the pages, for whoever makes pictures of them. */
export const go = (path: string) => async (page: Page) => {
  await page.goto(new URL(path, page.url()).href)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
}

/** Fills in the question and sends it. */
export const sendNik = (nik: string) => async (page: Page) => {
  await page.getByRole('textbox', { name: 'NIK', exact: true }).fill(nik)
  const purpose = page.getByRole('combobox', { name: 'Keperluan' })
  if ((await purpose.inputValue()) === '') await purpose.selectOption({ index: 1 })
  await page.getByRole('textbox', { name: 'No. berkas' }).fill('2026/114')
  await page.getByRole('textbox', { name: 'NIK', exact: true }).press('Enter')
}

export const askNik = (nik: string) => async (page: Page) => {
  await sendNik(nik)(page)
  await page.getByRole('timer').waitFor()
}

export const openDialog = (button: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click()
  await page.getByRole('dialog').waitFor()
}

export const openFirst = (page: Page, name?: RegExp) =>
  page
    .getByRole('main')
    .getByRole('table')
    .getByRole('link', name === undefined ? {} : { name })
    .first()
    .click()
