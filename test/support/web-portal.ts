import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { type ServerProcess, startServer } from './server-process.ts'

/** A real Chromium: that of the operator's choice, or where Linux distributions put it. */
const CHROMIUM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

/** Why the tests of the portal cannot run on this machine; false when they can. */
export const NO_CHROMIUM = CHROMIUM === undefined && 'no Chromium: apt-get install chromium, or CHROMIUM_PATH'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type DemoAccount = {
  role: string
  agency: string | null
  username: string
  password: string
  totpSecret: string | null
}

export type WebPortal = {
  address: string
  dataDir: string
  browser: Browser
  /** The demo's accounts and people, as `demo.json` names them. */
  accounts: readonly DemoAccount[]
  residents: Readonly<Record<'active' | 'deceased' | 'duplicate' | 'inactive' | 'unknown', readonly string[]>>
  /** A page of a browser profile of its own. */
  visit(options?: BrowserContextOptions): Promise<Page>
  /** A page on which the account has signed in, by the sign-in page. */
  enter(username: string, options?: BrowserContextOptions): Promise<Page>
  /** Ends the server and starts another on the same data and port. */
  restart(whileDown: () => Promise<void>): Promise<void>
  /** A code of the account's authenticator that was not used yet; waits for one when it must. */
  codeFor(username: string): Promise<string>
  close(): Promise<void>
}

const PERIOD_SECONDS = 30

export type WebPortalOptions = {
  /** Of a fixed port; any that is free without. */
  port?: number
}

/** The product with its demo, and a browser. */
export async function openWebPortal({ port = 0 }: WebPortalOptions = {}): Promise<WebPortal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gapura-web-'))
  const env = { GAPURA_DATA_DIR: dataDir, GAPURA_DEMO: 'yes', PORT: String(port) }
  let server: ServerProcess = await startServer(env)
  const { address } = server
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: FLAGS })
  const demo: { staff: DemoAccount[]; residents: WebPortal['residents'] } = JSON.parse(
    readFileSync(join(dataDir, 'demo.json'), 'utf8'),
  )
  const lastSteps = new Map<string, number>()

  const accountOf = (username: string) => {
    const account = demo.staff.find((one) => one.username === username)
    if (account === undefined) throw new Error(`the demo has no account ${username}`)
    return account
  }
  const codeFor = async (username: string) => {
    const { totpSecret } = accountOf(username)
    if (totpSecret === null) throw new Error(`${username} has no second factor`)
    // The server takes a step on either side of now, each once and in order (SP-11).
    const stepNow = () => Math.floor(Date.now() / 1000 / PERIOD_SECONDS)
    const step = Math.max(stepNow() - 1, (lastSteps.get(username) ?? 0) + 1)
    while (step > stepNow() + 1) await sleep(250)
    lastSteps.set(username, step)
    const totp = new TOTP({ secret: Secret.fromBase32(totpSecret) })
    return totp.generate({ timestamp: step * PERIOD_SECONDS * 1000 })
  }
  const visit = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'id-ID',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      ...options,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    return page
  }
  const enter = async (username: string, options: BrowserContextOptions = {}) => {
    const page = await visit(options)
    const { password, totpSecret } = accountOf(username)
    await page.goto(`${address}/masuk`)
    await page.getByRole('textbox', { name: 'Nama pengguna' }).fill(username)
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(password)
    await page.keyboard.press('Enter')
    if (totpSecret !== null) {
      await page.getByRole('textbox', { name: 'Kode' }).fill(await codeFor(username))
      await page.keyboard.press('Enter')
    }
    await page.getByRole('button', { name: 'Keluar' }).waitFor()
    return page
  }
  const restart = async (whileDown: () => Promise<void>) => {
    await server.stop()
    await whileDown()
    server = await startServer({ ...env, PORT: new URL(address).port })
  }
  return {
    address,
    dataDir,
    browser,
    accounts: demo.staff,
    residents: demo.residents,
    visit,
    enter,
    restart,
    codeFor,
    close: async () => {
      await browser.close()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
