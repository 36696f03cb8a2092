import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { inTx, openPool, type Pool } from '../kernel/database.ts'
import { openSealer } from '../kernel/seal.ts'
import { claimFileKey, createVault, FileBroken, openVault, type Vault } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'gapura-vault-'))
const keyFile = join(folder, 'files.key')
const PLAIN = Buffer.from('Perjanjian kerja sama nomor 1 tahun 2026')

let database: TestDatabase
let pool: Pool
let vault: Vault

before(async () => {
  database = await createTestDatabase()
  pool = openPool({ url: database.url, role: 'gapura_app', applicationName: 'gapura test vault' })
  vault = createVault(openSealer(keyFile))
})

after(async () => {
  await pool.end()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const store = (bytes: Buffer, mediaType = 'application/pdf') =>
  inTx(pool, (tx) => vault.store(tx, bytes, mediaType))

const asOwner = (sql: string, values: unknown[] = []) => database.pool.query(sql, values)

describe('the vault', () => {
  it('F-01 a file is named by its checksum and comes back as it was', async () => {
    const ref = await store(PLAIN)
    assert.deepEqual(ref, {
      sha256: createHash('sha256').update(PLAIN).digest('hex'),
      size: PLAIN.length,
      mediaType: 'application/pdf',
    })
    assert.deepEqual(await vault.open(pool, ref.sha256), { bytes: PLAIN, mediaType: 'application/pdf' })
  })

  it('F-01 the same bytes twice are one file, at once too', async () => {
    const bytes = randomBytes(1000)
    const refs = await Promise.all([store(bytes), store(bytes), store(bytes)])
    assert.equal(new Set(refs.map(({ sha256 }) => sha256)).size, 1)
    const { rows } = await asOwner('select count(*)::int as n from stored_file where size = 1000')
    assert.equal(rows[0].n, 1)
  })

  it('F-01 a file is there only when the act it belongs to is', async () => {
    const bytes = randomBytes(100)
    const failing = inTx(pool, async (tx) => {
      await vault.store(tx, bytes, 'image/png')
      throw new Error('the act failed')
    })
    await assert.rejects(failing, /the act failed/)
    assert.equal(await vault.open(pool, createHash('sha256').update(bytes).digest('hex')), undefined)
  })

  it('F-02 nothing of a file can be read in the database', async () => {
    const { sha256 } = await store(PLAIN)
    const { rows } = await asOwner('select sealed from stored_file where sha256 = $1', [
      Buffer.from(sha256, 'hex'),
    ])
    assert.equal(rows[0].sealed.indexOf('Perjanjian'), -1)
    assert.equal(statSync(keyFile).mode & 0o777, 0o600)
  })

  for (const { what, sql } of [
    { what: 'a flipped byte', sql: `set_byte(sealed, 60, get_byte(sealed, 60) # 1)` },
    { what: 'another file in its place', sql: '(select sealed from stored_file where size = 77)' },
  ]) {
    it(`F-03 ${what} is found at the opening`, async () => {
      await store(randomBytes(77))
      const { sha256 } = await store(randomBytes(78))
      await asOwner(`update stored_file set sealed = ${sql} where size = 78`)
      await assert.rejects(vault.open(pool, sha256), FileBroken)
      await asOwner('delete from stored_file where size in (77, 78)')
    })
  }

  it('F-03 the program can neither change nor remove a file', async () => {
    await store(PLAIN)
    await assert.rejects(pool.query(`update stored_file set media_type = 'text/html'`), { code: '42501' })
    await assert.rejects(pool.query('delete from stored_file'), { code: '42501' })
  })

  it('there is no file by what is no checksum', async () => {
    for (const name of ['', 'x', 'f'.repeat(64), `${'f'.repeat(64)}' or true`]) {
      assert.equal(await vault.open(pool, name), undefined)
    }
  })
})

describe('the key of the vault', () => {
  it('F-04 a node with another key, or none, does not start', async () => {
    await asOwner(
      `insert into installation (nik_key_fingerprint, demo) values ('uji', false) on conflict do nothing`,
    )
    const opened = await openVault(database.pool, keyFile)
    await claimFileKey(database.pool, opened.fingerprint)
    assert.equal((await openVault(database.pool, keyFile)).fingerprint, opened.fingerprint)

    const other = join(folder, 'other.key')
    openSealer(other)
    await assert.rejects(openVault(database.pool, other), /differs from the one/)
    const missing = join(folder, 'missing.key')
    await assert.rejects(openVault(database.pool, missing), /is missing/)
    assert.ok(!existsSync(missing), 'no new key is made in place of one that is missing')
    await assert.rejects(claimFileKey(database.pool, 'ffffffffffffffff'), /differs from the one/)
  })

  it('F-04 a new installation makes its key', async () => {
    const fresh = await createTestDatabase()
    try {
      const made = join(folder, 'made.key')
      await openVault(fresh.pool, made)
      assert.ok(existsSync(made))
    } finally {
      await fresh.drop()
    }
  })
})
