import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readAgreementFile } from './agreement-file.ts'

const FILE = join(import.meta.dirname, '../../demo/agreements/karanganyar-rsud-2026.json')
const base: object = JSON.parse(readFileSync(FILE, 'utf8'))
const office = { name: 'Disdukcapil Contoh', region: '33.13', level: 'kabupaten' }

/** The faults of the base file with these changes, as `code field`. */
function faultsOf(change: object): string[] {
  const read = readAgreementFile(JSON.stringify({ ...base, ...change }))
  return read.kind === 'read' ? [] : read.faults.map(({ code, field }) => `${code} ${field}`).toSorted()
}

const rows: { rule: string; change: object; expect: string[] }[] = [
  { rule: 'AG-01 nothing is wrong', change: {}, expect: [] },
  {
    rule: 'AG-05 ended before it began',
    change: { validUntil: '2001-01-01' },
    expect: ['AG-05 validUntil'],
  },
  {
    rule: 'AG-06 more than the approval has',
    change: {
      elements: ['NIK', 'NAMA_LGKP'],
      centralApproval: { number: '1', date: '2026-01-01', elements: ['NIK'], methods: ['card-reader'] },
    },
    expect: ['AG-06 elements[1]', 'AG-06 methods[0]'],
  },
  {
    rule: 'AG-07 wire methods without a web service',
    change: {
      methods: ['web-portal'],
      centralApproval: undefined,
      wireMethods: [{ name: 'CALL_NIK', operation: 'biodata' }],
    },
    expect: ['AG-07 wireMethods'],
  },
  {
    rule: 'AG-08 a wire method twice, in whatever case',
    change: {
      wireMethods: [
        { name: 'CALL_NIK', operation: 'biodata' },
        { name: 'call_nik', operation: 'match' },
      ],
    },
    expect: ['AG-08 wireMethods[1].name'],
  },
  {
    rule: 'AG-09 a wire method with more than the agreement grants',
    change: {
      elements: ['NIK'],
      wireMethods: [{ name: 'CALL_NIK', operation: 'biodata', elements: ['NIK', 'ALAMAT'] }],
    },
    expect: ['AG-09 wireMethods[0].elements[1]'],
  },
  {
    rule: 'AG-23 a regency that is none',
    change: { civilRegistry: { ...office, region: '33.98' } },
    expect: ['AG-23 civilRegistry.region'],
  },
  {
    rule: 'AG-23 a regency for a province',
    change: { civilRegistry: { ...office, level: 'provinsi' } },
    expect: ['AG-23 civilRegistry.region'],
  },
  {
    rule: 'AG-24 what is no address stands beside what is',
    change: {
      network: { kind: 'closed', ipLan: ['10.10.0.70', '10.10.0.0/24', '10.10.0.7/24', '10.10.0', '::1'] },
    },
    expect: ['AG-24 network.ipLan[2]', 'AG-24 network.ipLan[3]'],
  },
  {
    rule: 'AG-04 faults of form and of sense are told in one round',
    change: { users: 0, validUntil: '2001-01-01', civilRegistry: { ...office, region: '33.98' } },
    expect: ['AG-04 users', 'AG-05 validUntil', 'AG-23 civilRegistry.region'],
  },
  {
    rule: 'AG-04 a field with a fault of form is not judged for sense as well',
    change: { elements: 'NIK', wireMethods: [{ name: 'X', operation: 'biodata', elements: ['ALAMAT'] }] },
    expect: ['AG-04 elements'],
  },
]
for (const { rule, change, expect } of rows) test(rule, () => assert.deepEqual(faultsOf(change), expect))
