import { setTimeout as sleep } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { CONTEXT, openBrowser } from './chromium.ts'
import { type DemoAccount, type DemoResidents, type DemoServer, openDemoServer } from './demo-server.ts'

export { NO_CHROMIUM } from './chromium.ts'

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** The product with its demo, and a browser: one of each for all tests of a file. */
export type WebPortal = Omit<DemoServer, 'demo'> & {
  browser: Browser
  /** The demo's accounts and people, as `demo.json` names them. */
  accounts: readonly DemoAccount[]
  residents: DemoResidents
  credentials: DemoServer['demo']['credentials']
  accountOf(username: string): DemoAccount
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

export type WebPortalOptions = {
  /** Of a fixed port; any that is free without. */
  port?: number
}

export async function openWebPortal(options: WebPortalOptions = {}): Promise<WebPortal> {
  const browser = await openBrowser()
  const { demo, ...server } = await openDemoServer(options).catch(async (error: unknown) => {
    await browser.close()
    throw error
  })
  const lastSteps = new Map<string, number>()
  const sessions = new Map<string, Cookies>()

  const accountOf = (username: string) => {
    const account = demo.staff.find((one) => one.username === username)
    if (account === undefined) throw new Error(`the demo has no account ${username}`)
    return account
  }
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
    await page.goto(`${server.address}/masuk`)
    await signIn(page, username)
    return page
  }
  const resume = async (username: string, contextOptions: BrowserContextOptions = {}) => {
    const cookies = sessions.get(username)
    if (cookies === undefined) return enter(username, contextOptions)
    const page = await visit(contextOptions)
    await page.context().addCookies(cookies)
    await page.goto(server.address)
    const isIn = page.getByRole('button', { name: 'Keluar' })
    const isOut = page.getByRole('textbox', { name: 'Nama pengguna' })
    await isIn.or(isOut).waitFor()
    if (await isOut.isVisible()) await signIn(page, username)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }
  return {
    ...server,
    browser,
    accounts: demo.staff,
    residents: demo.residents,
    credentials: demo.credentials,
    accountOf,
    visit,
    enter,
    resume,
    signIn,
    codeFor,
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
