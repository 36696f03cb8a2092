import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { importAgreement, readAgreementFile } from '../../src/agreements/index.ts'
import { openPool, type Pool } from '../../src/kernel/database.ts'
import { migrate } from '../../src/kernel/migrate.ts'
import { type OfficesPortal, openOfficesPortal } from '../support/offices-portal.ts'
import { typeAgreement } from '../support/type-agreement.ts'
import { NO_CHROMIUM } from '../support/web-portal.ts'

const FILES = join(import.meta.dirname, '../../demo/agreements')

/** The one with most elements is typed; the others come from a file into the same form. */
const TYPED = 'jawa-barat-tenaga-kerja-2021'
const LOADED = [
  'karanganyar-rsud-2020',
  'karanganyar-tenaga-kerja-2020',
  'karanganyar-kesehatan-2022',
  'purbalingga-tenaga-kerja-2025',
]

function agreementOf(code: string) {
  const read = readAgreementFile(readFileSync(join(FILES, `${code}.json`), 'utf8'))
  assert.ok(read.kind === 'read')
  return { ...read.agreement, code }
}

/** Everything that an agreement is in the database, but for keys and the time of entering. */
const EVERYTHING = `
select to_jsonb(a) - '{id,office_id,agency_id,renews_id,central_approval_id,created_at,state_changed_at}'::text[] as agreement,
  (select jsonb_agg(to_jsonb(t) - '{id,agreement_id,created_at}'::text[] order by t.version)
   from agreement_term t where t.agreement_id = a.id) as terms,
  (select to_jsonb(c) - '{id,office_id}'::text[] from central_approval c where c.id = a.central_approval_id) as approval,
  (select to_jsonb(g) - '{id,office_id,created_at}'::text[] from user_agency g where g.id = a.agency_id) as agency,
  (select jsonb_agg(w.name order by w.name) from work_unit w where w.agency_id = a.agency_id) as units,
  (select to_jsonb(o) - '{id,created_at}'::text[] from office o where o.id = a.office_id) as office
from agreement a where a.code = $1`

