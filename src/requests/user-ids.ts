import { findAgreement } from '../agreements/index.ts'
import {
  type CredentialKind,
  enterUserIdForm,
  findCredential,
  handOverUserId,
  readHolder,
  readUserIdForms,
  type UserIdForm,
} from '../credentials/index.ts'
import { readFields } from '../kernel/fields.ts'
import type { RequestFault } from './domain.ts'
import { optionalSteps, skipFault } from './optional-steps.ts'
import { countOperators } from './request.store.ts'
import type { ActDoing, Doing, Done } from './take-step.ts'
import { numberFaults, numberIn, type Official, readOfficial, writePaper } from './write-paper.ts'

/** So long the office has for a User ID where the agreement does not say (requirement 3.8). */
const DUE_WEEKS = 2

const KIND_WORDS = { development: 'Pengembangan', production: 'Produksi' } as const

const isKind = (text: string): text is CredentialKind => text === 'development' || text === 'production'

/**
 * The form by which the agency names the holder of a User ID; only a complete one is taken (RQ-19). The holder's
 * NIK stands in the sealed form and on its sealed paper: neither the step nor the log has it.
 */
export const REQUEST_USER_ID: ActDoing = {
  do: async (doing): Promise<Done> => {
    const { tx, tools, request, sent, body, on, actor, isRefused } = doing
    const kind = body.text('kind')
    const faults: RequestFault[] = []
    if (!isKind(kind)) faults.push({ field: 'kind', code: 'RQ-19', message: 'Pilih jenis User ID.' })
    if (kind === 'development' && !optionalSteps(request.draft).hasDevelopment) {
      const message = 'Perjanjian ini tidak memakai User ID pengembangan.'
      faults.push({ field: 'kind', code: 'RQ-19', message })
    }
    const read = readHolder(readFields(Object(sent).holder))
    if (read.kind === 'faulty') faults.push(...read.faults)
    if (
      read.kind === 'faulty' ||
      !isKind(kind) ||
      faults.length > 0 ||
      isRefused ||
      request.agreementId === null
    )
      return { kind: 'refused', faults }
    const { nik, ...holder } = read.holder
    const entered = await enterUserIdForm(tx, tools.sealer, {
      officeId: request.officeId,
      agreementId: request.agreementId,
      requestId: request.id,
      kind,
      requestedOn: on,
      dueWeeks: request.draft.userIdHandover?.dueWeeksAfterRequest ?? DUE_WEEKS,
      holder: read.holder,
      by: actor.by,
    })
    const written = await writePaper(doing, {
      kind: 'user-id-form',
      facts: {
        personNik: nik,
        personName: holder.fullName,
        employeeNumber: holder.employeeNumber,
        employmentStatus: holder.employmentStatus,
        position: holder.position,
        officeRegionCode: holder.officeRegionCode,
        officeName: holder.officeName,
        officeAddress: holder.officeAddress,
        localUserId: holder.localUserId,
      },
    })
    if (written.kind === 'refused') return written
    return { kind: 'done', paper: written.paper, detail: { form: entered.id, kind, dueOn: entered.dueOn } }
  },
}

export const HAND_OVER_DEVELOPMENT: ActDoing = { do: (doing) => handOver(doing, 'development') }

export const HAND_OVER_PRODUCTION: ActDoing = { do: (doing) => handOver(doing, 'production') }

/** The handing over of a User ID that was issued by two people, with its minutes (RQ-20, RQ-21). */
async function handOver(doing: Doing, kind: CredentialKind): Promise<Done> {
  const { tx, tools, request, body, sent, on, who, isRefused } = doing
  const { agreementId, agreementCode } = request
  if (agreementId === null || agreementCode === null)
    throw new Error(`request ${request.id} has no agreement`)
  const faults = await handOverFaults(doing, kind)
  const userId = body.text('userId')
  const forms = (await readUserIdForms(tx, tools.sealer, agreementId)).filter((form) => form.kind === kind)
  const form = forms.find(({ handedOverOn }) => handedOverOn === null)
  const isForProgram = kind === 'development' || (request.draft.methods ?? []).includes('web-service')
  if (isForProgram && form === undefined) {
    const message = 'Formulir User ID yang lengkap belum diajukan instansi.'
    faults.push({ field: 'userId', code: 'RQ-19', message })
  }
  if (isForProgram || userId !== '') faults.push(...(await userIdFaults(doing, kind, userId)))
  const { official: receiver, faults: receiverFaults } = readOfficial(sent, 'receiver')
  const { official: giver, faults: giverFaults } = giverOf(doing, who.fullName)
  faults.push(...receiverFaults, ...giverFaults, ...numberFaults(doing, false))
  if (faults.length > 0 || isRefused) return { kind: 'refused', faults }
  if (form !== undefined && userId !== '') await handOverUserId(tx, { formId: form.id, userId, on })
  const written = await writePaper(doing, {
    kind: 'user-id-handover',
    ...numberIn(doing),
    facts: {
      receiverName: receiver.name,
      receiverTitle: receiver.title,
      receiverNip: receiver.nip ?? '',
      giverName: giver.name,
      giverTitle: giver.title,
      giverNip: giver.nip ?? '',
    },
    tables: {
      credentials: { head: ['No.', 'User ID', 'Jenis', 'Pemegang'], rows: rowsOf(kind, userId, form) },
    },
  })
  if (written.kind === 'refused') return written
  return { kind: 'done', paper: written.paper, detail: { userId: userId || null, receiver } }
}

