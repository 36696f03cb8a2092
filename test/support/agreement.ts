import assert from 'node:assert/strict'
import { type AgreementFile, importAgreement, readAgreementFile } from '../../src/agreements/index.ts'
import type { Pool } from '../../src/kernel/database.ts'

export type CodedAgreement = AgreementFile & { code: string }

/** A hospital's agreement as an office would import it, in force for so long that no test outlives it. */
const BASE = {
  code: 'rsud-contoh',
  number: { civilRegistry: '400.12.4/0001/CONTOH', userAgency: '400.7/0001/CONTOH' },
  civilRegistry: {
    name: 'Dinas Kependudukan dan Pencatatan Sipil Kabupaten Karanganyar',
    region: '33.13',
    level: 'kabupaten',
  },
  userAgency: { name: 'RSUD Contoh', kind: 'RSUD', wireName: 'rsud_contoh', customerId: '880000000000001' },
  purpose: 'verifikasi data pasien',
  signedOn: '2020-01-01',
  validUntil: '2099-12-31',
  elements: ['NIK', 'NAMA_LGKP', 'JENIS_KLMIN', 'TMPT_LHR', 'TGL_LHR', 'NO_KK', 'ALAMAT', 'NAMA_LGKP_IBU'],
  methods: ['web-service'],
  quotaPerUserPerDay: 100_000,
  wireMethods: [
    { name: 'call_nik', operation: 'biodata' },
    { name: 'call_verify_by_elemen', operation: 'match' },
  ],
}

/** The base agreement with some of its fields changed, read as a file is. */
export function agreementFile(change: Partial<AgreementFile> = {}): CodedAgreement {
  const read = readAgreementFile(JSON.stringify({ ...BASE, ...change }))
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return { ...read.agreement, code: read.agreement.code ?? BASE.code }
}

/** Another agreement of the same office, with an agency and numbers of its own. */
export function otherAgreement(name: string, change: Partial<AgreementFile> = {}): CodedAgreement {
  return agreementFile({
    code: name,
    number: { civilRegistry: `400.12.4/${name}`, userAgency: `400.7/${name}` },
    userAgency: { name: `Instansi ${name}`, kind: 'OPD', wireName: name },
    ...change,
  })
}

export async function enterAgreement(pool: Pool, file: CodedAgreement): Promise<CodedAgreement> {
  const result = await importAgreement(pool, file, { by: 'uji' })
  assert.equal(result.kind, 'imported', JSON.stringify(result))
  return file
}

const FIRST_ADDENDUM = Date.parse('2020-02-01T00:00:00Z')

/**
 * Changes an agreement by addenda that are in force at once. Each starts a minute after the one before, in
 * the past, so that they may follow each other as fast as the tests do.
 */
export function addendaOf(pool: Pool, file: CodedAgreement) {
  let count = 0
  return async (change: Partial<AgreementFile>) => {
    count += 1
    const from = new Date(FIRST_ADDENDUM + count * 60_000).toISOString()
    const result = await importAgreement(
      pool,
      { ...file, ...change },
      { by: 'uji', addendum: { number: `ADD/${count}`, from } },
    )
    assert.equal(result.kind, 'amended', JSON.stringify(result))
  }
}
