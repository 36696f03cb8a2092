import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { specimenPdf } from '../support/specimen-files.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const CODE = 'karanganyar-kesehatan-2026'

describe('papers in the browser', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  it('the PIC uploads a signed scan, is told what is wrong with a bad one, and the office sees the good one', async () => {
    const page = await portal.enter('pic.dinkes')
    await page.goto(`${portal.address}/perjanjian/${CODE}/surat`)
    const row = page.getByRole('row').filter({ hasText: 'Surat Pernyataan Tanggung Jawab Mutlak' })
    const upload = async (name: string, buffer: Buffer) => {
      const chooser = page.waitForEvent('filechooser')
      await row.getByRole('button', { name: /^Unggah pindaian/ }).click()
      await (await chooser).setFiles({ name, mimeType: 'application/pdf', buffer })
    }
    await upload('besar.pdf', Buffer.alloc(11 << 20))
    await row.getByRole('status').filter({ hasText: 'lebih dari 10 MB' }).waitFor()
    await upload('skrip.pdf', specimenPdf({ objects: ['<< /S /JavaScript >>'] }))
    await row.getByRole('status').filter({ hasText: 'memuat skrip' }).waitFor()
    await upload('sptjm kepala.pdf', specimenPdf({ text: 'SPTJM' }))
    await row.getByRole('link', { name: /sptjm kepala\.pdf/ }).waitFor()
    await page.context().close()

    const officer = await portal.enter('perjanjian.dukcapil')
    await officer.goto(`${portal.address}/surat?jenis=sptjm`)
    await officer.getByRole('link', { name: /sptjm kepala\.pdf/ }).waitFor()
    const download = officer.waitForEvent('download')
    await officer.getByRole('link', { name: /sptjm kepala\.pdf/ }).click()
    assert.equal((await download).suggestedFilename(), 'sptjm kepala.pdf')
    await officer.context().close()
  })

  it('the filters stand in the address, and an empty list says so', async () => {
    const page = await portal.resume('perjanjian.dukcapil')
    await page.goto(`${portal.address}/surat`)
    await page.getByRole('searchbox', { name: 'Cari nomor, hal, atau instansi' }).fill('tidak ada ini')
    await page.getByRole('button', { name: 'Terapkan' }).click()
    await page.getByText('Tidak ada surat untuk saringan ini.').waitFor()
    assert.match(page.url(), /\/surat\?kata=tidak/)
    await page.getByRole('button', { name: 'Hapus saringan' }).click()
    await page.getByRole('row').nth(2).waitFor()
    await page.context().close()
  })

  it('whoever holds a paper sees that it is genuine, and compares the file without sending it', async () => {
    const officer = await portal.resume('perjanjian.dukcapil')
    await officer.goto(`${portal.address}/perjanjian/${CODE}/surat`)
    const row = officer.getByRole('row').filter({ hasText: 'Perjanjian Kerja Sama' }).first()
    const file = await row.getByRole('link', { name: /^Buka/ }).getAttribute('href')
    const bytes = await (await officer.request.get(`${portal.address}${file}`)).body()
    const path = await row.getByRole('link', { name: /^Halaman keaslian/ }).getAttribute('href')
    await officer.context().close()

    const page = await portal.visit()
    await page.goto(`${portal.address}${path}`)
    await page.getByText('Surat ini terdaftar').waitFor()
    await page.getByText(createHash('sha256').update(bytes).digest('hex')).waitFor()
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.url()))
    const compare = async (buffer: Buffer) => {
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Pilih berkas PDF' }).click()
      await (await chooser).setFiles({ name: 'surat.pdf', mimeType: 'application/pdf', buffer })
    }
    await compare(bytes)
    await page.getByText('Sama persis').waitFor()
    const changed = Buffer.from(bytes)
    changed[500] = (changed[500] ?? 0) ^ 1
    await compare(changed)
    await page.getByText('Berbeda', { exact: true }).waitFor()
    assert.deepEqual(sent, [], 'nothing leaves the browser')
    await page.context().close()
  })

  it('a code that is none is told so, without an account', async () => {
    const page = await portal.visit()
    await page.goto(`${portal.address}/keaslian/${'a'.repeat(26)}`)
    await page.getByRole('alert').filter({ hasText: 'Kode ini tidak dikenal' }).waitFor()
    await page.context().close()
  })
})
