import { findAgreement, listRegisteredAddresses } from '../agreements/index.ts'
import { actOfRequest, doAlone, propose } from '../approvals/index.ts'
import { readCredentialRequest, readUserIdForms } from '../credentials/index.ts'
import { readFields } from '../kernel/fields.ts'
import type { Actor, SignedIn } from '../offices/index.ts'
import type { RequestFault } from './domain.ts'
import { findRequest } from './request.store.ts'
import type { RequestTools } from './take-step.ts'

export type UserIdProposal =
  | { kind: 'proposed'; proposal: number }
  /** One person is enough in this installation: the secret is shown once. */
  | { kind: 'issued'; made: unknown }
  | { kind: 'not-found' }
  | { kind: 'refused'; faults: (Omit<RequestFault, 'code'> & { code?: string })[] }

/**
 * Asks for the User ID of a form (RQ-19): only where the form is complete, from the registered addresses only, and
 * on two people's word, as every User ID (AP-01).
 */
export async function proposeUserId(
  { pool, sealer, fourEyes }: RequestTools,
  id: number,
  { sent, who, actor }: { sent: unknown; who: SignedIn; actor: Actor },
): Promise<UserIdProposal> {
  const request = await findRequest(pool, who, id)
  const agreement =
    request?.agreementCode == null ? undefined : await findAgreement(pool, request.agreementCode)
  if (request === undefined || agreement === undefined) return { kind: 'not-found' }
  const body = readFields(sent)
  const kind = body.text('kind')
  const form = (await readUserIdForms(pool, sealer, agreement.id)).find(
    (one) => one.kind === kind && one.handedOverOn === null,
  )
  if (form === undefined) {
    return refused('kind', 'RQ-19', 'Formulir User ID yang lengkap belum diajukan instansi.')
  }
  const registered = await listRegisteredAddresses(pool, agreement.id)
  const networks = body.texts('networks') ?? registered
  const foreign = networks.filter((network) => !registered.includes(network))
  if (foreign.length > 0 || networks.length === 0) {
    return refused('networks', 'RQ-16', 'Pilih dari alamat IP LAN yang dialokasikan.')
  }
  const read = readCredentialRequest(
    { ...Object(sent), agreement: agreement.code, kind, networks },
    agreement,
  )
  if (read.kind === 'faulty') return { kind: 'refused', faults: read.faults }
  const act = actOfRequest(read.request)
  const whom = `${read.request.userId} · ${agreement.agencyName}`
  const asked = { act, whom, reason: body.text('reason'), keeper: who, actor }
  if (fourEyes === 'required') {
    const proposed = await propose(pool, asked)
    return proposed.kind === 'refused' ? proposed : { kind: 'proposed', proposal: proposed.id }
  }
  const done = await doAlone(pool, asked, true)
  return done.kind === 'refused' ? done : { kind: 'issued', made: done.made }
}

function refused(field: string, code: string, message: string): UserIdProposal {
  return { kind: 'refused', faults: [{ field, code, message }] }
}
