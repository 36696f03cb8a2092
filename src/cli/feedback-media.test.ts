import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Decrypter, Encrypter } from 'age-encryption'
import { writeXlsx } from 'hucre/xlsx'
import { type CommandLine, openCommandLine, runCommand } from '../../test/support/command.ts'
import { hospitalOwingFeedback, inventedNik, lookUpAll } from '../../test/support/feedback.ts'
import { confirmedKey } from '../../test/support/media.ts'
import { signerOf } from '../feedback/index.ts'
import { openNikHasher } from '../kernel/secrets.ts'

let cli: CommandLine
let hospital: Awaited<ReturnType<typeof hospitalOwingFeedback>>
let recipient: string
const folder = mkdtempSync(join(tmpdir(), 'gapura-media-cli-'))
const file = (name: string) => join(folder, name)
/** On a computer with nothing else of Gapura. */
const offline = (...args: string[]) =>
  runCommand(['feedback', ...args], { GAPURA_DATA_DIR: file('tidak-ada') })

before(async () => {
  cli = await openCommandLine()
  const { pool } = cli.database
  await pool.query('select audit_prepare_months(current_date)')
  hospital = await hospitalOwingFeedback(pool)
  const nikHasher = openNikHasher(join(cli.folder, 'secrets', 'nik.key'))
  await lookUpAll(pool, nikHasher, hospital, [1, 2, 3].map(inventedNik))
  recipient = (await cli.runJson<{ recipient: string }>(['feedback', 'media-key'])).recipient
})
after(() => cli.close())

const pack = (source: string, out: string, ...more: string[]) =>
  offline(
    'pack',
    source,
    '--agreement',
    hospital.code,
    '--organisation',
    'RSUD Contoh',
    '--name',
    'Contoh Petugas',
    '--key',
    file('kunci.pem'),
    '--to',
    recipient,
    '--out',
    out,
    ...more,
  )

const unpack = (path: string, ...more: string[]) =>
  cli.run(['feedback', 'unpack', path, '--office', hospital.officeCode, ...more])

test('FB-98 keys: made once, readable by their owner only, the office’s the same at every call', async () => {
  const made = await offline('key-make', '--out', file('kunci.pem'), '--json')
  assert.equal(made.code, 0, made.stderr)
  assert.equal(statSync(file('kunci.pem')).mode & 0o777, 0o600)
  const der = execFileSync('openssl', ['pkey', '-pubin', '-in', file('kunci.pem.pub'), '-outform', 'der'])
  const sum = execFileSync('sha256sum', { input: der }).toString().slice(0, 64)
  assert.equal(JSON.parse(made.stdout).fingerprint, sum)
  assert.equal((await offline('key-make', '--out', file('kunci.pem'))).code, 1)
  assert.equal((await cli.runJson<{ recipient: string }>(['feedback', 'media-key'])).recipient, recipient)
  const mode = statSync(join(cli.folder, 'secrets', 'media.key')).mode & 0o777
  assert.equal(mode, 0o600)
  const signer = signerOf(readFileSync(file('kunci.pem'), 'utf8'))
  assert.ok(signer !== undefined)
  await confirmedKey(cli.database.pool, hospital, signer)
})

test('FB-90 a package from an offline computer, taken apart by standard tools', async () => {
  const csv = `NIK;NOMOR_REKAM_MEDIS\r\n${inventedNik(1)};MR/1\r\n`
  writeFileSync(file('balikan.csv'), csv)
  const made = await pack(file('balikan.csv'), file('satu.gapura-balikan'), '--definition', '1')
  assert.equal(made.code, 0, made.stderr)
  const identity = /^AGE-SECRET-KEY-\S+$/m.exec(
    readFileSync(join(cli.folder, 'secrets', 'media.key'), 'utf8'),
  )?.[0]
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity ?? '')
  writeFileSync(file('isi.tar'), await decrypter.decrypt(readFileSync(file('satu.gapura-balikan'))))
  execFileSync('tar', ['-xf', file('isi.tar'), '-C', folder])
  assert.equal(readFileSync(file('data.csv'), 'utf8'), csv)
  const check = [
    '-verify',
    '-rawin',
    '-pubin',
    '-inkey',
    file('kunci.pem.pub'),
    '-sigfile',
    file('manifest.sig'),
  ]
  const verified = execFileSync('openssl', ['pkeyutl', ...check, '-in', file('manifest.json')]).toString()
  assert.match(verified, /Signature Verified Successfully/)
  const manifest = JSON.parse(readFileSync(file('manifest.json'), 'utf8'))
  assert.equal(manifest.data.sha256, execFileSync('sha256sum', { input: csv }).toString().slice(0, 64))
  assert.equal(
    (await pack(file('balikan.csv'), file('satu.gapura-balikan'))).code,
    1,
    'never over another file',
  )
})

