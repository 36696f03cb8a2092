import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, caseField, foundAnswer, nikField } from '../support/desk.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

describe('a server that is killed and started under an open page', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  const notice = (page: Page) => page.getByRole('alert').filter({ hasText: 'Server tidak menjawab.' })

  it('a question asked meanwhile is not lost: one more Enter, and the answer is there', async () => {
    const [nik = ''] = portal.residents.active
    const page = await portal.resume('operator.naker')
    await nikField(page).waitFor()
    await portal.restart(async () => {
      await ask(page, nik)
      await notice(page).waitFor()
    }, 'kill')
    await notice(page).waitFor({ state: 'detached' })
    assert.equal((await nikField(page).inputValue()).replaceAll(' ', ''), nik)
    assert.equal(await caseField(page).inputValue(), '2026/114')
    await nikField(page).press('Enter')
    await foundAnswer(page).waitFor()
    await page.context().close()
  })

  it('a page that was never open before comes as soon as the server is back', async () => {
    const page = await portal.resume('operator.dinkes')
    await nikField(page).waitFor()
    await portal.restart(async () => {
      await page.getByRole('link', { name: 'Riwayat saya' }).click()
      await notice(page).waitFor()
    }, 'kill')
    await notice(page).waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: 'Riwayat saya' }).waitFor()
    await page.getByText('Belum ada pertanyaan.').waitFor()
    await page.context().close()
  })

  it('a reason written into a dialog stays, and is sent when the server is back', async () => {
    const reason = 'Permintaan tertulis kepala instansi'
    const page = await portal.resume('admin.dukcapil')
    await page.getByRole('link', { name: 'Kredensial', exact: true }).click()
    await page.getByRole('button', { name: 'Tangguhkan operator.dinkes@portal' }).click()
    const dialog = page.getByRole('dialog')
    const field = dialog.getByRole('textbox', { name: 'Alasan' })
    await field.fill(reason)
    await portal.restart(async () => {
      await dialog.getByRole('button', { name: 'Tangguhkan' }).click()
      await dialog.getByText('Server belum dapat dihubungi.').waitFor()
    }, 'kill')
    await notice(page).waitFor({ state: 'detached' })
    assert.equal(await field.inputValue(), reason)
    await dialog.getByRole('button', { name: 'Tangguhkan' }).click()
    await dialog.getByRole('textbox', { name: 'Kata sandi Anda' }).waitFor()
    await page.context().close()
  })
})
