import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { elementsOfMask } from '../../src/audit/index.ts'
import { ELEMENT_NAMES, type Element, inCatalogueOrder } from '../../src/registry/index.ts'
import { isMatchable } from '../../src/verification/matching/index.ts'
import { encodeAnswer } from '../../src/verification/wire/encode.ts'
import { addendaOf, agreementFile, enterAgreement } from '../support/agreement.ts'
import { auditEntries } from '../support/audit.ts'
import { type Decided, openTestGate, type TestGate } from '../support/gate.ts'
import { issue, setUpInstallation, type TestInstallation } from '../support/installation.ts'
import { COMPLETE_PERSON } from '../support/residents.ts'

let installation: TestInstallation
let gate: TestGate
let credentialId: number
let amend: ReturnType<typeof addendaOf>

before(async () => {
  installation = await setUpInstallation({ people: 20 })
  const file = await enterAgreement(installation.pool, agreementFile())
  amend = addendaOf(installation.pool, file)
  credentialId = (await issue(installation.pool, { userId: 'hanya.hak' })).credentialId
  gate = openTestGate(installation)
})
after(async () => {
  await gate.close()
  await installation.close()
})

const BIODATA = { region: '3313', agency: 'rsud_contoh', method: 'call_nik' }
const MATCH = { ...BIODATA, method: 'call_verify_by_elemen' }

/** Claims for everything, of which the one for the name is right. */
const CLAIMS: ReadonlyMap<Element, string> = new Map(
  ELEMENT_NAMES.map((element) => [element, element === 'NAMA_LGKP' ? COMPLETE_PERSON.nama_lgkp : '1']),
)

async function ask(path: typeof BIODATA): Promise<Decided> {
  const answer = await gate.ask({
    credentialId,
    path,
    nik: COMPLETE_PERSON.nik,
    claims: CLAIMS,
    threshold: '0',
  })
  assert.ok(answer.kind === 'decided')
  return answer
}

/** The elements of an answer; those that leave, those of the decision and those recorded are the same. */
async function told(path: typeof BIODATA): Promise<Element[]> {
  const answer = await ask(path)
  const { decision } = answer
  assert.ok(decision.kind !== 'refused', JSON.stringify(decision))
  const decided = (decision.kind === 'disclosed' ? decision.values : decision.row).map(([element]) => element)
  const left = Object.keys(JSON.parse(encodeAnswer(answer, 'G1')).content[0])
  assert.deepEqual(left, decided)
  const entry = (await auditEntries(installation.pool, credentialId)).at(-1)
  assert.deepEqual(elementsOfMask(entry?.elementMask ?? 0), decided)
  return [...decided]
}

test('I2 of the complete person every element has a value', async () => {
  await amend({ elements: [...ELEMENT_NAMES] })
  const { decision } = await ask(BIODATA)
  assert.ok(decision.kind === 'disclosed')
  assert.deepEqual(
    decision.values.filter(([, value]) => value === null || value === ''),
    [],
  )
})

for (const element of ELEMENT_NAMES) {
  const others = ELEMENT_NAMES.filter((other) => other !== element)

  test(`I2 ${element}: the minimal grant tells exactly it`, async () => {
    await amend({ elements: [element] })
    assert.deepEqual(await told(BIODATA), [element])
    assert.deepEqual(await told(MATCH), isMatchable(element) ? [element] : [])
  })

  test(`I2 ${element}: a grant of all but it withholds it`, async () => {
    await amend({ elements: others })
    assert.deepEqual(await told(BIODATA), others)
    assert.deepEqual(await told(MATCH), others.filter(isMatchable))
  })
}

test('I2 random grants, narrowed by random methods, never tell an element outside', async () => {
  const some = fc.subarray(ELEMENT_NAMES, { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(some, fc.infiniteStream(fc.boolean()), async (elements, coins) => {
      const narrowed = elements.filter(() => coins.next().value === true)
      await amend({
        elements,
        wireMethods: [
          {
            name: BIODATA.method,
            operation: 'biodata',
            ...(narrowed.length > 0 ? { elements: narrowed } : {}),
          },
          { name: MATCH.method, operation: 'match' },
        ],
      })
      assert.deepEqual(await told(BIODATA), inCatalogueOrder(narrowed.length > 0 ? narrowed : elements))
      assert.deepEqual(await told(MATCH), inCatalogueOrder(elements).filter(isMatchable))
    }),
    { numRuns: 40 },
  )
})

test('I2 callers of one batch who hold different grants each get their own', async () => {
  const file = await enterAgreement(installation.pool, {
    ...agreementFile({ elements: ['NAMA_LGKP', 'ALAMAT'] }),
    code: 'rsud-lain',
    number: { civilRegistry: 'LAIN/1', userAgency: 'LAIN/2' },
  })
  await amend({ elements: ['NIK', 'TGL_LHR'] })
  const other = await issue(installation.pool, { userId: 'hanya.lain', agreementCode: file.code })
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      gate.ask({
        credentialId: index % 2 === 0 ? credentialId : other.credentialId,
        path: BIODATA,
        nik: COMPLETE_PERSON.nik,
      }),
    ),
  )
  answers.forEach((answer, index) => {
    assert.ok(answer.kind === 'decided' && answer.decision.kind === 'disclosed')
    const elements = answer.decision.values.map(([element]) => element)
    assert.deepEqual(elements, index % 2 === 0 ? ['NIK', 'TGL_LHR'] : ['NAMA_LGKP', 'ALAMAT'])
  })
})
