import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { findAgreement, importAgreement, readAgreementFile } from '../agreements/index.ts'
import {
  changeState,
  enterCredential,
  findCredential,
  issueCredential,
  rotateSecret,
} from '../credentials/index.ts'
import type { Vault } from '../files/index.ts'
import type { Config } from '../kernel/config.ts'
import type { Pool } from '../kernel/database.ts'
import type { Log } from '../kernel/log.ts'
import { openSealer } from '../kernel/seal.ts'
import { openNikHasher, writeSecretFile } from '../kernel/secrets.ts'
import { portalKeys } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { enterDemoChanges } from './demo-changes.ts'
import { enterDemoCompliance } from './demo-compliance.ts'
import { enterDemoContacts } from './demo-contacts.ts'
import { DEMO_CREDENTIALS, type DemoCredential } from './demo-credentials.ts'
import { enterDemoDefinitions } from './demo-definitions.ts'
import { enterDemoFeedback } from './demo-feedback.ts'
import { enterDemoLetterheads } from './demo-letterheads.ts'
import { enterDemoMedia } from './demo-media.ts'
import { enterDemoMeetings } from './demo-meetings.ts'
import { enterDemoObligations } from './demo-obligations.ts'
import { enterDemoOfficials } from './demo-officials.ts'
import { issueDemoPapers } from './demo-papers.ts'
import { enterDemoProof } from './demo-proofs.ts'
import { enterDemoProposals } from './demo-proposals.ts'
import { enterDemoRequests } from './demo-requests.ts'
import { type DemoResidents, fillSpace } from './demo-residents.ts'
import { type DemoStaff, enterDemoAccounts } from './demo-staff.ts'
import { enterDemoStatements } from './demo-statements.ts'

const AGREEMENTS = join(import.meta.dirname, '../../demo/agreements')
const BY = 'demo'
const TERM_YEARS = 2

/**
 * Fills a new installation with what someone needs to try it: agreements past and present, credentials for
 * every case, two synthetic populations; and writes `demo.json` (mode 0600), which names them all.
 *
 * Interrupted, it is simply done again: what exists stays, and its passwords are made anew.
 */
export async function fillDemo({
  pool,
  config,
  log,
  vault,
  paperMaker,
}: {
  pool: Pool
  config: Config
  log: Log
  vault: Vault
  paperMaker: PaperMaker
}): Promise<void> {
  log.info('filling the demo')
  const [residents, dummyResidents] = [await fillSpace(pool, 'real'), await fillSpace(pool, 'dummy')]
  await importAgreements(pool)
  const credentials: object[] = []
  for (const credential of DEMO_CREDENTIALS) credentials.push(await enter(pool, credential))
  await enterDemoContacts(pool)
  await enterDemoOfficials(pool)
  await enterDemoLetterheads(pool)
  const sealer = openSealer(config.sealKeyFile)
  const staff = await enterDemoAccounts(pool, portalKeys(sealer))
  await enterDemoStatements(pool, { paperMaker, log })
  await issueDemoPapers(pool, { vault, paperMaker, log })
  await enterDemoProof(pool, { paperMaker })
  await enterDemoObligations(pool)
  await enterDemoRequests(pool, { vault, paperMaker, sealer })
  await enterDemoChanges(pool, { vault, paperMaker, sealer })
  await enterDemoMeetings(pool, { paperMaker })
  await enterDemoDefinitions(pool)
  await enterDemoMedia(pool, config.media)
  await enterDemoFeedback(pool, residents)
  await enterDemoCompliance(pool)
  await enterDemoProposals(pool, residents, openNikHasher(config.nikKeyFile, { mayMake: false }))
  writeDemoFile(config, { baseUrl: baseUrlOf(config), credentials, staff, residents, dummyResidents })
}

/** Where the demo's description stands. */
const fileOf = (config: Config) => join(config.dataDir, 'demo.json')

const baseUrlOf = (config: Config) => `http://${config.host}:${config.port}`

type DemoFile = {
  baseUrl: string
  credentials: object[]
  /** Missing from files of versions without a portal. */
  staff?: DemoStaff[]
  residents: DemoResidents
  dummyResidents: DemoResidents
}

function writeDemoFile(config: Config, demo: DemoFile) {
  writeSecretFile(fileOf(config), `${JSON.stringify(demo, null, 1)}\n`)
}

