import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import {
  addendaOf,
  agreementFile,
  type CodedAgreement,
  enterAgreement,
  otherAgreement,
} from '../../test/support/agreement.ts'
import { issue, setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { plainPapers } from '../../test/support/plain-papers.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { findAgreement } from '../agreements/index.ts'
import { OUTCOMES } from '../verification/index.ts'
import { downloadPack, makePack } from './download-pack.ts'

const CODE = 'rsud-contoh'
const FOLDER = mkdtempSync(join(tmpdir(), 'gapura-pack-'))

let installation: TestInstallation
let portal: StaffedPortal
let file: CodedAgreement
let secret: string
before(async () => {
  installation = await setUpInstallation({ people: 1 })
  file = await enterAgreement(
    installation.pool,
    agreementFile({
      localUserIdParameter: 'User_ID',
      feedback: {
        fields: [{ name: 'Nomor Rekam Medis' }, { name: 'Golongan Darah' }],
        methods: ['web-service', 'upload'],
      },
    }),
  )
  const issued = await issue(installation.pool, { userId: 'rsud.satu', profile: 'G3', idStyle: 'string' })
  secret = issued.secret
  portal = await openStaffedPortal(installation)
})
after(async () => {
  await portal.close()
  await installation.close()
  rmSync(FOLDER, { recursive: true, force: true })
})

async function make() {
  const pack = await makePack(installation.pool, plainPapers(), CODE, 'https://gapura.contoh.example')
  assert.ok(pack !== undefined)
  return pack
}

/** The pack unpacked by unzip, which checks it first. */
async function unpacked() {
  const pack = await make()
  const zip = join(FOLDER, pack.fileName)
  writeFileSync(zip, pack.bytes)
  execFileSync('unzip', ['-qq', '-t', zip])
  execFileSync('unzip', ['-qq', '-o', zip, '-d', FOLDER])
  const folder = join(FOLDER, pack.fileName.replace('.zip', ''))
  return { pack, folder, read: (path: string) => readFileSync(join(folder, path)) }
}

describe('the integration pack', () => {
  it('PK-01 holds what it lists, and its checksums are right', async () => {
    const { pack, folder } = await unpacked()
    execFileSync('sha256sum', ['--quiet', '--strict', '-c', 'SHA256SUMS'], { cwd: folder })
    const paths = pack.files.map(({ path }) => path)
    for (const path of [
      'BACA-SAYA.txt',
      'PANDUAN.html',
      'spesifikasi/spesifikasi.json',
      'referensi/tabel-referensi.xlsx',
      'referensi/agama.csv',
      'referensi/elemen-data.csv',
      'formulir/formulir-user-id.xlsx',
      'data-balikan/templat-data-balikan.xlsx',
      'data-balikan/spesifikasi-data-balikan.json',
      'surat-contoh/nda.pdf',
      'surat-contoh/sptjm.pdf',
      'surat-contoh/pernyataan-jaringan-tertutup.pdf',
    ]) {
      assert.ok(paths.includes(path), path)
    }
  })

  it('PK-02 has an example of every outcome, in the shape of the User IDs there are', async () => {
    const { read, pack } = await unpacked()
    const specification = JSON.parse(read('spesifikasi/spesifikasi.json').toString('utf8'))
    const [biodata] = specification.methods
    assert.deepEqual(specification.agreement.termVersion, 1)
    assert.equal(biodata.path, '/dukcapil/get_json/33-13/rsud_contoh/CALL_NIK')
    const [answers] = biodata.answers
    assert.deepEqual([answers.profile, answers.idStyle], ['G3', 'string'])
    const outcomes = answers.outcomes.map(({ outcome }: { outcome: string }) => outcome).sort()
    assert.deepEqual(
      outcomes,
      Object.keys(OUTCOMES)
        .filter((name) => name !== 'matched')
        .sort(),
    )
    for (const { file: path } of answers.outcomes) JSON.parse(read(path).toString('utf8'))
    const found = pack.files.find(({ path }) => path.endsWith('call_nik/G3-string/00-disclosed.json'))
    assert.ok(found !== undefined)
    assert.deepEqual(Object.keys(JSON.parse(read(found.path).toString('utf8')).content[0]), [
      'NIK',
      'NAMA_LGKP',
      'JENIS_KLMIN',
      'TMPT_LHR',
      'TGL_LHR',
      'NO_KK',
      'ALAMAT',
      'NAMA_LGKP_IBU',
    ])
  })

  it('PK-03 the form reads NIKs as text, with lists to choose from', async () => {
    const { read } = await unpacked()
    const { sheets } = await readXlsx(read('formulir/formulir-user-id.xlsx'), { readStyles: true })
    const [form] = sheets
    assert.equal(form?.rows[0]?.[1], 'NIK')
    assert.equal(form?.cells?.get('1,1')?.style?.numFmt, '@')
    assert.equal(form?.cells?.get('50,1')?.style?.numFmt, '@')
    const lists = form?.dataValidations?.map(({ type, range }) => `${type} ${range}`)
    assert.deepEqual(lists, ['textLength B2:B51', 'list E2:E51', 'list K2:K51'])
    const feedback = await readXlsx(read('data-balikan/templat-data-balikan.xlsx'))
    assert.equal(feedback.sheets[0]?.rows[0]?.[0], 'NIK')
    assert.ok((feedback.sheets[0]?.rows[0]?.length ?? 0) >= 3)
  })

  it('PK-04 holds no secret of anybody', async () => {
    const { pack, read } = await unpacked()
    const { rows } = await installation.pool.query('select secret_hash from credential')
    for (const { path } of pack.files) {
      const text = read(path).toString('latin1')
      for (const word of [secret, rows[0].secret_hash, 'rsud.satu'])
        assert.ok(!text.includes(word), `${path}: ${word}`)
    }
  })

  it('PK-05 is the same for the same terms, on any clock', async () => {
    const first = await make()
    const zone = process.env.TZ
    process.env.TZ = 'Pacific/Apia'
    const second = await make()
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
    assert.equal(second.sha256, first.sha256)
    assert.ok(first.bytes.equals(second.bytes))
  })

  it('PK-06 follows the terms in force: an addendum makes another', async () => {
    const before = await make()
    await addendaOf(
      installation.pool,
      file,
    )({ elements: ['NIK', 'NAMA_LGKP'], quotaPerUserPerDay: 'unlimited' })
    const { pack, read } = await unpacked()
    assert.notEqual(pack.fileName, before.fileName)
    const guide = read('PANDUAN.html').toString('utf8')
    assert.match(guide, /ketentuan versi 2/)
    assert.match(guide, /tidak terbatas/)
    assert.doesNotMatch(guide, /<td>ALAMAT<\/td>/)
  })

  it('PK-07 without a web service it has neither addresses nor examples', async () => {
    const { wireMethods: _, ...rest } = otherAgreement('portal-saja')
    await enterAgreement(installation.pool, { ...rest, methods: ['web-portal'] })
    const pack = await makePack(installation.pool, plainPapers(), 'portal-saja', null)
    const paths = pack?.files.map(({ path }) => path) ?? []
    assert.ok(paths.includes('PANDUAN.html'))
    assert.deepEqual(
      paths.filter((path) => path.startsWith('spesifikasi/')),
      [],
    )
  })

  it('PK-08 a paper that cannot be written is said, and the rest is there', async () => {
    const papers = plainPapers()
    const faults = [{ field: 'head', code: 'missing', message: 'Belum ada pimpinan.' }]
    const pack = await makePack(
      installation.pool,
      { ...papers, preview: async () => ({ kind: 'refused', faults }) },
      CODE,
      null,
    )
    const paths = pack?.files.map(({ path }) => path) ?? []
    assert.ok(paths.includes('surat-contoh/nda-belum-dapat-dibuat.txt'))
    assert.ok(paths.includes('PANDUAN.html'))
  })
})

describe('downloading a pack', () => {
  const PATH = `/agreements/${CODE}/pack`
  let pic: PortalClient
  before(async () => {
    const agreement = await findAgreement(installation.pool, CODE)
    assert.ok(agreement !== undefined)
    const { officeId, agencyId } = agreement
    pic = await portal.signIn({ role: 'agency-pic', username: 'uji.pic', officeId, agencyId })
  })

  it('PK-09 is one file, and leaves its entry', async () => {
    const reply = await pic.get(PATH)
    assert.equal(reply.status, 200)
    assert.match(reply.header('content-disposition'), /paket-integrasi-rsud-contoh-v2\.zip/)
    const { rows } = await installation.pool.query(
      `select detail, term_version from audit_entry where event = 'pack.downloaded'`,
    )
    assert.equal(rows.length, 1)
    assert.equal(rows[0].term_version, 2)
    assert.equal(JSON.parse(rows[0].detail).by, 'staff:uji.pic')
  })

  it('PK-09 the auditor, who changes nothing, and the evaluator take none', async () => {
    const { rows } = await installation.pool.query('select office_id from agreement limit 1')
    const { office_id: officeId } = rows[0]
    const auditor = await portal.signIn({ role: 'auditor', username: 'uji.auditor', officeId })
    const evaluator = await portal.signIn({ role: 'evaluator', username: 'uji.evaluator', officeId })
    assert.equal((await auditor.get(PATH)).status, 403)
    assert.equal((await evaluator.get(PATH)).status, 403)
  })

  it('the command line is given the same bytes', async () => {
    const agreement = await findAgreement(installation.pool, CODE)
    assert.ok(agreement !== undefined)
    const tools = { pool: installation.pool, paperMaker: plainPapers(), publicUrl: null }
    const pack = await downloadPack(tools, agreement, { by: 'cli:uji', address: null })
    assert.equal(pack?.sha256, (await makePack(installation.pool, plainPapers(), CODE, null))?.sha256)
  })
})