test('FB-90 unpack says who made it, and stores only when told; FB-96 once', async () => {
  const seen = await unpack(file('satu.gapura-balikan'))
  assert.equal(seen.code, 0, seen.stderr)
  assert.match(seen.stdout, /Dibuat oleh +: Contoh Petugas, RSUD Contoh/)
  assert.match(seen.stdout, /Dari berkas +: balikan\.csv/)
  const stored = await unpack(file('satu.gapura-balikan'), '--store')
  assert.equal(stored.code, 0, stored.stderr)
  assert.match(stored.stdout, /Dibaca 1 baris, tersimpan 1,/)
  const again = await unpack(file('satu.gapura-balikan'), '--store')
  assert.equal(again.code, 1)
  assert.match(again.stderr, /^FB-96 /)
  assert.doesNotMatch(stored.stdout + again.stderr, /88\d{14}/)
})

test('FB-90 a package made by standard tools is taken as well', async () => {
  const csv = `NIK;NOMOR_REKAM_MEDIS\r\n${inventedNik(2)};MR/22\r\n`
  writeFileSync(file('data.csv'), csv)
  const manifest = JSON.parse(readFileSync(file('manifest.json'), 'utf8'))
  const sha256 = execFileSync('sha256sum', { input: csv }).toString().slice(0, 64)
  const own = { ...manifest, id: randomUUID(), data: { sha256, bytes: csv.length, rows: 1 } }
  writeFileSync(file('manifest.json'), JSON.stringify(own))
  const sign = ['-sign', '-rawin', '-inkey', file('kunci.pem'), '-in', file('manifest.json')]
  execFileSync('openssl', ['pkeyutl', ...sign, '-out', file('manifest.sig')])
  const members = ['manifest.json', 'manifest.sig', 'data.csv']
  execFileSync('tar', ['--format=ustar', '-C', folder, '-cf', file('isi.tar'), ...members])
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  writeFileSync(file('tiga.gapura-balikan'), await encrypter.encrypt(readFileSync(file('isi.tar'))))
  const stored = await unpack(file('tiga.gapura-balikan'), '--store')
  assert.equal(stored.code, 0, stored.stderr)
  assert.match(stored.stdout, /tersimpan 1,/)
})

test('FB-90 a workbook goes as CSV, and a NIK that Excel rounded is refused as in an upload', async () => {
  const rows = [
    ['NIK', 'CATATAN', 'NOMOR_REKAM_MEDIS'],
    [inventedNik(2), 'satu, "dua"\ntiga', 'MR/2'],
    [Number(inventedNik(3)), '', 'MR/3'],
  ]
  writeFileSync(file('balikan.xlsx'), await writeXlsx({ sheets: [{ name: 'Data', rows }] }))
  const made = await pack(file('balikan.xlsx'), file('dua.gapura-balikan'), '--json')
  assert.equal(made.code, 0, made.stderr)
  assert.equal(JSON.parse(made.stdout).source.rows, 2)
  const stored = await unpack(file('dua.gapura-balikan'), '--store')
  assert.equal(stored.code, 3, stored.stderr)
  assert.match(stored.stdout, /tersimpan 1, sudah ada 0, ditolak 1/)
})

test('FB-90 what is missing or wrong is told in one line, and nothing is written', async () => {
  const rows: [string[], RegExp][] = [
    [['--to', 'age1salah'], /--to harus kunci penerima/],
    [['--agreement', 'Tidak Sah'], /--agreement harus kode perjanjian/],
    [['--key', file('kunci.pem.pub')], /bukan kunci rahasia/],
    [['--name', ' '], /--name harus 1 sampai 200 huruf/],
  ]
  for (const [more, words] of rows) {
    const { code, stderr } = await pack(file('balikan.csv'), file('gagal.gapura-balikan'), ...more)
    assert.equal(code, 1)
    assert.match(stderr, words)
  }
  assert.throws(() => statSync(file('gagal.gapura-balikan')))
  assert.throws(() => statSync(file('tidak-ada')), 'no installation was made')
})
