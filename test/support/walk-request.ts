import assert from 'node:assert/strict'
import { type AgreementFile, findAgreement } from '../../src/agreements/index.ts'
import { inTx, type Pool } from '../../src/kernel/database.ts'
import type { Role } from '../../src/offices/index.ts'
import type { RequestState } from '../../src/requests/index.ts'
import { enterStatement, statementsMissing } from '../../src/statements/index.ts'
import type { CodedAgreement } from './agreement.ts'
import { specimenPdf } from './specimen-files.ts'
import type { PortalClient, StaffedPortal } from './staffed-portal.ts'

export type Fault = { field: string; code: string; message: string }

/** The people of one request: those of its office, and of its agency. */
export type Cast = Record<'officer' | 'administrator' | 'central', PortalClient> & { officeId: number }
export type AgencyCast = Record<'head' | 'pic', PortalClient> & { agencyId: number }

const OFFICE_ROLES = {
  officer: 'agreement-officer',
  administrator: 'office-administrator',
  central: 'central-approver',
} as const satisfies Record<string, Role>

/** An office as its first administrator finds it, with those who work on requests signed in. */
export async function openOffice(
  portal: StaffedPortal,
  pool: Pool,
  office: AgreementFile['civilRegistry'],
): Promise<Cast> {
  const { rows } = await pool.query(
    `insert into office (code, name, level, time_zone) values ($1, $2, $3, 'Asia/Jakarta')
     on conflict (code) do update set code = excluded.code returning id`,
    [office.region, office.name, office.level],
  )
  const officeId: number = rows[0].id
  const sign = (person: keyof typeof OFFICE_ROLES) =>
    portal.signIn({ role: OFFICE_ROLES[person], username: `${person}.${office.region}`, officeId })
  return {
    officeId,
    officer: await sign('officer'),
    administrator: await sign('administrator'),
    central: await sign('central'),
  }
}

export async function openAgency(
  portal: StaffedPortal,
  of: { officeId: number; agencyId: number },
): Promise<AgencyCast> {
  const { officeId, agencyId } = of
  const sign = (role: Role, name: string) =>
    portal.signIn({ officeId, agencyId, role, username: `${name}.${officeId}.${agencyId}` })
  return { agencyId, head: await sign('agency-head', 'kepala'), pic: await sign('agency-pic', 'pic') }
}

/** Does an act and expects it to lead to a state. */
export async function act(
  client: PortalClient,
  id: number,
  name: string,
  body: object,
  to: RequestState,
): Promise<void> {
  const reply = await client.send<{ state: string }>('POST', `/requests/${id}/${name}`, body)
  assert.equal(reply.status, 200, `${name}: ${reply.text}`)
  assert.equal(reply.body.state, to, name)
}

/** Does an act that is refused, and answers its faults. */
export async function refusal(client: PortalClient, id: number, name: string, body: object = {}) {
  const reply = await client.send<{ fields?: Fault[] }>('POST', `/requests/${id}/${name}`, body)
  assert.equal(reply.status, 422, reply.text)
  return (reply.body.fields ?? []).map(({ field, code }) => `${code} ${field}`)
}

export async function attach(client: PortalClient, id: number): Promise<number[]> {
  const file = { bytes: specimenPdf(), name: 'pindaian.pdf', type: 'application/pdf' }
  const reply = await client.upload<{ id: number }>(`/requests/${id}/files`, file)
  assert.equal(reply.status, 201, reply.text)
  return [reply.body.id]
}

const PACKAGE = [
  'request-letter',
  'legal-basis',
  'head-appointment',
  'application-description',
  'network-sketch',
]

export async function handInPackage(client: PortalClient, id: number): Promise<void> {
  for (const kind of PACKAGE) {
    const file = { bytes: specimenPdf(), name: `${kind}.pdf`, type: 'application/pdf' }
    const reply = await client.upload(`/requests/${id}/documents/${kind}`, file)
    assert.equal(reply.status, 201, reply.text)
  }
}

export const needsOf = ({ elements }: Pick<AgreementFile, 'elements'>) =>
  Object.fromEntries(elements.map((element) => [element, 'dicocokkan dengan berkas pemohon']))

/** What an agency and its office write of a signed agreement before it is signed. */
export function draftOf(file: CodedAgreement): Partial<AgreementFile> {
  const {
    code: _,
    number: __,
    signedOn: ___,
    technicalGuideline: ____,
    requestLetter: _____,
    centralApproval: ______,
    civilRegistry: _______,
    renews: ________,
    ...rest
  } = file
  return rest
}

export const HOLDER = {
  nik: '8801015503020001',
  fullName: 'Contoh Pemegang',
  employeeNumber: '199003152015032001',
  employmentStatus: 'PNS',
  position: 'Pranata Komputer',
  officeRegionCode: '33.13',
  officeName: 'Kantor Contoh',
  officeAddress: 'Jalan Contoh Nomor 1',
  localUserId: 'contoh.pemegang',
}

