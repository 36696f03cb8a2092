import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { AgreementFile, readAgreementFile } from '../../src/agreements/index.ts'
import { ELEMENT_NAMES, ELEMENTS } from '../../src/registry/elements.ts'
import { changeDraft } from '../../src/web/pages/agreement-form/change-draft.ts'
import { type Draft, draftOf, EMPTY_DRAFT } from '../../src/web/pages/agreement-form/draft.ts'
import {
  countAsWritten,
  ELEMENT_GROUPS,
  findElements,
  GROUP_NAMES,
} from '../../src/web/pages/agreement-form/element-groups.ts'
import { fileOf } from '../../src/web/pages/agreement-form/file-of.ts'
import {
  LIST_FIELDS,
  REQUIRED_OBJECTS,
  SET_FIELDS,
  TEXT_FIELDS,
} from '../../src/web/pages/agreement-form/form-fields.ts'
import { excessOf } from '../../src/web/pages/agreement-form/limits.ts'
import { wholeNumberIn } from '../../src/web/pages/agreement-form/read-number.ts'

const DEMO = join(import.meta.dirname, '../../demo/agreements')
const FILES = globSync('*.json', { cwd: DEMO })

/** The paths of a schema that hold a value: lists and unions are one. */
function pathsOf(node: object, path = ''): string[] {
  if (!('properties' in node)) return [path]
  return Object.entries<object>(Object(node.properties)).flatMap(([name, inner]) =>
    pathsOf(inner, path === '' ? name : `${path}.${name}`),
  )
}

describe('the form of an agreement', () => {
  it('has every field of an agreement file, and no other', () => {
    const held = [...Object.keys(TEXT_FIELDS), ...SET_FIELDS, ...LIST_FIELDS, 'wireMethods']
    assert.deepEqual(held.sort(), pathsOf(AgreementFile).sort())
  })

  it('has every object that a file must have', () => {
    const objects = AgreementFile.required.filter((name) => 'properties' in AgreementFile.properties[name])
    assert.deepEqual([...REQUIRED_OBJECTS].sort(), [...objects].sort())
  })

  for (const file of FILES) {
    it(`sends ${file} as it was loaded`, () => {
      const given: unknown = JSON.parse(readFileSync(join(DEMO, file), 'utf8'))
      const { draft, unread } = draftOf(given)
      assert.deepEqual([fileOf(draft).file, unread], [given, []])
    })
  }

  it('says nothing about what is not filled in, but of the parties', () => {
    assert.deepEqual(fileOf(EMPTY_DRAFT).file, { number: {}, civilRegistry: {}, userAgency: {} })
  })

  it('names what a file has and the form has not', () => {
    const { unread } = draftOf({ elemen: [], network: { kind: 'closed', vlan: 3 }, number: 'x' })
    assert.deepEqual(unread, ['elemen', 'network.vlan', 'number'])
  })

  it('keeps what a feedback field has beside its name', () => {
    const feedback = { fields: [{ name: 'Golongan Darah', pattern: 'A|B' }], methods: ['upload'] }
    assert.deepEqual(fileOf(draftOf({ feedback }).draft).file.feedback, feedback)
  })
})

