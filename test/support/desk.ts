import type { Page } from 'playwright-core'

/** The pieces of Cek NIK by the names that an operator knows them by. */
export const nikField = (page: Page) => page.getByRole('textbox', { name: 'NIK', exact: true })

export const caseField = (page: Page) => page.getByRole('textbox', { name: 'No. berkas' })

export const foundAnswer = (page: Page) => page.getByRole('region', { name: 'Data ditemukan', exact: true })

/** The value that stands under a label of the answer. */
export const shownValue = (page: Page, label: string) => page.locator(`dt:text-is("${label}") + dd`)

/** Asks by keyboard. Where the agreement leaves a choice, the first purpose. */
export async function ask(page: Page, nik: string, caseNumber = '2026/114'): Promise<void> {
  await nikField(page).fill(nik)
  const purpose = page.getByRole('combobox', { name: 'Keperluan' })
  if ((await purpose.inputValue()) === '') await purpose.selectOption({ index: 1 })
  await caseField(page).fill(caseNumber)
  await nikField(page).press('Enter')
}
