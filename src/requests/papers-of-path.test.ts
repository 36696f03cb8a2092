import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { otherAgreement } from '../../test/support/agreement.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { openStaffedPortal, type StaffedPortal } from '../../test/support/staffed-portal.ts'
import {
  act,
  draftOf,
  handInPackage,
  needsOf,
  openAgency,
  openOffice,
  walkToSigned,
  walkToStatements,
} from '../../test/support/walk-request.ts'
import { walkToForce } from '../../test/support/walk-to-force.ts'
import { openLog } from '../kernel/log.ts'
import { openTypesetter, type Typesetter } from '../letters/index.ts'

let installation: TestInstallation
let typesetter: Typesetter
let portal: StaffedPortal
before(async () => {
  installation = await setUpInstallation({ people: 1 })
  typesetter = openTypesetter()
  portal = await openStaffedPortal(installation, openLog('silent'), 'required', typesetter)
})
after(async () => {
  await portal.close()
  await typesetter.close()
  await installation.close()
})

const year = new Date().getUTCFullYear()

const FILE = {
  ...otherAgreement('surat-jalan', {
    methods: ['web-portal', 'web-service'],
    quotaPerUserPerDay: 200,
    users: 2,
    developmentUser: true,
    proofOfConceptRequired: true,
    localUserIdParameter: 'User_ID',
    feedback: { fields: [{ name: 'Nomor AK I' }, { name: 'Jenis Pelatihan' }], methods: ['web-service'] },
    network: {
      kind: 'closed',
      provider: 'Dinas Komunikasi dan Informatika',
      bandwidthMbps: 10,
      connectionPoints: 1,
    },
  }),
  signedOn: `${year - 1}-12-30`,
  validUntil: `${year + 1}-12-29`,
}

describe('RQ-03 the letters of the path', () => {
  it('come out of the real maker with what each act tells, numbered and addressed to the request', async () => {
    const { pool } = installation
    const office = await openOffice(portal, pool, FILE.civilRegistry)
    await pool.query(
      `insert into official (office_id, position, name, nip, rank, title, from_on, entered_by)
       values ($1, 'head', 'Contoh Kepala Disdukcapil', '000000000000000001', 'Pembina Utama Muda, IV/c',
         'Kepala Dinas Kependudukan dan Pencatatan Sipil', '2020-01-01', 'uji')`,
      [office.officeId],
    )
    const path = await walkToSigned(portal, office, FILE)
    const { id } = path
    await walkToStatements(pool, office, path, FILE)
    await walkToForce(pool, office, path, FILE)
    const { rows } = await pool.query(
      `select p.kind, p.number, p.agreement_id is not null as "isOfAgreement" from request_step s
       join paper p on p.id = s.paper_id where s.request_id = $1 order by s.id`,
      [id],
    )
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      [
        'access-request',
        'forwarding-letter',
        'central-approval',
        'agreement',
        'technical-guideline',
        'ip-lan-request',
        'closed-network-statement',
        'user-id-form',
        'user-id-handover',
        'user-id-form',
        'user-id-handover',
      ],
    )
    for (const { kind, number, isOfAgreement } of rows) {
      const isBefore = ['access-request', 'forwarding-letter', 'central-approval'].includes(kind)
      assert.equal(isOfAgreement, !isBefore, kind)
      if (kind !== 'user-id-form' && kind !== 'closed-network-statement') assert.ok(number, kind)
    }
  })

  it('can be looked at before; the one that sends back says what is missing', async () => {
    const { pool } = installation
    const office = await openOffice(portal, pool, { ...FILE.civilRegistry, region: '33.12' })
    await pool.query(
      `insert into official (office_id, position, name, title, from_on, entered_by)
       values ($1, 'head', 'Contoh Kepala', 'Kepala Disdukcapil', '2020-01-01', 'uji')`,
      [office.officeId],
    )
    const opened = await office.officer.send<{ id: number }>('POST', '/requests', { agency: FILE.userAgency })
    const { id } = opened.body
    const { userAgency: _, ...draft } = draftOf(FILE)
    const saved = await office.officer.send('PUT', `/requests/${id}/draft`, { draft, needs: needsOf(FILE) })
    assert.equal(saved.status, 204, saved.text)
    const kinds = [
      'access-request',
      'forwarding-letter',
      'central-approval',
      'agreement',
      'technical-guideline',
      'ip-lan-request',
      'closed-network-statement',
    ]
    const view = await office.officer.get<{ agency: { id: number } }>(`/requests/${id}`)
    const agencyId = view.body.agency.id
    const { head } = await openAgency(portal, { officeId: office.officeId, agencyId })
    for (const kind of kinds) {
      const reply = await office.officer.get(`/requests/${id}/papers/${kind}/preview`)
      assert.equal(reply.status, 200, `${kind}: ${reply.text.slice(0, 300)}`)
      assert.equal(reply.bytes.subarray(0, 5).toString(), '%PDF-')
    }
    await handInPackage(office.officer, id)
    await act(head, id, 'submit', { number: '8/2026' }, 'submitted')
    await act(office.officer, id, 'return', { comment: 'Mohon dilengkapi.', number: '9/2026' }, 'returned')
  })
})