describe('the five agreements, entered through the portal from nothing', { skip: NO_CHROMIUM }, () => {
  let portal: OfficesPortal
  /** The same agreements, imported as files. */
  let imported: Pool
  before(async () => {
    const offices = new Map(
      [TYPED, ...LOADED].map(agreementOf).map(({ civilRegistry }) => [civilRegistry.region, civilRegistry]),
    )
    portal = await openOfficesPortal([...offices.values()])
    await portal.pool.query('create database imported')
    const url = portal.databaseUrl.replace(/[^/]+$/, 'imported')
    await migrate(url)
    imported = openPool({ url, applicationName: 'gapura test imported' })
    await imported.query('select audit_prepare_months(current_date)')
    for (const code of [TYPED, ...LOADED]) {
      const result = await importAgreement(imported, agreementOf(code), { by: 'uji' })
      assert.equal(result.kind, 'imported', code)
    }
  })
  after(async () => {
    await imported.end()
    await portal.close()
  })

  const REASON = 'Naskah bertanda tangan sudah diperiksa'

  async function prove(page: Page, username: string) {
    await page.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(portal.accountOf(username).password)
    await page.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor(username))
  }

  /** Sends the form, proving the person where that is asked for; ends on the page of the proposal. */
  async function propose(page: Page, username: string): Promise<string> {
    const proposal = page.getByRole('heading', { level: 1, name: 'Masukkan perjanjian', exact: true })
    const proof = page.getByRole('textbox', { name: 'Kata sandi Anda' })
    await page.keyboard.press('Control+Enter')
    await proposal.or(proof).waitFor()
    if (await proof.isVisible()) {
      await prove(page, username)
      await page.keyboard.press('Control+Enter')
    }
    await proposal.waitFor()
    return new URL(page.url()).pathname
  }

  async function approve(page: Page, username: string, path: string) {
    await page.goto(`${portal.address}${path}`)
    await page.getByRole('button', { name: 'Setujui' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Sama dengan naskah aslinya')
    const proof = dialog.getByRole('textbox', { name: 'Kata sandi Anda' })
    await dialog.getByRole('button', { name: 'Setujui' }).click()
    await proof
      .or(page.getByText('Disetujui', { exact: true }))
      .first()
      .waitFor()
    if (await proof.isVisible()) {
      await prove(page, username)
      await dialog.getByRole('button', { name: 'Setujui' }).click()
    }
    await dialog.waitFor({ state: 'detached' })
  }

  async function compare(code: string) {
    const [[here], [there]] = [
      (await portal.pool.query(EVERYTHING, [code])).rows,
      (await imported.query(EVERYTHING, [code])).rows,
    ]
    assert.ok(there !== undefined)
    assert.deepEqual(here, there)
  }

  it('Jawa Barat is typed, field by field with the keyboard, and grants what the imported one grants', async () => {
    const page = await portal.enter('petugas.32')
    await page.getByRole('link', { name: 'Perjanjian', exact: true }).click()
    await page.getByRole('link', { name: 'Masukkan perjanjian' }).click()
    await page.getByRole('textbox', { name: 'Nomor Pihak Kesatu' }).waitFor()
    const file = agreementOf(TYPED)
    await typeAgreement(page, file, REASON)
    const path = await propose(page, 'petugas.32')
    const admin = await portal.enter('admin.32')
    await admin.goto(`${portal.address}${path}`)
    await admin.getByText(file.number.userAgency).waitFor()
    await approve(admin, 'admin.32', path)
    await compare(TYPED)
    await page.context().close()
    await admin.context().close()
  })

  for (const code of LOADED) {
    it(`${code} is loaded into the form from its file, and grants what the imported one grants`, async () => {
      const file = agreementOf(code)
      const [officer, administrator] = [
        `petugas.${file.civilRegistry.region}`,
        `admin.${file.civilRegistry.region}`,
      ]
      const page = await portal.resume(officer)
      await page.goto(`${portal.address}/perjanjian/baru`)
      const name = `${code}.json`
      await page
        .getByLabel('Muat dari berkas JSON')
        .first()
        .setInputFiles({ name, mimeType: 'application/json', buffer: readFileSync(join(FILES, name)) })
      await page.getByText(`Isi ${name} sudah dimuat`).waitFor()
      await page.getByRole('textbox', { name: 'Kode di Gapura' }).fill(code)
      await page.getByRole('textbox', { name: 'Alasan' }).fill(REASON)
      const path = await propose(page, officer)
      const admin = await portal.resume(administrator)
      await approve(admin, administrator, path)
      await compare(code)
      await page.context().close()
      await admin.context().close()
    })
  }
})

describe('the form of an agreement', { skip: NO_CHROMIUM }, () => {
  let portal: OfficesPortal
  before(async () => {
    portal = await openOfficesPortal([agreementOf(TYPED).civilRegistry])
  })
  after(() => portal.close())

  it('says every fault at once, leads to each, and loses nothing by it or by a reload', async () => {
    const page = await portal.enter('petugas.32')
    await page.goto(`${portal.address}/perjanjian/baru`)
    const users = page.getByRole('textbox', { name: 'Jumlah User ID produksi' })
    const addresses = page.getByRole('textbox', { name: 'Alamat IP LAN 1' })
    await users.fill('dua')
    await addresses.fill('10.10.0.999')
    await page.getByRole('textbox', { name: 'Alasan' }).fill('Naskah bertanda tangan sudah diperiksa')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(portal.accountOf('petugas.32').password)
    await page.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor('petugas.32'))
    await page.keyboard.press('Control+Enter')
    const summary = page.getByRole('alert')
    await summary.getByText('isian yang perlu diperbaiki').waitFor()
    await summary.getByRole('link', { name: 'Alamat IP LAN 1' }).click()
    assert.equal(await page.locator(':focus').getAttribute('aria-label'), 'Alamat IP LAN 1')
    assert.equal(await addresses.getAttribute('aria-invalid'), 'true')
    await page.reload()
    await page.getByText('Isian yang belum diajukan dipulihkan').waitFor()
    assert.deepEqual([await users.inputValue(), await addresses.inputValue()], ['dua', '10.10.0.999'])
    await page.getByRole('button', { name: 'Keluar' }).click()
    await page.getByRole('textbox', { name: 'Nama pengguna' }).waitFor()
    assert.equal(await page.evaluate('sessionStorage.length'), 0)
    await page.context().close()
  })
})
