import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { ask, foundAnswer } from '../support/desk.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const AGENCY = 'Dinas Kesehatan Kabupaten Karanganyar'
const REASON = 'Penyalahgunaan data sedang diperiksa'

describe('an agency suspended on one server, called for on another', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let nik: string
  before(async () => {
    portal = await openWebPortal()
    nik = portal.residents.active[0] ?? ''
  })
  after(() => portal.close())

  /** Calls as the agency's program does. */
  async function callOf(address: string): Promise<string> {
    const credential = portal.credentials.find(({ userId }) => userId === 'dinkes.karanganyar')
    const response = await fetch(`${address}${credential?.paths[0] ?? ''}`, {
      method: 'POST',
      body: JSON.stringify({ user_id: credential?.userId, password: credential?.password, nik: Number(nik) }),
    })
    return response.text()
  }

  /** Of the last question that reached the gate. */
  async function lastOutcome(): Promise<string | undefined> {
    const client = new pg.Client({ connectionString: portal.databaseUrl })
    await client.connect()
    const { rows } = await client.query<{ outcome: string }>(
      'select outcome from audit_entry where nik_hash is not null order by seq desc limit 1',
    )
    await client.end()
    return rows[0]?.outcome
  }

  async function suspend(page: Page) {
    await page.getByRole('link', { name: 'Instansi', exact: true }).click()
    await page.getByRole('link', { name: AGENCY }).click()
    await page.getByRole('button', { name: 'Tangguhkan' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill(REASON)
    await dialog.getByRole('button', { name: 'Tangguhkan' }).click()
    await dialog
      .getByRole('textbox', { name: 'Kata sandi Anda' })
      .fill(portal.accountOf('admin.dukcapil').password)
    await dialog.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor('admin.dukcapil'))
    const done = page.waitForResponse(
      (response) => response.url().endsWith('/suspension') && response.status() < 300,
    )
    await dialog.getByRole('button', { name: 'Tangguhkan' }).click()
    await done
  }

  it('the very next call of its operator and of its program is refused, with the reason', async () => {
    const { address } = await portal.openNode()
    const operator = await portal.enter('operator.dinkes')
    await operator.goto(`${address}/cek-nik`)
    await ask(operator, nik)
    await foundAnswer(operator).waitFor()
    await operator.keyboard.press('Escape')
    assert.match(await callOf(address), /NAMA_LGKP/)

    const office = await portal.enter('admin.dukcapil')
    await suspend(office)

    const answered = operator.waitForResponse((response) => response.url().endsWith('/verifications'))
    const [program] = await Promise.all([callOf(address), ask(operator, nik)])
    // All that the profile of this User ID says of a closed agency; the audit log has the reason.
    assert.match(program, /"RESPON":"Login Gagal"/)
    assert.doesNotMatch(program, /NAMA_LGKP/)
    assert.equal(await lastOutcome(), 'agency-inactive')
    assert.equal((await answered).status(), 401)
    // Every session of the agency is over, and its holder is told why (SP-06); so is who signs in again.
    await operator.getByText('Akun atau instansi Anda ditangguhkan').waitFor()
    await operator.getByRole('textbox', { name: 'Nama pengguna' }).fill('operator.dinkes')
    await operator
      .getByRole('textbox', { name: 'Kata sandi' })
      .fill(portal.accountOf('operator.dinkes').password)
    const again = operator.waitForResponse((response) => response.url().endsWith('/api/portal/session'))
    await operator.keyboard.press('Enter')
    assert.equal((await again).status(), 403)
    await operator.getByText('Akun atau instansi Anda ditangguhkan').first().waitFor()
    assert.equal(new URL(operator.url()).origin, address)

    await office.getByText('Ditangguhkan', { exact: true }).first().waitFor()
    await operator.context().close()
    await office.context().close()
  })
})
