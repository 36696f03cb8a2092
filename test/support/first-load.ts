import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { WEB_DIR } from '../../src/http/web-files.ts'

/** Resolves when a page shows what it has to show: its heading, and nothing that is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
}

/** Opens an address as the first of a visit. */
export async function firstLoad(page: Page, url: string): Promise<{ scriptBytes: number; ms: number }> {
  const scripts = new Set<string>()
  const onRequest = (request: { resourceType(): string; url(): string }) => {
    if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname)
  }
  page.on('request', onRequest)
  const begun = performance.now()
  await page.goto(url)
  await settled(page)
  const ms = Math.round(performance.now() - begun)
  page.off('request', onRequest)
  // Browsers that take brotli get less than this.
  const sizes = [...scripts].map((script) => readFileSync(join(WEB_DIR, `${script}.gz`)).length)
  return { scriptBytes: sizes.reduce((sum, length) => sum + length, 0), ms }
}