describe('places of faults', () => {
  const change = (draft: Draft, ...changes: Parameters<typeof changeDraft>[1][]) =>
    changes.reduce(changeDraft, draft)

  it('a fault of a list stands beside the row that was sent, whatever empty rows lie between', () => {
    const draft = change(
      EMPTY_DRAFT,
      { do: 'add-row', path: 'network.ipLan', after: null, texts: ['10.0.0.1', '', '10.0.0.999'] },
      { do: 'remove-row', path: 'network.ipLan', key: 0 },
    )
    const { file, places } = fileOf(draft)
    assert.deepEqual(file.network, { kind: 'closed', ipLan: ['10.0.0.1', '10.0.0.999'] })
    assert.equal(places.get('network.ipLan[1]'), 'network.ipLan#3')
  })

  it('a fault of an element stands beside its tick', () => {
    const draft = change(EMPTY_DRAFT, { do: 'tick', path: 'elements', names: ['NIK', 'AGAMA'], isOn: true })
    assert.equal(fileOf(draft).places.get('elements[1]'), 'elements:AGAMA')
  })

  it('a fault of a wire method stands beside its part', () => {
    const draft = change(EMPTY_DRAFT, { do: 'add-wire-method' })
    const { places } = fileOf(draft)
    assert.equal(places.get('wireMethods[0].name'), 'wireMethods#0.name')
  })

  it('what cannot be read as a number is sent as typed, and the server names its field', () => {
    const start = JSON.parse(readFileSync(join(DEMO, FILES[0] ?? ''), 'utf8'))
    const draft = change(draftOf(start).draft, { do: 'write', path: 'users', text: 'dua' })
    const read = readAgreementFile(JSON.stringify(fileOf(draft).file))
    assert.deepEqual(read.kind === 'faulty' && read.faults.map(({ field }) => field), ['users'])
  })
})

describe('numbers as people write them', () => {
  for (const [text, value] of [
    ['1.000', 1000],
    ['1000', 1000],
    ['1.00', undefined],
    ['1,5', undefined],
    ['0', 0],
  ] as const) {
    it(`“${text}” is ${value}`, () => assert.equal(wholeNumberIn(text), value))
  }

  for (const [text, value] of [
    ['unlimited', 'unlimited'],
    ['tanpa batas', 'unlimited'],
    ['1.000', 1000],
    ['banyak', 'banyak'],
  ] as const) {
    it(`a quota of “${text}” is sent as ${value}`, () => {
      const draft = changeDraft(EMPTY_DRAFT, { do: 'write', path: 'quotaPerUserPerDay', text })
      assert.equal(fileOf(draft).file.quotaPerUserPerDay, value)
    })
  }

  it('a bandwidth may have a decimal comma', () => {
    const draft = changeDraft(EMPTY_DRAFT, { do: 'write', path: 'network.bandwidthMbps', text: '1,5' })
    assert.deepEqual(fileOf(draft).file.network, { kind: 'closed', bandwidthMbps: 1.5 })
  })
})

describe('elements', () => {
  it('each stands in one group', () => {
    const grouped = GROUP_NAMES.flatMap((group) => ELEMENT_GROUPS[group])
    assert.deepEqual([...grouped].sort(), [...ELEMENT_NAMES].sort())
  })

  it('an address counts as one, as the papers do', () => {
    assert.equal(countAsWritten(['NIK', 'ALAMAT', 'NO_RT', 'KEL_NAME']), 2)
    assert.equal(countAsWritten(['NIK']), 1)
    assert.equal(countAsWritten([]), 0)
  })

  it('are found by name and by label, as letters list them', () => {
    const { found, rest } = findElements(
      '1. NIK\n2) nama lengkap; NO_KK, Foto',
      (name) => ELEMENTS[name].label,
    )
    assert.deepEqual([found, rest], [['NIK', 'NAMA_LGKP', 'NO_KK'], ['Foto']])
  })
})

describe('what an approval allows', () => {
  for (const [path, value, limit, excess] of [
    ['quotaPerUserPerDay', '200', '200', undefined],
    ['quotaPerUserPerDay', '201', '200', 'exceeds'],
    ['quotaPerUserPerDay', '1.000', '200', 'exceeds'],
    ['quotaPerUserPerDay', 'unlimited', '200', 'exceeds'],
    ['quotaPerUserPerDay', '5', 'unlimited', undefined],
    ['validUntil', '2027-01-02', '2027-01-01', 'exceeds'],
    ['validUntil', '2026-12-31', '2027-01-01', undefined],
    ['purpose', 'lain', 'verifikasi', 'differs'],
    ['purpose', '', 'verifikasi', undefined],
  ] as const) {
    it(`${path} “${value}” against “${limit}”`, () => assert.equal(excessOf(path, value, limit), excess))
  }
})
