import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

describe('Panduan', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  it('an operator finds the chapter of a page beside its title, with pictures that come and do not jump', async () => {
    const page = await portal.enter('operator.naker')
    await page.getByRole('link', { name: 'Panduan halaman ini' }).click()
    await page.getByRole('heading', { level: 1, name: 'Mencari data seseorang' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/panduan/mencari-data')
    const picture = page.getByRole('img', { name: 'Jawaban: data ditemukan' })
    assert.equal(await picture.getAttribute('loading'), 'lazy')
    const kept = await picture.boundingBox()
    await picture.scrollIntoViewIfNeeded()
    await page.waitForFunction(
      `document.images.length > 1 && [...document.images].every((one) => one.complete && one.naturalWidth > 0)`,
    )
    assert.equal((await picture.boundingBox())?.height, kept?.height)
    await page.context().close()
  })

  it('own chapters stand in front, those of other roles behind a heading, and words are found in all', async () => {
    const page = await portal.enter('operator.naker')
    await page.getByRole('link', { name: 'Panduan', exact: true }).click()
    await page.getByRole('link', { name: 'Mencocokkan isian KTP-el' }).waitFor()
    const other = page.getByRole('link', { name: 'Menerbitkan dan menangguhkan User ID' })
    assert.equal(await other.isVisible(), false)
    await page.getByText('Panduan peran lain').click()
    await other.waitFor()
    await page.getByRole('searchbox', { name: 'Cari di panduan' }).fill('kode pemulihan')
    await page.getByRole('link', { name: /Memasang kode kedua/ }).click()
    const part = page.getByRole('heading', { level: 2, name: 'Memasang kode kedua' })
    await part.waitFor()
    assert.equal(new URL(page.url()).hash, '#memasang-kode-kedua')
    assert.equal(await page.evaluate('document.activeElement.id'), 'memasang-kode-kedua')
    await page.context().close()
  })

  it('is printed without the portal around it', async () => {
    const page = await portal.enter('admin.dukcapil')
    await page.goto(`${portal.address}/panduan/user-id`)
    await page.getByRole('heading', { level: 2, name: 'Menerbitkan' }).waitFor()
    await page.emulateMedia({ media: 'print' })
    assert.ok(await page.getByRole('heading', { level: 2, name: 'Menerbitkan' }).isVisible())
    assert.equal(await page.getByRole('button', { name: 'Keluar' }).isVisible(), false)
    await page.context().close()
  })

  it('the chapter on signing in is open to who cannot sign in; a chapter that is none says so', async () => {
    const page = await portal.visit()
    await page.goto(`${portal.address}/masuk`)
    await page.getByRole('link', { name: 'Sulit masuk? Baca panduannya' }).click()
    await page.getByRole('heading', { level: 2, name: 'Bila tidak dapat masuk' }).waitFor()
    await page.getByRole('link', { name: 'Kembali ke halaman masuk' }).click()
    await page.getByRole('textbox', { name: 'Nama pengguna' }).waitFor()
    const inside = await portal.enter('operator.naker')
    await inside.goto(`${portal.address}/panduan/tidak-ada`)
    await inside.getByRole('heading', { level: 1, name: 'Halaman tidak ada' }).waitFor()
    await page.context().close()
    await inside.context().close()
  })

  it('tells an English reader that it is in Indonesian', async () => {
    const page = await portal.enter('operator.naker')
    await page.getByRole('combobox', { name: 'Bahasa' }).selectOption('en')
    await page.getByRole('link', { name: 'Guide', exact: true }).click()
    await page.getByText('This guide is written in Indonesian').waitFor()
    await page.context().close()
  })
})