/** Keeps the address in `demo.json` right when the port is another than last time. */
export function refreshDemoFile(config: Config): void {
  if (!existsSync(fileOf(config))) return
  const demo: DemoFile = JSON.parse(readFileSync(fileOf(config), 'utf8'))
  if (demo.baseUrl !== baseUrlOf(config)) writeDemoFile(config, { ...demo, baseUrl: baseUrlOf(config) })
}

/** The accounts of the demo as the sign-in page names them: their passwords stand in the file only. */
export function listDemoAccounts(config: Config): Pick<DemoStaff, 'role' | 'agency' | 'username'>[] {
  if (!existsSync(fileOf(config))) return []
  const { staff = [] }: DemoFile = JSON.parse(readFileSync(fileOf(config), 'utf8'))
  return staff.map(({ role, agency, username }) => ({ role, agency, username }))
}

/** Agreements first, then those that renew them. */
async function importAgreements(pool: Pool) {
  const today = new Date().toISOString().slice(0, 10)
  const files = globSync('*.json', { cwd: AGREEMENTS }).map((file) => {
    const read = readAgreementFile(readFileSync(join(AGREEMENTS, file), 'utf8'))
    if (read.kind === 'faulty') throw new Error(`${file}: ${JSON.stringify(read.faults)}`)
    return renewed({ ...read.agreement, code: read.agreement.code ?? basename(file, '.json') }, today)
  })
  for (const file of files.sort((a, b) => a.signedOn.localeCompare(b.signedOn))) {
    const result = await importAgreement(pool, file, { by: BY })
    if (result.kind === 'refused') throw new Error(`${file.code}: ${JSON.stringify(result.faults)}`)
  }
}

/** A renewal that has itself run out moves on by whole terms, so that a demo made years from now has some in force. */
function renewed<T extends { renews?: string; signedOn: string; validUntil: string }>(
  file: T,
  today: string,
): T {
  if (file.renews === undefined || file.validUntil >= today) return file
  const later = (day: string) => `${Number(day.slice(0, 4)) + TERM_YEARS}${day.slice(4)}`
  return renewed({ ...file, signedOn: later(file.signedOn), validUntil: later(file.validUntil) }, today)
}

async function enter(pool: Pool, request: DemoCredential): Promise<object> {
  const secret = await secretFor(pool, request)
  if (request.act !== undefined) {
    await changeState(pool, {
      userId: request.userId,
      act: request.act,
      reason: 'Contoh untuk dicoba',
      by: BY,
    })
  }
  const agreement = await findAgreement(pool, request.agreementCode)
  const credential = await findCredential(pool, request.userId)
  if (agreement === undefined || credential === undefined)
    throw new Error(`${request.userId} was not entered`)
  return {
    agreement: agreement.code,
    kind: credential.kind,
    state: credential.state === 'active' && !agreement.isWithinTerm ? 'ended' : credential.state,
    methods: agreement.methods,
    paths: agreement.wireMethods.map(
      ({ name }) =>
        `/dukcapil/get_json/${agreement.officeCode.replace('.', '-')}/${agreement.agencyWireName}/${name.toUpperCase()}`,
    ),
    userId: credential.userId,
    password: secret,
    addresses: credential.addresses.map((cidr) => cidr.replace(/\/(32|128)$/, '')),
    profile: credential.profile,
    ids: credential.idStyle,
    quotaPerDay: credential.quotaPerDay ?? agreement.quotaPerDay,
    elements: agreement.elements,
  }
}

async function secretFor(pool: Pool, request: DemoCredential): Promise<string> {
  if ((await findCredential(pool, request.userId)) !== undefined) {
    const rotated = await rotateSecret(pool, { userId: request.userId, overlapSeconds: 0, by: BY })
    if (rotated.kind === 'done') return rotated.secret
  }
  // Credentials of ended agreements are history: nobody could issue them today.
  const agreement = await findAgreement(pool, request.agreementCode)
  const issue = agreement?.isWithinTerm === true ? issueCredential : enterCredential
  const issued = await issue(pool, request, BY)
  if (issued.kind === 'refused') throw new Error(`${request.userId}: ${JSON.stringify(issued.faults)}`)
  return issued.secret
}
