import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { agreementFile, enterAgreement } from '../../../test/support/agreement.ts'
import { openTestGate, outcomeOf, type TestGate } from '../../../test/support/gate.ts'
import { issue } from '../../../test/support/installation.ts'
import { openProposalDesk, type ProposalDesk } from '../../../test/support/proposals.ts'
import type { PortalClient } from '../../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../../test/support/two-agencies.ts'

let desk: ProposalDesk
let gate: TestGate
let operator: PortalClient
/** User IDs of a program: of the real space and of the dummy one. */
let production: number
let development: number

before(async () => {
  desk = await openProposalDesk()
  await enterAgreement(desk.pool, agreementFile())
  production = (await issue(desk.pool, { userId: 'rsud.produksi' })).credentialId
  development = (await issue(desk.pool, { userId: 'rsud.uji', kind: 'development' })).credentialId
  const { health } = await enterAgencies(desk.pool)
  operator = await desk.portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
  gate = openTestGate(desk.installation)
})
after(async () => {
  await gate.close()
  await desk.close()
})

const atTheGate = async (credentialId: number, nik: string) =>
  outcomeOf(await gate.ask({ credentialId, nik }))

const atTheScreen = async (nik: string) => {
  const asked = { nik, purpose: 'verifikasi data pasien', caseNumber: '1' }
  return (await operator.send('POST', '/verifications', asked)).body.outcome
}

it('FB-113 an accepted death is the answer to the next look-up, of programs and people, and only in the real space', async () => {
  const { nik = '' } = desk.people[0] ?? {}
  // The same number also stands for somebody invented.
  await desk.pool.query('insert into dummy_resident select * from resident where nik = $1', [nik])
  await desk.send({ nik, SURAT_KEMATIAN: 'SKK/2026/17', TANGGAL_KEMATIAN: '2026-02-01' })
  const [id = 0] = await desk.openIds()
  const outcomes = async () => [
    await atTheGate(production, nik),
    await atTheScreen(nik),
    await atTheGate(development, nik),
  ]

  assert.deepEqual(await outcomes(), ['disclosed', 'disclosed', 'disclosed'], 'a proposal changes nothing')
  assert.equal((await desk.accept(id)).status, 200)
  assert.deepEqual(await outcomes(), ['deceased', 'deceased', 'disclosed'])
  const { status, no_bukti_mati: proof, tgl_mati: day } = await desk.residentOf(nik)
  assert.deepEqual([status, proof, day], [2, 'SKK/2026/17', '2026-02-01'])

  const back = await desk.officer.send('POST', `/registry-proposals/${id}/withdrawal`, {
    reason: 'salah orang',
  })
  assert.equal(back.status, 200)
  assert.deepEqual(await outcomes(), ['disclosed', 'disclosed', 'disclosed'])
  assert.equal((await desk.residentOf(nik)).no_bukti_mati, null)
})

it('FB-113 of the papers that agencies named, the chosen one is put down; else the first that has a day', async () => {
  const [one, other] = desk.people.slice(1)
  for (const person of [one, other]) {
    await desk.send({ nik: person?.nik ?? '', SURAT_KEMATIAN: `SKK/${person?.nik.slice(-4)}` })
    await desk.sendOfClinic({
      nik: person?.nik ?? '',
      SURAT_KEMATIAN: `AKTA/${person?.nik.slice(-4)}`,
      TANGGAL_KEMATIAN: '2026-03-03',
    })
  }
  const [first = 0, second = 0] = (await desk.openIds()).slice(-2)
  const { evidence, isContested } = await desk.view(first)
  assert.equal(isContested, true)
  await desk.officer.send('POST', `/registry-proposals/${first}/acceptance`, {
    seen: '1',
    proof: evidence[0]?.rowId,
    reason: 'surat rumah sakit dicocokkan',
  })
  await desk.accept(second)
  const papersOf = async (nik = '') => {
    const { no_bukti_mati: proof, tgl_mati: day } = await desk.residentOf(nik)
    return [proof?.split('/')[0], day]
  }
  assert.deepEqual(await papersOf(one?.nik), ['SKK', null])
  assert.deepEqual(await papersOf(other?.nik), ['AKTA', '2026-03-03'])
})

it('FB-113 nothing is disclosed after the entry of an accepted death, however many ask meanwhile', async () => {
  const { nik = '' } = desk.people[5] ?? {}
  await desk.send({ nik, SURAT_KEMATIAN: 'SKK/5' })
  const id = (await desk.openIds()).at(-1) ?? 0
  let isOver = false
  const asking = Array.from({ length: 8 }, async () => {
    while (!isOver) await atTheGate(production, nik)
  })
  await desk.accept(id)
  await atTheGate(production, nik)
  isOver = true
  await Promise.all(asking)
  const { rows } = await desk.pool.query(
    `select outcome, count(*)::int as n from audit_entry
     where nik_hash = $1 and event = 'verification.answered'
       and seq > (select max(seq) from audit_entry where event = 'registry-proposal.accepted')
     group by outcome`,
    [desk.installation.nikHasher.hash(nik)],
  )
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    ['deceased'],
  )
})
