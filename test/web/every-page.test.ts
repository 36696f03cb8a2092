import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { PATHS } from '../../src/web/paths.ts'
import { ask } from '../support/desk.ts'
import { firstLoad, settled } from '../support/first-load.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

/** Every page, by somebody who may see it. */
const PAGES = {
  'operator.dinkes': [
    '/cek-nik',
    '/riwayat',
    '/sesi',
    '/keamanan-akun',
    '/papan-pantau',
    '/panduan',
    '/panduan/mencari-data',
    '/data-balikan/isi',
    '/tidak-ada',
  ],
  'admin.dinkes': ['/ringkasan', '/operator', '/kredensial-kami'],
  'admin.dukcapil': [
    '/papan-pantau',
    '/instansi',
    '/instansi/1',
    '/perjanjian',
    '/perjanjian/karanganyar-kesehatan-2026',
    '/perjanjian/karanganyar-kesehatan-2026/poc',
    '/perjanjian/karanganyar-kesehatan-2026/surat',
    '/surat',
    '/templat-surat',
    '/templat-surat/agreement',
    '/pengaturan-surat',
    '/kredensial',
    '/pengguna',
    '/persetujuan',
    '/persetujuan/1',
    '/jejak-audit',
    '/jejak-audit/1',
    '/pengaturan',
    '/pengaturan/hari-libur',
    '/pengaturan/pejabat',
    '/instansi/1/pejabat',
    '/pengaturan/surel',
  ],
  'kepala.dinkes': ['/pernyataan', '/perjanjian/karanganyar-kesehatan-2026/pernyataan'],
  'perjanjian.dukcapil': [
    '/perjanjian/baru',
    '/permohonan',
    '/permohonan/1',
    '/permohonan/1/rancangan',
    '/tugas',
    '/pemberitahuan',
    '/kalender',
    '/kalender?tampilan=bulan',
    '/perjanjian/karanganyar-kesehatan-2026/kewajiban',
    '/perjanjian/karanganyar-kesehatan-2026/balikan',
    '/perjanjian/karanganyar-kesehatan-2026/balikan/ubah',
    '/perjanjian/karanganyar-kesehatan-2026/ketentuan',
    '/perjanjian/karanganyar-kesehatan-2026/perubahan',
    '/perjanjian/karanganyar-kesehatan-2026/perubahan/1',
    '/perjanjian/karanganyar-kesehatan-2026/perubahan/baru',
    '/perjanjian/karanganyar-kesehatan-2026/perubahan/2/isian',
    '/perjanjian/karanganyar-kesehatan-2026/perpanjangan',
    '/perjanjian/karanganyar-kesehatan-2026/akhir',
    '/latihan-pencabutan',
    '/pertemuan',
    '/pertemuan/baru',
    '/pertemuan/1',
    '/pertemuan/2',
    '/pelanggaran',
    '/pelanggaran/lapor',
    '/pelanggaran/1',
    '/data-balikan-media',
    '/data-balikan-media/pusat',
  ],
  'evaluator.dukcapil': ['/kepatuhan', '/kepatuhan/karanganyar-kesehatan-2026'],
  'auditor.dukcapil': ['/periksa-cuplikan'],
  'pic.dinkes': [
    '/data-balikan/media',

    '/pejabat',
    '/permohonan/baru',
    '/permohonan/1/isian',
    '/data-balikan',
    '/data-balikan/unggah',
    '/data-balikan/unggah/1',
    '/data-balikan/kekurangan',
  ],
  'pusat.dukcapil': ['/permohonan?menunggu=pusat', '/permohonan/1/persetujuan-pusat'],
  'registrasi.dukcapil': ['/cari-akses-nik', '/usulan', '/usulan/1'],
} as const

const SIGNED_OUT = ['/masuk', '/masuk/panduan', '/keaslian/aaaaaaaaaaaaaaaaaaaaaaaaaa'] as const

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const SCHEMES = ['light', 'dark'] as const

const DESKTOP = { width: 1366, height: 768 }
const PHONE = { width: 390, height: 844 }

/** Nothing but a table in its own frame may be wider than the window. 200 % zoom halves what 1366 × 768 holds. */
const NARROW = [PHONE, { width: 683, height: 384 }, { width: 320, height: 640 }]

const MAX_SCRIPT_BYTES = 200_000

/** What a page says in its own language: without the parts that are marked as Indonesian, and what is
 * chosen from or typed. */
const WORDS_OF_PAGE = `(() => {
  const main = document.querySelector('main').cloneNode(true)
  for (const part of main.querySelectorAll('[lang="id"], textarea, select')) part.remove()
  return main.textContent
})()`

