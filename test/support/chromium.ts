import { existsSync } from 'node:fs'
import { chromium, type LaunchOptions } from 'playwright-core'

/** A real Chromium: that of the operator's choice, or where Linux distributions put it. */
const CHROMIUM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

const MISSING = 'no Chromium: apt-get install chromium, or set CHROMIUM_PATH'

/**
 * Why the tests of the portal cannot run on this machine; false when they can. With
 * GAPURA_BROWSER_TESTS=required (.ci/run) they run at all events, and fail without a Chromium.
 */
export const NO_CHROMIUM =
  CHROMIUM === undefined && process.env.GAPURA_BROWSER_TESTS !== 'required' && MISSING

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function launchOptions(): LaunchOptions {
  if (CHROMIUM === undefined) throw new Error(MISSING)
  return { executablePath: CHROMIUM, args: FLAGS }
}

/** What every page of a test has unless it says otherwise. */
export const CONTEXT = {
  viewport: { width: 1366, height: 768 },
  locale: 'id-ID',
  colorScheme: 'light',
  reducedMotion: 'reduce',
} as const

export const openBrowser = () => chromium.launch(launchOptions())

/** A browser with a profile on the disk, as on the computer of a counter. */
export const openProfile = (folder: string) =>
  chromium.launchPersistentContext(folder, { ...launchOptions(), ...CONTEXT })
