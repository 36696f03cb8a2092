import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { CodedAgreement } from '../../test/support/agreement.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { openStaffedPortal, type StaffedPortal } from '../../test/support/staffed-portal.ts'
import {
  APPROVAL_NUMBER,
  openOffice,
  REQUEST_NUMBER,
  walkToSigned,
  walkToStatements,
} from '../../test/support/walk-request.ts'
import { walkToForce } from '../../test/support/walk-to-force.ts'
import { findAgreement, importAgreement, readAgreementFile } from '../agreements/index.ts'
import { enterCredential } from '../credentials/index.ts'
import type { Pool } from '../kernel/database.ts'
import { openLog } from '../kernel/log.ts'
import { readAuthorities } from '../verification/authority.store.ts'

const FOLDER = join(import.meta.dirname, '../../demo/agreements')

const FIVE = [
  'karanganyar-rsud-2020',
  'karanganyar-tenaga-kerja-2020',
  'jawa-barat-tenaga-kerja-2021',
  'karanganyar-kesehatan-2022',
  'purbalingga-tenaga-kerja-2025',
] as const

function fileOf(name: string): CodedAgreement {
  const read = readAgreementFile(readFileSync(join(FOLDER, `${name}.json`), 'utf8'))
  assert.ok(read.kind === 'read', name)
  return { ...read.agreement, code: name }
}

/** With its days moved so that it is in force now, and longer than any test runs. */
function movedToNow(file: CodedAgreement): CodedAgreement {
  const year = new Date().getUTCFullYear()
  return { ...file, signedOn: `${year - 1}-12-31`, validUntil: `${year + 1}-12-30` }
}

/** Everything that access to an agreement depends on at an instant of its term, without ids. */
async function accessOf(pool: Pool, file: CodedAgreement) {
  const at = `${file.signedOn}T12:00:00+07:00`
  const entered = await enterCredential(
    pool,
    {
      agreementCode: file.code,
      userId: `uji.${file.code}`.slice(0, 60),
      kind: 'production',
      addresses: ['10.88.0.9'],
    },
    'uji',
  )
  assert.ok(entered.kind === 'issued', JSON.stringify(entered))
  const { authorities } = await readAuthorities(pool, [entered.credentialId], at)
  const {
    credentialId: _,
    agreementId: __,
    officeId: ___,
    ...authority
  } = authorities.get(entered.credentialId) ?? {}
  const found = await findAgreement(pool, file.code, at)
  assert.ok(found !== undefined)
  const { id: ____, officeId: _____, agencyId: ______, isSptjmRequired, ...inForce } = found
  const { rows } = await pool.query(
    `select a.document, a.technical_guideline_number, a.signed_on, a.valid_from, a.valid_until, a.portal_purposes,
       a.proof_of_concept_required, a.user_agency_number, c.number as approval, c.approved_on, g.name, g.kind, g.wire_name,
       g.customer_id, o.name as office, o.level,
       (select json_agg(to_jsonb(t) - 'id' - 'agreement_id' - 'created_at' order by version) from agreement_term t
         where t.agreement_id = a.id) as terms
     from agreement a join user_agency g on g.id = a.agency_id join office o on o.id = a.office_id
     left join central_approval c on c.id = a.central_approval_id where a.code = $1`,
    [file.code],
  )
  const { document, ...row } = rows[0]
  return { authority, inForce, row, document, isSptjmRequired }
}

async function openInstallation() {
  const installation = await setUpInstallation({ people: 5 })
  const portal = await openStaffedPortal(installation, openLog('silent'), 'required')
  return { installation, portal }
}

async function importAll(pool: Pool, files: readonly CodedAgreement[]) {
  for (const file of files) {
    const result = await importAgreement(pool, file, { by: 'uji' })
    assert.equal(result.kind, 'imported', JSON.stringify(result))
  }
}

/** Letters that come with the path whether the paper names them or not. */
function withLetters(file: CodedAgreement): CodedAgreement {
  return {
    ...file,
    requestLetter: file.requestLetter ?? {
      number: REQUEST_NUMBER,
      date: file.signedOn,
      subject: 'Permohonan akses',
    },
    centralApproval: file.centralApproval ?? { number: APPROVAL_NUMBER, date: file.signedOn },
  }
}

