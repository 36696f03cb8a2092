import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CredentialRequest, issueCredential } from '../../src/credentials/index.ts'
import { inTx, type Pool } from '../../src/kernel/database.ts'
import { claimInstallation } from '../../src/kernel/installation.ts'
import { type NikHasher, openNikHasher } from '../../src/kernel/secrets.ts'
import {
  loadRegionNames,
  loadResidents,
  type RegionNames,
  type ResidentRow,
  seedRegions,
} from '../../src/registry/index.ts'
import { createTestDatabase } from './database.ts'
import { COMPLETE_PERSON, peopleOf } from './residents.ts'

/** What the gate needs of an installation, whoever owns its database. */
export type Furnished = {
  pool: Pool
  url: string
  /** A temporary folder for data folders of servers; the NIK key lies in it. */
  folder: string
  nikKeyFile: string
  nikHasher: NikHasher
  regions: RegionNames
  /** The people of the real space, the complete person last. */
  people: ResidentRow[]
}

export type TestInstallation = Furnished & { close(): Promise<void> }

/** An installation in a database of its own: regions, months of the audit log, people in both spaces. */
export async function setUpInstallation(options: { people?: number } = {}): Promise<TestInstallation> {
  const database = await createTestDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'gapura-uji-'))
  const furnished = await furnish({ ...database, folder, people: options.people ?? 300 })
  return {
    ...furnished,
    close: async () => {
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Fills an empty, migrated database with what every test of the gate wants. */
export async function furnish(given: {
  pool: Pool
  url: string
  folder: string
  people: number
}): Promise<Furnished> {
  const { pool, url, folder } = given
  const nikKeyFile = join(folder, 'nik.key')
  const nikHasher = openNikHasher(nikKeyFile)
  await seedRegions(pool)
  await pool.query('select audit_prepare_months(current_date)')
  await claimInstallation(pool, { nikKeyFingerprint: nikHasher.fingerprint, demo: false })
  const people = [...peopleOf('real', given.people), COMPLETE_PERSON]
  await inTx(pool, async (tx) => {
    await loadResidents(tx, 'real', people)
    await loadResidents(tx, 'dummy', peopleOf('dummy', 50))
  })
  return { pool, url, folder, nikKeyFile, nikHasher, people, regions: await loadRegionNames(pool) }
}

/** Where the tests call from: the closed network they pretend, and this machine. */
export const ADDRESSES = ['10.88.0.0/24', '127.0.0.1', '::1']

export type IssuedCredential = { credentialId: number; userId: string; secret: string }

/** A production credential of the base agreement, unless changed. */
export async function issue(
  pool: Pool,
  change: Partial<CredentialRequest> & { userId: string },
): Promise<IssuedCredential> {
  const issued = await issueCredential(
    pool,
    { agreementCode: 'rsud-contoh', kind: 'production', addresses: ADDRESSES, ...change },
    'uji',
  )
  assert.ok(issued.kind === 'issued', JSON.stringify(issued))
  return issued
}
