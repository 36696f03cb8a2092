import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, foundAnswer, nikField } from '../support/desk.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const PART_BYTES = 2 * 1024 * 1024

describe('data balikan', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  /** People whom the operator has looked up. */
  let niks: string[]
  before(async () => {
    portal = await openWebPortal()
    niks = portal.residents.active.slice(0, 6)
    const page = await portal.enter('operator.dinkes')
    for (const nik of niks) {
      await ask(page, nik)
      await foundAnswer(page).waitFor()
      await page.keyboard.press('Escape')
    }
    await page.context().close()
  })
  after(() => portal.close())

  const nikOf = (place: number) => niks[place] ?? ''
  const field = (page: Page, name: string) => page.getByRole('textbox', { name })
  const status = (page: Page) => page.getByRole('status')

  it('FB-79 the form of a look-up: one key, the NIK in memory only, stored and told', async () => {
    const page = await portal.resume('operator.dinkes')
    await ask(page, nikOf(0))
    await page.getByRole('button', { name: 'Isi data balikan orang ini (F2)' }).waitFor()
    const name = await page.locator('dt:text-is("Nama lengkap") + dd').innerText()
    await page.keyboard.press('F2')
    await page.getByRole('heading', { level: 1, name: 'Isi data balikan' }).waitFor()
    await page.getByText('NIK diisi dari Cek NIK.').waitFor()
    assert.equal((await nikField(page).inputValue()).replaceAll(' ', ''), nikOf(0))
    const kept = await page.evaluate(`(async () => JSON.stringify([
      location.href, { ...localStorage }, { ...sessionStorage }, history.state, document.cookie, document.title,
      await caches.keys(), performance.getEntriesByType('resource').map(({ name }) => name),
    ]))()`)
    assert.ok(typeof kept === 'string' && !kept.includes(nikOf(0)))
    assert.ok(!(await page.content()).includes(name), 'nothing that was disclosed came along')
    // One goes on with the first field, and sends from any.
    await page.locator('.form-grid input:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Nomor Rekam Medis: wajib diisi.').waitFor()
    await field(page, 'Nomor Rekam Medis').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('RM-0')
    await page.getByRole('combobox', { name: 'Golongan Darah' }).selectOption('AB+')
    await field(page, 'Nomor Rekam Medis').press('Enter')
    await status(page).getByText('Data balikan tersimpan.').waitFor()
    assert.equal(await nikField(page).inputValue(), '')
    await nikField(page).fill(nikOf(0))
    await field(page, 'Nomor Rekam Medis').fill('RM-0')
    await page.getByRole('combobox', { name: 'Golongan Darah' }).selectOption('AB+')
    await page.keyboard.press('Enter')
    await status(page).getByText('sudah pernah dikirim persis sama').waitFor()
    await page.getByRole('link', { name: 'Kembali ke Cek NIK' }).click()
    await nikField(page).waitFor()
    await page.goBack()
    await field(page, 'Nomor Rekam Medis').waitFor()
    assert.equal(await nikField(page).inputValue(), '', 'the NIK was handed over once')
    await page.context().close()
  })

  it('FB-74 an operator is told who was not looked up; nothing is offered where the agreement takes no form', async () => {
    const page = await portal.resume('operator.dinkes')
    await page.getByRole('link', { name: 'Isi data balikan' }).click()
    // The page before has a field of the same name.
    await page.getByRole('heading', { level: 1, name: 'Isi data balikan' }).waitFor()
    await nikField(page).fill(portal.residents.unknown[0] ?? '')
    await field(page, 'Nomor Rekam Medis').fill('RM/99')
    await page.keyboard.press('Enter')
    await page.getByText('belum pernah Anda cek sendiri').waitFor()
    await nikField(page).and(page.locator(':focus')).waitFor()
    await page.context().close()
    const other = await portal.enter('operator.naker')
    await ask(other, nikOf(0))
    await foundAnswer(other).waitFor()
    assert.equal(await other.getByRole('button', { name: /data balikan/ }).count(), 0)
    await other.getByRole('link', { name: 'Isi data balikan' }).click()
    await other.getByText('tidak memuat pengisian data balikan lewat formulir').waitFor()
    await other.context().close()
  })

  async function openUploads(): Promise<Page> {
    const page = await portal.resume('pic.dinkes')
    await page.getByRole('link', { name: 'Data balikan', exact: true }).click()
    await page.getByRole('link', { name: 'Unggah berkas' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Unggah data balikan' }).waitFor()
    return page
  }

  async function downloaded(page: Page, link: string): Promise<string> {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: link, exact: true }).click()
    return readFileSync(await (await coming).path(), 'utf8')
  }

  const choose = (page: Page, name: string, content: string | Buffer) =>
    page
      .getByLabel('Berkas data balikan')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })

  const tile = (page: Page, name: string) => page.locator('.tile', { hasText: name }).locator('strong')

  it('FB-60 template, two bad rows, preview, result, mended, all stored', async () => {
    const page = await openUploads()
    const template = await downloaded(page, 'Templat CSV')
    assert.match(
      template,
      /^\ufeffNIK;NOMOR_REKAM_MEDIS;GOLONGAN_DARAH;NOMOR_SURAT_KETERANGAN_KEMATIAN\r\n"?# /,
    )
    const rows = [`${nikOf(1)};RM-1;A;`, `${nikOf(2)};=1+1;O;`, `${nikOf(3)};RM-3;Z;`, `${nikOf(4)};RM-4;B-;`]
    await choose(page, 'balikan.csv', `${template}${rows.join('\r\n')}\r\n`)
    await page.getByText('2 dari 4 baris pertama tidak dapat disimpan; yang lain dapat.').waitFor()
    assert.equal(await page.getByRole('combobox', { name: 'Pemisah kolom' }).inputValue(), ';')
    const sample = page.getByRole('table', { name: 'Baris pertama' })
    await sample.getByRole('row', { name: /RM-3.+Golongan Darah: harus salah satu dari/ }).waitFor()
    await page.getByRole('button', { name: 'Simpan data balikan' }).click()
    await page.getByText('2 dari 4 baris ditolak.').waitFor({ timeout: 20_000 })
    assert.deepEqual(
      [await tile(page, 'tersimpan').innerText(), await tile(page, 'ditolak').innerText()],
      ['2', '2'],
    )
    const reasons = page.getByRole('table', { name: 'Mengapa ditolak' })
    await reasons.getByRole('row', { name: /Nomor Rekam Medis: bentuknya salah\. 1/ }).waitFor()
    const back = await downloaded(page, 'Unduh yang ditolak (CSV)')
    assert.match(back, /;'=1\+1;O;;\d+;NOMOR_REKAM_MEDIS;/)
    await page.getByRole('link', { name: 'Unggah yang sudah diperbaiki' }).click()
    await choose(page, 'diperbaiki.csv', back.replace("'=1+1", 'RM-2').replace(';Z;', ';AB;'))
    await page.getByText('Tidak ada kesalahan pada 2 baris pertama.').waitFor()
    assert.equal(await page.getByText('catatan Gapura, tidak dibaca').count(), 3)
    await page.getByRole('button', { name: 'Simpan data balikan' }).click()
    await page.getByText('Semua baris tersimpan.').waitFor({ timeout: 20_000 })
    await page.getByRole('link', { name: 'Ke data balikan' }).click()
    const deliveries = page.getByRole('table', { name: 'Kiriman data balikan' })
    await deliveries.getByRole('row', { name: /diperbaiki\.csv.+Selesai 2 0 0 0/ }).waitFor()
    await deliveries.getByRole('row', { name: /balikan\.csv.+Selesai 2 0 2 0/ }).waitFor()
    await deliveries.getByRole('row', { name: /Formulir.+operator\.dinkes.+Selesai 1 1 0 0/ }).waitFor()
    await page.context().close()
  })

  it('FB-77 a column of another name is told what it is, and only then can the file be stored', async () => {
    const page = await openUploads()
    await choose(page, 'nama-lain.csv', `NIK,No RM\n${nikOf(5)},RM-5\n`)
    const save = page.getByRole('button', { name: 'Simpan data balikan' })
    await page.getByText('Berkas ini belum dapat disimpan').waitFor()
    assert.ok(await save.isDisabled())
    await page.getByRole('combobox', { name: 'Kolom No RM dibaca sebagai' }).selectOption('NOMOR_REKAM_MEDIS')
    await page.getByText('Tidak ada kesalahan pada 1 baris pertama.').waitFor()
    assert.ok(await save.isEnabled())
    await page.getByRole('button', { name: 'Batalkan unggahan' }).click()
    await page.getByRole('button', { name: 'Ya, batalkan' }).click()
    await page.getByText('Unggahan ini dibatalkan.').waitFor()
    await page.context().close()
  })

  it('FB-76 after a reload or a restart the same file sends only what is missing; another is refused', async () => {
    const page = await openUploads()
    const line = `# ${'isi '.repeat(250)}\r\n`
    const head = `NIK;NOMOR_REKAM_MEDIS\r\n${nikOf(5)};RM-5\r\n`
    const content = head + line.repeat(Math.ceil((2.5 * PART_BYTES) / line.length))
    const sent: string[] = []
    page.on('request', (request) => {
      const part = /\/parts\/(\d+)$/.exec(request.url())
      if (part !== null) sent.push(part[1] ?? '')
    })
    // The second part never gets through.
    await page.route(/\/parts\/1$/, (route) => route.abort('connectionreset'))
    await choose(page, 'besar.csv', content)
    await page.getByText('Sambungan terputus. Pengiriman dilanjutkan sendiri').waitFor()
    assert.ok(sent.includes('0') && !sent.includes('2'))
    await page.reload()
    await page.getByText('Pilih lagi berkas yang sama (besar.csv)').waitFor()
    sent.length = 0
    await page.unroute(/\/parts\/1$/)
    await choose(page, 'besar.csv', content.replace('RM-5', 'RM-6'))
    await page.getByText('Ini bukan berkas yang sama').waitFor()
    assert.deepEqual(sent, [])
    // Also from where one begins: the file is known by its name and size.
    await page.goto(`${portal.address}/data-balikan/unggah`)
    await page.getByRole('table', { name: 'Unggahan yang belum selesai' }).getByText('besar.csv').waitFor()
    await page.route(/\/parts\/2$/, (route) => route.abort('connectionreset'))
    await choose(page, 'besar.csv', content)
    await page.getByText('Sambungan terputus. Pengiriman dilanjutkan sendiri').waitFor()
    // Goes on by itself, with another server.
    await portal.restart(() => page.unroute(/\/parts\/2$/), 'kill')
    await page.getByText('Tidak ada kesalahan pada 1 baris pertama.').waitFor({ timeout: 30_000 })
    assert.deepEqual([...new Set(sent)], ['1', '2'])
    await page.getByRole('button', { name: 'Simpan data balikan' }).click()
    await page.getByText('Semua baris tersimpan.').waitFor({ timeout: 20_000 })
    await page.context().close()
  })

  it('FB-78 the office gives a token, shown once; the agency sees that there is one', async () => {
    const page = await portal.enter('admin.dukcapil')
    await page.goto(`${portal.address}/kredensial`)
    await page.getByRole('button', { name: 'Beri token dinkes.karanganyar', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('diminta PIC dinas')
    await dialog.getByRole('button', { name: 'Beri token' }).click()
    await dialog
      .getByRole('textbox', { name: 'Kata sandi Anda' })
      .fill(portal.accountOf('admin.dukcapil').password)
    await dialog.getByRole('textbox', { name: 'Kode kedua' }).fill(await portal.codeFor('admin.dukcapil'))
    await dialog.getByRole('button', { name: 'Beri token' }).click()
    await page.getByText(/^gpb_/).waitFor()
    await page.getByRole('button', { name: 'Cabut token dinkes.karanganyar', exact: true }).waitFor()
    await page.context().close()
    const pic = await portal.resume('pic.dinkes')
    await pic.goto(`${portal.address}/data-balikan`)
    await pic
      .getByText(/Token dinkes\.karanganyar diberikan/)
      .first()
      .waitFor()
    await pic.context().close()
  })
})