export const signatory = (title: string) => ({ name: `Contoh ${title}`, title, rank: 'Pembina, IV/a' })

const ADDRESS = '10.88.0.70/32'
const MOST_MONTHS = 25

/** The days of the letters; those that the paper does not tell are the day of signing. */
function daysOf(file: CodedAgreement) {
  return {
    asked: file.requestLetter?.date ?? file.signedOn,
    approved: file.centralApproval?.date ?? file.signedOn,
    signed: file.signedOn,
  }
}

export const REQUEST_NUMBER = '500/1/CONTOH'
export const APPROVAL_NUMBER = '400.8.1.2/1/Dukcapil'

/** From nothing to both signatures, as the paper has it; the days lie back where the paper is older. */
export async function walkToSigned(
  portal: StaffedPortal,
  office: Cast,
  file: CodedAgreement,
): Promise<{ id: number; agency: AgencyCast }> {
  const { officer, administrator, central, officeId } = office
  const days = daysOf(file)
  const opened = await officer.send<{ id: number }>('POST', '/requests', { agency: file.userAgency })
  assert.equal(opened.status, 201, opened.text)
  const { id } = opened.body
  const view = await officer.get<{ agency: { id: number } }>(`/requests/${id}`)
  const agency = await openAgency(portal, { officeId, agencyId: view.body.agency.id })
  const { head, pic } = agency
  const draft = draftOf(file)
  const saved = await pic.send('PUT', `/requests/${id}/draft`, { draft, needs: needsOf(file) })
  assert.equal(saved.status, 204, saved.text)
  await handInPackage(pic, id)
  const letter = file.requestLetter ?? { number: REQUEST_NUMBER, subject: 'Permohonan akses' }
  const { number, subject } = letter
  await act(head, id, 'submit', { on: days.asked, number, subject }, 'submitted')
  await act(officer, id, 'forward', { on: days.asked, number: '470/1/TERUS' }, 'forwarded')
  const approval = {
    on: days.approved,
    number: file.centralApproval?.number ?? APPROVAL_NUMBER,
    purpose: file.purpose,
    elements: file.elements,
    methods: file.methods,
    feedback: file.feedback?.fields.map(({ name }) => name) ?? [],
    termMonths: MOST_MONTHS,
    quotaAfterProofOfConcept: file.quotaAfterProofOfConcept ?? null,
    signatory: signatory('Direktur Jenderal'),
  }
  await act(central, id, 'approve', approval, 'approved')
  await act(officer, id, 'draft', { on: days.signed, code: file.code, draft }, 'drafted')
  await act(administrator, id, 'endorse', { on: days.signed }, 'endorsed')
  const signed = async (client: PortalClient, number: string, title: string) => ({
    on: days.signed,
    number,
    signatory: signatory(title),
    files: await attach(client, id),
  })
  const own = await signed(officer, file.number.civilRegistry, 'Kepala Disdukcapil')
  await act(officer, id, 'sign-for-registry', own, 'signed-by-registry')
  const theirs = await signed(head, file.number.userAgency, 'Kepala Dinas')
  await act(head, id, 'sign-for-agency', theirs, 'signed')
  return { id, agency }
}

/** From both signatures to the statements. */
export async function walkToStatements(
  pool: Pool,
  office: Cast,
  { id, agency }: { id: number; agency: AgencyCast },
  file: CodedAgreement,
): Promise<void> {
  const { officer } = office
  const { pic } = agency
  const on = file.signedOn
  const number =
    file.technicalGuideline === undefined ? { isAnnex: true } : { number: file.technicalGuideline }
  await act(officer, id, 'issue-guideline', { on, ...number }, 'guideline-issued')
  await act(pic, id, 'request-network', { on, number: '470/2/IP' }, 'guideline-issued')
  await act(officer, id, 'allocate-network', { on, addresses: [ADDRESS] }, 'guideline-issued')
  const statement = {
    on,
    provider: 'Diskominfo Contoh',
    signatory: signatory('Kepala Diskominfo'),
    files: await attach(pic, id),
  }
  await act(pic, id, 'record-closed-network', statement, 'guideline-issued')
  await act(officer, id, 'record-connection-test', { on, result: 'passed' }, 'guideline-issued')
  await act(officer, id, 'confirm-network', { on }, 'network-ready')
  await signStatements(pool, file.code, on)
  await act(officer, id, 'confirm-statements', { on }, 'statements-signed')
}

/** Everyone who must has signed, on a day. */
async function signStatements(pool: Pool, code: string, on: string): Promise<void> {
  const agreement = await findAgreement(pool, code)
  assert.ok(agreement !== undefined)
  await inTx(pool, async (tx) => {
    for (const { kind, staffId, signerName } of await statementsMissing(tx, agreement.id)) {
      const signed = { on, validUntil: null }
      const given = { agreementId: agreement.id, kind, staffId, signerName, signed, by: 'uji' }
      const entered = await enterStatement(tx, given)
      assert.equal(entered.kind, 'entered', JSON.stringify(entered))
    }
  })
}
