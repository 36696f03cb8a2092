import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureOffice } from '../../src/agencies/index.ts'
import { inTx, openPool, type Pool } from '../../src/kernel/database.ts'
import { openSealer } from '../../src/kernel/seal.ts'
import { enterDemoStaff, portalKeys, type Role } from '../../src/offices/index.ts'
import { type Browsing, openBrowsing } from './browsing.ts'
import { openBrowser } from './chromium.ts'
import { databaseUrlOf } from './demo-server.ts'
import { startServer } from './server-process.ts'

type Office = Parameters<typeof ensureOffice>[1]

type Account = { username: string; password: string; totpSecret: string | null }

/** A portal in which there is nothing yet but offices and their people. */
export type OfficesPortal = Browsing & {
  address: string
  /** Of the owner of its database server. */
  databaseUrl: string
  pool: Pool
  accountOf(username: string): Account
  close(): Promise<void>
}

const PEOPLE = { petugas: 'agreement-officer', admin: 'office-administrator' } as const satisfies Record<
  string,
  Role
>

/** Each office has two people: `petugas.<code>` and `admin.<code>`. */
export async function openOfficesPortal(offices: readonly Office[]): Promise<OfficesPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'gapura-kantor-'))
  const server = await startServer({ GAPURA_DATA_DIR: folder })
  const databaseUrl = databaseUrlOf(folder)
  const keys = portalKeys(openSealer(join(folder, 'secrets/seal.key')))
  const pool = openPool({ url: databaseUrl, applicationName: 'gapura test offices' })
  const accounts: Account[] = []
  for (const office of offices) {
    const officeId = await inTx(pool, (tx) => ensureOffice(tx, office))
    for (const [name, role] of Object.entries(PEOPLE)) {
      const username = `${name}.${office.region}`
      const entered = await enterDemoStaff(pool, keys, {
        username,
        role,
        officeId,
        agencyId: null,
        workUnitId: null,
        fullName: `Contoh ${name} ${office.region}`,
        nip: null,
      })
      accounts.push({ username, ...entered })
    }
  }
  const browser = await openBrowser()
  const accountOf = (username: string) => {
    const account = accounts.find((one) => one.username === username)
    if (account === undefined) throw new Error(`there is no account ${username}`)
    return account
  }
  return {
    ...openBrowsing(browser, server.address, accountOf),
    address: server.address,
    databaseUrl,
    pool,
    accountOf,
    close: async () => {
      await browser.close()
      await pool.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
