import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

/** Every page, by somebody who may see it. */
const PAGES = {
  'operator.dinkes': ['/cek-nik', '/riwayat', '/sesi', '/papan-pantau'],
  'admin.dinkes': ['/ringkasan', '/operator', '/kredensial-kami'],
  'admin.dukcapil': [
    '/papan-pantau',
    '/instansi',
    '/instansi/1',
    '/perjanjian',
    '/perjanjian/karanganyar-kesehatan-2026',
    '/kredensial',
    '/pengguna',
    '/jejak-audit',
    '/jejak-audit/1',
  ],
  'registrasi.dukcapil': ['/cari-akses-nik'],
} as const

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const SCHEMES = ['light', 'dark'] as const

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
    const field = page.getByRole('textbox', { name: 'NIK', exact: true })
    await field.fill(portal.residents.active[0] ?? '')
    await page.getByRole('textbox', { name: 'No. berkas' }).fill('9')
    await field.press('Enter')
    await page.getByRole('timer').waitFor()
  }

  async function faultsOf(page: Page) {
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  }

  async function open(page: Page, path: string) {
    await page.goto(`${portal.address}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
  }

  for (const colorScheme of SCHEMES) {
    it(`has nothing that axe finds, in ${colorScheme}; each has a title of its own and one heading`, async () => {
      const found: string[] = []
      const start = await portal.visit({ colorScheme })
      await open(start, '/masuk')
      found.push(...(await faultsOf(start)))
      await start.context().close()
      for (const [username, paths] of Object.entries(PAGES)) {
        const page = await portal.enter(username, { colorScheme })
        for (const path of paths) {
          await open(page, path)
          const heading = await page.getByRole('heading', { level: 1 }).innerText()
          assert.equal(await page.title(), `${heading} · Gapura`)
          found.push(...(await faultsOf(page)).map((fault) => `${path} ${fault}`))
        }
        await page.context().close()
      }
      assert.deepEqual(found, [])
    })

    it(`answers, dialogs and forms too, in ${colorScheme}`, async () => {
      const operator = await portal.enter('operator.dinkes', { colorScheme })
      await showAnswer(operator)
      const found = await faultsOf(operator)
      await operator.context().close()
      const page = await portal.enter('admin.dukcapil', { colorScheme })
      await open(page, '/kredensial')
      await page.getByRole('button', { name: 'Terbitkan kredensial' }).click()
      await page
        .getByRole('button', { name: /^Cabut/ })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
      found.push(...(await faultsOf(page)))
      await page.context().close()
      assert.deepEqual(found, [])
    })
  }

  for (const [name, viewport] of [
    ['a phone', { width: 390, height: 844 }],
    ['200 % zoom of 1366 × 768', { width: 683, height: 384 }],
    ['320 px', { width: 320, height: 640 }],
  ] as const) {
    it(`does not scroll sideways at ${name}`, async () => {
      const wide: string[] = []
      for (const [username, paths] of Object.entries(PAGES)) {
        const page = await portal.enter(username, { viewport })
        for (const path of paths) {
          await open(page, path)
          const width = Number(await page.evaluate('document.documentElement.scrollWidth'))
          if (width > viewport.width) wide.push(`${path}: ${width}`)
        }
        await page.context().close()
      }
      assert.deepEqual(wide, [])
    })
  }

  it('speaks English when asked, and says so in lang', async () => {
    const page = await portal.enter('admin.dukcapil')
    await page.getByRole('combobox', { name: 'Bahasa' }).selectOption('en')
    await page.getByRole('heading', { level: 1, name: 'Live board' }).waitFor()
    assert.equal(await page.getAttribute('html', 'lang'), 'en')
    for (const path of PAGES['admin.dukcapil']) {
      await open(page, path)
      const text = await page.getByRole('main').innerText()
      assert.doesNotMatch(text, /\b(Tindakan|Keadaan|Perjanjian|Kredensial|Pengguna)\b/, path)
    }
    await page.context().close()
  })

  it('is reached by keyboard: skip link first, then the menu, and the focus can be seen', async () => {
    const page = await portal.enter('admin.dukcapil')
    await open(page, '/instansi')
    await page.evaluate('document.activeElement.blur()')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Langsung ke isi')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate('document.activeElement.id'), 'isi')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth'), '3px')
    await page.context().close()
  })
})