describe('every page', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
    const page = await portal.enter('operator.dinkes')
    await showAnswer(page)
    await page.context().close()
  })
  after(() => portal.close())

  async function showAnswer(page: Page) {
    await ask(page, portal.residents.active[0] ?? '')
    await page.getByRole('timer').waitFor()
  }

  async function axeFaults(page: Page) {
    // The mark is pale on purpose, for cameras; what it says stands below the answer as well.
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).exclude('.watermark').analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  }

  /** What axe finds on what the page shows now, in light and dark, wide and narrow; and what is too wide. */
  async function faultsOf(page: Page): Promise<string[]> {
    const faults: string[] = []
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewportSize(viewport)
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme })
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
        const found = await axeFaults(page)
        faults.push(...found.map((fault) => `${viewport.width} ${colorScheme} ${fault}`))
      }
    }
    for (const viewport of NARROW) {
      await page.setViewportSize(viewport)
      await page.evaluate(
        'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
      )
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'))
      if (width > viewport.width) faults.push(`at ${viewport.width} it is ${width} wide`)
    }
    await page.setViewportSize(DESKTOP)
    await page.emulateMedia({ colorScheme: 'light' })
    return faults
  }

  /** All that is asked of a page at any time: see the names of the tests below. */
  async function faultsOfPage(page: Page, path: string): Promise<string[]> {
    const { scriptBytes } = await firstLoad(page, `${portal.address}${path}`)
    const faults =
      scriptBytes > 0 && scriptBytes <= MAX_SCRIPT_BYTES ? [] : [`${scriptBytes} bytes of script`]
    const headings = await page.getByRole('heading', { level: 1 }).allInnerTexts()
    const title = await page.title()
    if (title !== `${headings.join()} · Gapura`)
      faults.push(`title “${title}”, headings “${headings.join()}”`)
    return [...faults, ...(await faultsOf(page))].map((fault) => `${path} ${fault}`)
  }

  it('stands in the list of this test', () => {
    const looked = [...SIGNED_OUT, ...Object.values(PAGES).flat()]
    const isLookedAt = (path: string) => {
      const form = new RegExp(`^${path.replace(/\$\w+/g, '[^/]+')}$`)
      return path === PATHS.home || looked.some((one) => form.test(one))
    }
    assert.deepEqual(
      Object.values(PATHS).filter((path) => !isLookedAt(path)),
      [],
    )
  })

  const RULE =
    'has one heading, a title of its own, at most 200 kB of script, nothing that axe finds in light or dark, wide or narrow, and never scrolls sideways'

  for (const [username, paths] of Object.entries(PAGES)) {
    it(`of ${username} ${RULE}`, async () => {
      const page = await portal.resume(username)
      const faults: string[] = []
      for (const path of paths) faults.push(...(await faultsOfPage(page, path)))
      await page.context().close()
      assert.deepEqual(faults, [])
    })
  }

  it(`before signing in ${RULE}`, async () => {
    const page = await portal.visit()
    const faults: string[] = []
    for (const path of SIGNED_OUT) faults.push(...(await faultsOfPage(page, path)))
    await page.context().close()
    assert.deepEqual(faults, [])
  })

  it('is as good with an answer, a form or a dialog open', async () => {
    const operator = await portal.resume('operator.dinkes')
    await showAnswer(operator)
    const faults = await faultsOf(operator)
    await operator.context().close()
    const page = await portal.resume('admin.dukcapil')
    await page.goto(`${portal.address}/kredensial`)
    await page.getByRole('button', { name: 'Terbitkan kredensial' }).click()
    await page
      .getByRole('button', { name: /^Cabut/ })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    faults.push(...(await faultsOf(page)))
    await page.context().close()
    assert.deepEqual(faults, [])
  })

  it('speaks English when asked, and says so in lang', async () => {
    const page = await portal.resume('admin.dukcapil')
    await page.getByRole('combobox', { name: 'Bahasa' }).selectOption('en')
    await page.getByRole('heading', { level: 1, name: 'Live board' }).waitFor()
    assert.equal(await page.getAttribute('html', 'lang'), 'en')
    for (const path of PAGES['admin.dukcapil']) {
      await page.goto(`${portal.address}${path}`)
      await settled(page)
      // Official papers are named and written in Indonesian, and say so; so are the demo's people.
      const text = (await page.evaluate<string>(WORDS_OF_PAGE)).replace(/Contoh .+/g, '')
      assert.doesNotMatch(text, /\b(Tindakan|Keadaan|Perjanjian|Kredensial|Pengguna)\b/, path)
    }
    await page.context().close()
  })

  it('is reached by keyboard: skip link first, then the menu, and the focus can be seen', async () => {
    const page = await portal.resume('admin.dukcapil')
    await page.goto(`${portal.address}/instansi`)
    await settled(page)
    // A page puts the focus on its heading; this is where it stands before the first Tab of a reader.
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Langsung ke isi')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate('document.activeElement.id'), 'isi')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth'), '3px')
    await page.context().close()
  })
})
