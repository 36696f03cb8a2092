import assert from 'node:assert/strict'
import { findAgreement } from '../../src/agreements/index.ts'
import { createAuthenticator } from '../../src/credentials/index.ts'
import { callerAddress } from '../../src/http/caller-address.ts'
import { createServer } from '../../src/http/server.ts'
import { openLog } from '../../src/kernel/log.ts'
import { createGateLatency, createWireListener, startGateThread } from '../../src/verification/index.ts'
import { agreementFile, enterAgreement } from './agreement.ts'
import { issue, setUpInstallation } from './installation.ts'
import { peopleOf } from './residents.ts'
import { openStaffedPortal, type PortalClient } from './staffed-portal.ts'

export type LiveReply = {
  state: string
  isComplete: boolean
  isExaminer: boolean
  papers: number[]
  rows: { rule: string; verdict: string; seen: string; hint: string; tick: { note: string } | null }[]
  run: {
    isOpen: boolean
    scenario: string | null
    calls: number
    subjects: { kind: string; nik: string; curl: string | null }[]
  } | null
}

const CODE = 'rsud-contoh'
const PATH = '/dukcapil/get_json/33-13/rsud_contoh/CALL_NIK'

/**
 * An office and an agency with an agreement that asks for a proof of concept, everyone signed in, and the wire
 * addresses on a real port.
 */
export async function openProofDesk() {
  const installation = await setUpInstallation({ people: 5 })
  const { pool, url, nikKeyFile } = installation
  await enterAgreement(pool, agreementFile({ proofOfConceptRequired: true, developmentUser: true }))
  await enterAgreement(
    pool,
    agreementFile({
      code: 'lain',
      number: { civilRegistry: '400.12.4/LAIN', userAgency: '400.7/LAIN' },
    }),
  )
  const networks = { addresses: ['127.0.0.1'], profile: 'G2' } as const
  const own = await issue(pool, { userId: 'rsud.dev', kind: 'development', ...networks })
  const other = await issue(pool, { userId: 'rsud.lain', agreementCode: 'lain', ...networks })
  const agreement = await findAgreement(pool, CODE)
  assert.ok(agreement !== undefined)
  const { officeId, agencyId } = agreement

  const log = openLog('silent')
  const latency = createGateLatency()
  const data = { databaseUrl: url, nikKeyFile, logLevel: 'silent' }
  const gate = await startGateThread({ data, log, latency: latency.programs })
  const authenticator = createAuthenticator(pool)
  const addressOf = callerAddress([])
  const app = createServer({
    log,
    trustedProxies: [],
    beforeRouter: createWireListener({ gate, authenticator, log, addressOf }),
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })

  const portal = await openStaffedPortal(installation, log, 'required')
  const people = {
    officer: await portal.signIn({ role: 'agreement-officer', username: 'uji.officer', officeId }),
    examiner: await portal.signIn({ role: 'evaluator', username: 'uji.examiner', officeId }),
    administrator: await portal.signIn({
      role: 'office-administrator',
      username: 'uji.administrator',
      officeId,
    }),
    auditor: await portal.signIn({ role: 'auditor', username: 'uji.auditor', officeId }),
    pic: await portal.signIn({ role: 'agency-pic', username: 'uji.pic', officeId, agencyId }),
  } satisfies Record<string, PortalClient>

  const base = `/agreements/${CODE}/proofs`
  let proof = 0
  const act = (person: keyof typeof people, name: string, body: object = {}) =>
    people[person].send<{ fields?: { field: string; message: string }[] }>(
      'POST',
      `${base}/${proof}/${name}`,
      body,
    )
  const must = async (...asked: Parameters<typeof act>) => {
    const reply = await act(...asked)
    assert.equal(reply.status, 204, reply.text)
  }
  const request = async (application = 'SIMRS', version = '1.0') => {
    const body = { application, version, description: 'Pendaftaran pasien.' }
    const reply = await people.pic.send<{ id: number }>('POST', base, body)
    if (reply.status === 201) proof = reply.body.id
    return reply
  }
  const setSchedule = () =>
    must('officer', 'schedule', {
      on: '2099-01-05',
      from: '09:00',
      place: 'Ruang rapat',
      examiners: [String(people.examiner.staffId)],
    })
  return {
    people,
    signIn: portal.signIn,
    base,
    pool,
    server: { address, path: PATH, userId: own.userId, secret: own.secret },
    otherServer: { address, path: PATH, userId: other.userId, secret: other.secret },
    act,
    must,
    request,
    setSchedule,
    /** The proof that was asked for last. */
    proof: () => proof,
    schedule: async () => {
      const reply = await request()
      assert.equal(reply.status, 201, reply.text)
      await setSchedule()
    },
    startRun: () => must('examiner', 'runs', { userId: own.userId, minutes: 60 }),
    scenario: (scenario: string) => must('examiner', 'scenario', { scenario }),
    live: async (person: keyof typeof people = 'pic') => {
      const reply = await people[person].get<LiveReply>(`${base}/${proof}`)
      assert.equal(reply.status, 200, reply.text)
      return { ...reply.body, text: reply.text }
    },
    /** NIKs of the dummy space. */
    dummies: (count: number) => [...peopleOf('dummy', 50)].slice(-count).map(({ nik }) => String(nik)),
    query: async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows,
    close: async () => {
      await portal.close()
      await app.close()
      await gate.stop()
      await installation.close()
    },
  }
}

export type ProofDesk = Awaited<ReturnType<typeof openProofDesk>>
