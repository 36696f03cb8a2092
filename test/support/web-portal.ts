import type { Browser } from 'playwright-core'
import { type Browsing, openBrowsing } from './browsing.ts'
import { openBrowser } from './chromium.ts'
import { type DemoAccount, type DemoResidents, type DemoServer, openDemoServer } from './demo-server.ts'

export { NO_CHROMIUM } from './chromium.ts'

/** The product with its demo, and a browser: one of each for all tests of a file. */
export type WebPortal = Omit<DemoServer, 'demo'> &
  Browsing & {
    browser: Browser
    /** The demo's accounts and people, as `demo.json` names them. */
    accounts: readonly DemoAccount[]
    residents: DemoResidents
    credentials: DemoServer['demo']['credentials']
    accountOf(username: string): DemoAccount
  }

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
  const accountOf = (username: string) => {
    const account = demo.staff.find((one) => one.username === username)
    if (account === undefined) throw new Error(`the demo has no account ${username}`)
    return account
  }
  return {
    ...server,
    ...openBrowsing(browser, server.address, accountOf),
    browser,
    accounts: demo.staff,
    residents: demo.residents,
    credentials: demo.credentials,
    accountOf,
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
