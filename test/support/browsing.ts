import { setTimeout as sleep } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { CONTEXT } from './chromium.ts'

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

type Account = { username: string; password: string; totpSecret: string | null }

/** Pages of a portal, each of a browser profile of its own, and people who sign in on them. */
export type Browsing = {
  /** A page of a browser profile of its own. */
  visit(options?: BrowserContextOptions): Promise<Page>
  /** A page on which the account has signed in anew, by the sign-in page. */
  enter(username: string, options?: BrowserContextOptions): Promise<Page>
  /**
   * The same in a session that the account has already, where it has one. Prefer it: of a second factor's
   * codes each counts once, so that a third sign-in within 30 seconds has to wait for the next code.
   */
  resume(username: string, options?: BrowserContextOptions): Promise<Page>
  /** Signs in on a page that shows the sign-in form. */
  signIn(page: Page, username: string): Promise<void>
  /** A code of the account's authenticator that was not used yet; waits for one when it must. */
  codeFor(username: string): Promise<string>
}

const PERIOD_SECONDS = 30

/** @param accountOf throws where there is no such account */
export function openBrowsing(
  browser: Browser,
  address: string,
  accountOf: (username: string) => Account,
): Browsing {
  const lastSteps = new Map<string, number>()
  const sessions = new Map<string, Cookies>()

  const codeFor = async (username: string) => {
    const { totpSecret } = accountOf(username)
    if (totpSecret === null) throw new Error(`${username} has no second factor`)
    // The server takes a step on either side of now, each once and in order (SP-11). The one before now would
    // be too old when the clock steps on between here and there.
    const stepNow = () => Math.floor(Date.now() / 1000 / PERIOD_SECONDS)
    const step = Math.max(stepNow(), (lastSteps.get(username) ?? 0) + 1)
    while (step > stepNow() + 1) await sleep(250)
    lastSteps.set(username, step)
    const totp = new TOTP({ secret: Secret.fromBase32(totpSecret) })
    return totp.generate({ timestamp: step * PERIOD_SECONDS * 1000 })
  }
  const visit = async (contextOptions: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ ...CONTEXT, ...contextOptions })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    return page
  }
  const signIn = async (page: Page, username: string) => {
    const { password, totpSecret } = accountOf(username)
    await page.getByRole('textbox', { name: 'Nama pengguna' }).fill(username)
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(password)
    await page.keyboard.press('Enter')
    if (totpSecret !== null) {
      await page.getByRole('textbox', { name: 'Kode' }).fill(await codeFor(username))
      await page.keyboard.press('Enter')
    }
    await page.getByRole('button', { name: 'Keluar' }).waitFor()
    await page.getByRole('heading', { level: 1 }).waitFor()
    sessions.set(username, await page.context().cookies())
  }
  const enter = async (username: string, contextOptions: BrowserContextOptions = {}) => {
    const page = await visit(contextOptions)
    await page.goto(`${address}/masuk`)
    await signIn(page, username)
    return page
  }
  const resume = async (username: string, contextOptions: BrowserContextOptions = {}) => {
    const cookies = sessions.get(username)
    if (cookies === undefined) return enter(username, contextOptions)
    const page = await visit(contextOptions)
    await page.context().addCookies(cookies)
    await page.goto(address)
    const isIn = page.getByRole('button', { name: 'Keluar' })
    const isOut = page.getByRole('textbox', { name: 'Nama pengguna' })
    await isIn.or(isOut).waitFor()
    if (await isOut.isVisible()) await signIn(page, username)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }
  return { visit, enter, resume, signIn, codeFor }
}