function rowsOf(kind: CredentialKind, userId: string, form: UserIdForm | undefined): string[][] {
  const whose = userId === '' ? 'Akun operator Web Portal' : userId
  return [['1', whose, KIND_WORDS[kind], form?.holder.fullName ?? '-']]
}

function giverOf({ sent, request }: Doing, fullName: string): { official: Official; faults: RequestFault[] } {
  if (Object(sent).giver !== undefined) return readOfficial(sent, 'giver')
  const title = `Petugas ${request.officeName}`
  return { official: { name: fullName, title, nip: null, rank: null }, faults: [] }
}

async function handOverFaults(doing: Doing, kind: CredentialKind): Promise<RequestFault[]> {
  const { tx, request } = doing
  const { draft, state, agreementId, agreementCode } = request
  const skip = skipFault(
    kind === 'development' ? 'hand-over-development' : 'hand-over-production',
    state,
    optionalSteps(draft),
  )
  const faults: RequestFault[] = skip === undefined ? [] : [{ field: 'state', code: 'RQ-20', message: skip }]
  if (kind === 'development' || agreementId === null || agreementCode === null) return faults
  const agreement = await findAgreement(tx, agreementCode)
  if (agreement?.isProofOfConceptMissing === true) {
    faults.push({ field: 'proof', code: 'RQ-21', message: 'Proof of Concept belum dinyatakan lulus.' })
  }
  const isPortalOnly = !(draft.methods ?? []).includes('web-service')
  if (isPortalOnly && (draft.methods ?? []).includes('web-portal')) {
    if ((await countOperators(tx, agreementId)) === 0) {
      const message = 'Belum ada akun operator; administrator instansi membuatnya.'
      faults.push({ field: 'operators', code: 'RQ-22', message })
    }
  }
  return faults
}

async function userIdFaults(
  { tx, request }: Doing,
  kind: CredentialKind,
  userId: string,
): Promise<RequestFault[]> {
  const fault = (message: string) => [{ field: 'userId', code: 'RQ-22', message }]
  if (userId === '') return fault('Sebutkan User ID yang diserahkan.')
  const credential = await findCredential(tx, userId)
  if (credential === undefined || credential.agreementId !== request.agreementId) {
    return fault('User ID ini belum diterbitkan atas perjanjian ini.')
  }
  if (credential.kind !== kind) return fault(`User ID ini bukan User ID ${KIND_WORDS[kind].toLowerCase()}.`)
  return credential.state === 'active' ? [] : fault('User ID ini tidak aktif.')
}

export const START_PROOF: ActDoing = {
  do: async ({ request }): Promise<Done> => {
    const skip = skipFault('start-proof', request.state, optionalSteps(request.draft))
    if (skip === undefined) return { kind: 'done' }
    return { kind: 'refused', faults: [{ field: 'state', code: 'RQ-20', message: skip }] }
  },
}

/** The end of the path: the agreement is in force as it was signed. */
export const PUT_IN_FORCE: ActDoing = {
  do: async ({ tx, request }): Promise<Done> => {
    const agreement =
      request.agreementCode === null ? undefined : await findAgreement(tx, request.agreementCode)
    if (agreement?.state === 'in_force' && agreement.isWithinTerm) {
      return { kind: 'done', detail: { code: agreement.code, termVersion: agreement.termVersion } }
    }
    const message = 'Perjanjian ini tidak sedang berlaku: masa berlaku atau keadaannya.'
    return { kind: 'refused', faults: [{ field: 'agreement', code: 'RQ-23', message }] }
  },
}
