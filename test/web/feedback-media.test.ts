import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { openPool, type Pool } from '../../src/kernel/database.ts'
import { openNikHasher } from '../../src/kernel/secrets.ts'
import { inventedNik, lookUpAll } from '../support/feedback.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const CODE = 'karanganyar-kesehatan-2026'

describe('feedback on physical media', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let pool: Pool
  before(async () => {
    portal = await openWebPortal()
    pool = openPool({ url: portal.databaseUrl, applicationName: 'uji' })
    // The demo's agreement of this agency names other ways.
    for (const table of ['agreement', 'agreement_document']) {
      const which =
        table === 'agreement' ? 'code = $1' : 'agreement_id = (select id from agreement where code = $1)'
      await pool.query(
        `update ${table} set document = jsonb_set(document, '{feedback,methods}', '["upload", "offline-media"]')
         where ${which}`,
        [CODE],
      )
    }
    const { rows } = await pool.query(
      `select c.office_id as "officeId", c.id as "credentialId", c.agreement_id as "agreementId" from credential c
       join agreement a on a.id = c.agreement_id
       where a.code = $1 and c.kind = 'production' and c.staff_id is null limit 1`,
      [CODE],
    )
    const nikHasher = openNikHasher(join(portal.dataDir, 'secrets', 'nik.key'), { mayMake: false })
    await lookUpAll(pool, nikHasher, rows[0], [1, 2].map(inventedNik))
  })
  after(async () => {
    await pool.end()
    await portal.close()
  })

  const saved = async (page: Page, press: () => Promise<void>) => {
    const download = page.waitForEvent('download')
    await press()
    const file = await download
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
  }

  async function axe(page: Page) {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
      .analyze()
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      [],
    )
  }

  it('FB-90, FB-98 from a key made in the browser to stored rows and their minutes', async () => {
    const agency = await portal.resume('pic.dinkes')
    await agency.goto(`${portal.address}/data-balikan/media`)
    await agency.getByRole('button', { name: 'Buat kunci baru' }).click()
    await agency.getByRole('textbox', { name: 'Pemegang kunci' }).fill('Komputer rekam medis')
    const key = await saved(agency, () =>
      agency.getByRole('button', { name: 'Buat dan simpan kunci' }).click(),
    )
    assert.match(key.bytes.toString(), /^-----BEGIN PRIVATE KEY-----/)
    const dialog = agency.getByRole('dialog')
    const told = (await dialog.locator('strong').last().textContent()) ?? ''
    assert.match(told, /^([0-9a-f]{4} ){3}[0-9a-f]{4}$/)
    await dialog.getByRole('button', { name: 'Sudah tersimpan' }).click()
    await agency.getByText('Menunggu').first().waitFor()
    await axe(agency)

    const officer = await portal.resume('perjanjian.dukcapil')
    await officer.goto(`${portal.address}/data-balikan-media`)
    const row = officer.getByRole('row').filter({ hasText: CODE })
    assert.ok(
      !((await row.textContent()) ?? '').includes(told.slice(0, 4)),
      'what is to be compared is not shown',
    )
    await row.getByRole('button', { name: 'Cocokkan' }).click()
    const compare = officer.getByRole('dialog')
    const accept = compare.getByRole('button', { name: 'Terima kunci' })
    const field = compare.getByRole('textbox', { name: 'Sidik jari yang dibacakan instansi' })
    await field.fill('0000 0000 0000 0000')
    await accept.click()
    const password = compare.getByRole('textbox', { name: 'Kata sandi' })
    const wrong = compare.getByText('tidak sama dengan kunci yang terdaftar')
    await password.or(wrong).first().waitFor()
    if (await password.isVisible()) {
      await password.fill(portal.accountOf('perjanjian.dukcapil').password)
      await compare.getByRole('textbox', { name: /Kode/ }).fill(await portal.codeFor('perjanjian.dukcapil'))
      await accept.click()
    }
    await wrong.waitFor()
    await field.fill(told)
    await accept.click()
    await row.getByText('Aktif').waitFor()

    await agency.reload()
    await agency.getByLabel('Berkas data balikan').setInputFiles({
      name: 'balikan.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `NIK;NOMOR_REKAM_MEDIS\r\n${inventedNik(1)};MR/1\r\n${inventedNik(2)};MR/2\r\n${inventedNik(9)};MR/9\r\n`,
      ),
    })
    await agency.getByLabel('Kunci rahasia').setInputFiles({
      name: key.name,
      mimeType: 'application/x-pem-file',
      buffer: key.bytes,
    })
    const made = await saved(agency, () => agency.getByRole('button', { name: 'Buat paket' }).click())
    assert.match(made.name, /\.gapura-balikan$/)
    assert.equal(made.bytes.subarray(0, 21).toString(), 'age-encryption.org/v1')
    await agency.getByText('Paket sudah tersimpan di komputer ini').waitFor()

    const load = async (bytes: Buffer) => {
      await officer.goto(`${portal.address}/data-balikan-media`)
      await officer.getByLabel('Berkas paket (.gapura-balikan)').setInputFiles({
        name: made.name,
        mimeType: 'application/octet-stream',
        buffer: bytes,
      })
      await officer
        .getByRole('textbox', { name: 'Media dan surat pengantar' })
        .fill('Flashdisk, surat 400.7/12')
      await officer.getByRole('button', { name: 'Periksa paket' }).click()
    }
    await load(made.bytes)
    await officer.getByText('Tanda tangan cocok').waitFor()
    await officer.getByText('balikan.csv').waitFor()
    await officer.getByText(/^Contoh Narahubung Teknis, /).waitFor()
    await axe(officer)
    await officer.getByRole('button', { name: 'Muat isinya' }).click()
    await officer.getByText('2 tersimpan, 0 sudah ada, 1 ditolak').waitFor()
    await officer.getByRole('button', { name: 'Buat berita acara' }).click()
    await officer.getByRole('link', { name: 'Berita acara' }).waitFor()

    await load(made.bytes)
    await officer.getByText('FB-96').waitFor()
    const altered = Buffer.from(made.bytes)
    altered[altered.length - 5] = (altered[altered.length - 5] ?? 0) ^ 1
    await load(altered)
    await officer.getByText('FB-93').waitFor()

    await agency.reload()
    await agency.getByText('2 tersimpan, 0 sudah ada, 1 ditolak').waitFor()
    await agency.getByRole('link', { name: 'Berita acara' }).waitFor()
    await agency.getByRole('link', { name: 'Baris yang ditolak' }).click()
    await agency.getByText('belum pernah diakses').first().waitFor()
    await agency.context().close()
    await officer.context().close()
  })

  it('FB-99 a package for the central authority is downloaded, and its hand-over recorded', async () => {
    await pool.query(
      `with made as (
         insert into feedback_dispatch (office_id, way, state, made_by, rows, package_id, recipient, size_bytes,
           period_from, period_until)
         select office_id, 'package', 'made', 'staff:uji', 2, gen_random_uuid(), 'age1uji', 3, now(), now()
         from agreement where code = $1 returning id),
       part as (insert into feedback_dispatch_part select id, 0, 'abc' from made)
       insert into feedback_dispatch_span (dispatch_id, agreement_id, after_row, until_row, rows)
       select made.id, a.id, 0, 2, 2 from made, agreement a where a.code = $1`,
      [CODE],
    )
    const page = await portal.resume('perjanjian.dukcapil')
    await page.goto(`${portal.address}/data-balikan-media/pusat`)
    const row = page.getByRole('row').filter({ hasText: CODE })
    const file = await saved(page, () => row.getByRole('link', { name: 'Unduh' }).click())
    assert.deepEqual([file.bytes.toString(), file.name.endsWith('.gapura-balikan')], ['abc', true])
    await axe(page)
    await row.getByRole('button', { name: 'Catat penyerahan' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Media' }).fill('Flashdisk 12')
    await dialog.getByRole('textbox', { name: 'Nomor tanda terima' }).fill('TT/7/2026')
    await dialog.getByRole('button', { name: 'Catat penyerahan' }).click()
    await row.getByText('Sudah diserahkan').waitFor()
    await row.getByText(/tanda terima TT\/7\/2026/).waitFor()
    assert.equal(await row.getByRole('button').count(), 0)
    await page.context().close()
  })
})
