import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { WEB_DIR } from '../../src/http/web-files.ts'
import { en } from '../../src/web/messages/en.ts'
import { id } from '../../src/web/messages/id.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const MAX_SCRIPT_BYTES = 200_000
const MAX_FIRST_LOAD_MS = 1_500

type Words = { readonly [key: string]: string | Words }

/** Every text with its place. */
const textsOf = (words: Words, place = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${place}${key}`, value]] : textsOf(value, `${place}${key}.`),
  )

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe('messages', () => {
  it('Indonesian and English have the same keys, and no text is empty', () => {
    const [first, second] = [textsOf(id), textsOf(en)]
    assert.deepEqual(second.map(([key]) => key).sort(), first.map(([key]) => key).sort())
    assert.deepEqual(
      [...first, ...second].filter(([, text]) => text.trim() === ''),
      [],
    )
  })

  it('the words of a key name the same facts in both', () => {
    const english = new Map(textsOf(en))
    const differing = textsOf(id).filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    )
    assert.deepEqual(differing, [])
  })
})

describe('the built portal', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  it('a page needs at most 200 kB of compressed script at first load, and is there within 1.5 s', async () => {
    const loads = [
      ['/masuk', () => portal.visit()],
      ['/cek-nik', () => portal.enter('operator.naker')],
      ['/kredensial', () => portal.enter('admin.dukcapil')],
      ['/jejak-audit', () => portal.enter('auditor.dukcapil')],
    ] as const
    for (const [path, enter] of loads) {
      const page = await enter()
      const scripts = new Set<string>()
      page.on('request', (request) => {
        if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname)
      })
      const begun = performance.now()
      await page.goto(`${portal.address}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const elapsed = performance.now() - begun
      const bytes = [...scripts]
        .map((script) => readFileSync(join(WEB_DIR, `${script}.gz`)).length)
        .reduce((sum, length) => sum + length, 0)
      assert.ok(bytes > 0 && bytes <= MAX_SCRIPT_BYTES, `${path}: ${bytes} bytes`)
      assert.ok(elapsed <= MAX_FIRST_LOAD_MS, `${path}: ${Math.round(elapsed)} ms`)
      await page.context().close()
    }
  })

  it('nothing offends the content security policy, not even a chart or a dialog', async () => {
    const page = await portal.visit()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/i.test(message.text())) complaints.push(message.text())
    })
    await page.context().close()
    const operator = await portal.enter('operator.naker')
    const admin = await portal.enter('admin.naker')
    const office = await portal.enter('admin.dukcapil')
    for (const one of [operator, admin, office]) {
      one.on('console', (message) => {
        if (/Content Security Policy|Refused to/i.test(message.text())) complaints.push(message.text())
      })
      one.on('pageerror', (error) => complaints.push(error.message))
      await one.reload()
    }
    const field = operator.getByRole('textbox', { name: 'NIK', exact: true })
    await field.fill(portal.residents.active[0] ?? '')
    await operator.getByRole('textbox', { name: 'No. berkas' }).fill('1')
    await field.press('Enter')
    await operator.getByRole('timer').waitFor()
    await admin.goto(`${portal.address}/ringkasan`)
    await admin.locator('.recharts-surface').first().waitFor()
    await office.goto(`${portal.address}/kredensial`)
    await office
      .getByRole('button', { name: /^Cabut/ })
      .first()
      .click()
    await office.getByRole('dialog').waitFor()
    assert.deepEqual(complaints, [])
  })

  it('the page is kept by nobody, hashed files for good, and programs get no page', async () => {
    const page = await fetch(`${portal.address}/cek-nik`)
    assert.equal(page.headers.get('cache-control'), 'no-store')
    const policy = page.headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'self'; script-src 'self'; style-src 'self' 'nonce-[\w+/=]+'/)
    assert.doesNotMatch(policy, /unsafe/)
    const html = await page.text()
    assert.ok(html.includes(policy.match(/nonce-([\w+/=]+)/)?.[1] ?? 'no nonce'))
    const script = html.match(/src="(\/assets\/[^"]+)"/)?.[1] ?? ''
    const file = await fetch(`${portal.address}${script}`, { headers: { 'accept-encoding': 'br' } })
    assert.equal(file.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.equal(file.headers.get('content-encoding'), 'br')
    assert.equal((await fetch(`${portal.address}/assets/none.js`)).status, 404)
    assert.equal((await fetch(`${portal.address}/api/portal/none`)).status, 404)
    assert.equal((await fetch(`${portal.address}/dukcapil/get_json/x/y`)).status, 405)
  })
})