describe('the five agreements, entered in three ways', () => {
  let imported: TestInstallation
  /** The same, with the letters that come with the path where the paper names none. */
  let lettered: TestInstallation
  let proposed: Awaited<ReturnType<typeof openInstallation>>
  let walked: Awaited<ReturnType<typeof openInstallation>>
  const offices = new Map<string, Awaited<ReturnType<typeof openOffice>>>()
  const officeOf = async (
    where: { portal: StaffedPortal; installation: TestInstallation },
    file: CodedAgreement,
  ) => {
    const { region } = file.civilRegistry
    const key = `${where.installation.url} ${region}`
    const known =
      offices.get(key) ?? (await openOffice(where.portal, where.installation.pool, file.civilRegistry))
    offices.set(key, known)
    return known
  }

  before(async () => {
    imported = await setUpInstallation({ people: 5 })
    await importAll(imported.pool, FIVE.map(fileOf))
    lettered = await setUpInstallation({ people: 5 })
    await importAll(lettered.pool, FIVE.map(fileOf).map(withLetters))
    proposed = await openInstallation()
    walked = await openInstallation()
  })
  after(async () => {
    await imported.close()
    await lettered.close()
    for (const { portal, installation } of [proposed, walked]) {
      await portal.close()
      await installation.close()
    }
  })

  for (const name of FIVE) {
    const file = fileOf(name)

    it(`AP-01 ${name}: by a proposal that a second person approves, as the imported one`, async () => {
      const { officer, administrator } = await officeOf(proposed, file)
      const reply = await officer.send<{ proposal: number }>('POST', '/office/agreements', {
        agreement: file,
        reason: 'sudah ditandatangani di atas kertas',
      })
      assert.equal(reply.status, 202, reply.text)
      const path = `/office/approvals/${reply.body.proposal}/approval`
      const approved = await administrator.send('POST', path, { reason: 'cocok dengan kertasnya' })
      assert.equal(approved.status, 204, approved.text)
      assert.deepEqual(await accessOf(proposed.installation.pool, file), await accessOf(imported.pool, file))
    })
  }

  for (const name of FIVE) {
    const file = fileOf(name)

    it(`RQ-14 ${name}: by the whole path on the days of its paper, as the imported one`, async () => {
      const office = await officeOf(walked, file)
      const { pool } = walked.installation
      const path = await walkToSigned(walked.portal, office, file)
      await walkToStatements(pool, office, path, file)
      const { isSptjmRequired, document, ...access } = await accessOf(pool, file)
      const { document: expected, isSptjmRequired: _, ...rest } = await accessOf(lettered.pool, file)
      assert.deepEqual(access, rest)
      // What the path adds: access asks for the SPTJM, which it has.
      assert.equal(isSptjmRequired, true)
      assert.deepEqual(document, { ...Object(expected), sptjmRequired: true })
    })
  }
})

describe('the whole path to its end, with days of now', () => {
  let walked: Awaited<ReturnType<typeof openInstallation>>
  before(async () => {
    walked = await openInstallation()
  })
  after(async () => {
    await walked.portal.close()
    await walked.installation.close()
  })

  for (const name of ['karanganyar-rsud-2020', 'purbalingga-tenaga-kerja-2025']) {
    it(`RQ-20 ${name}: every step of its own, and none of another's`, async () => {
      const file = movedToNow(fileOf(name))
      const { pool } = walked.installation
      const office = await openOffice(walked.portal, pool, file.civilRegistry)
      const path = await walkToSigned(walked.portal, office, file)
      await walkToStatements(pool, office, path, file)
      await walkToForce(pool, office, path, file)
      const view = await office.officer.get<{
        state: string
        stages: { state: string; is: string }[]
        steps: { act: string }[]
        agreement: string
      }>(`/requests/${path.id}`)
      assert.equal(view.body.state, 'in-force')
      assert.equal(view.body.agreement, file.code)
      const skipped = view.body.stages.filter(({ is }) => is === 'skipped').map(({ state }) => state)
      const isWithProof = file.proofOfConceptRequired === true
      assert.deepEqual(skipped, isWithProof ? [] : ['development', 'proof-of-concept'])
      assert.ok(view.body.stages.every(({ is }) => is === 'done' || is === 'skipped'))
      const found = await findAgreement(pool, file.code)
      assert.equal(found?.isProofOfConceptMissing, false)
    })
  }
})
