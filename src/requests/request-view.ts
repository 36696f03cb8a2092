import { type AgreementInForce, findAgreement, listRegisteredAddresses } from '../agreements/index.ts'
import { readUserIdForms, type UserIdForm } from '../credentials/index.ts'
import type { FourEyes } from '../kernel/config.ts'
import type { Tx } from '../kernel/database.ts'
import type { Sealer } from '../kernel/seal.ts'
import type { SignedIn } from '../offices/index.ts'
import { type ActView, actsFor } from './acts-view.ts'
import { ACTS, isAct, REQUEST_STATES, type RequestFault, type RequestState } from './domain.ts'
import { contentFaults } from './draft-agreement.ts'
import { DOCUMENT_KINDS, DOCUMENTS, type DocumentKind, isRequired, missingOf } from './package.ts'
import { networkLacking, statementsLacking } from './prepare-network.ts'
import { countOperators, type Person, type RequestRow } from './request.store.ts'
import { listRequestFiles, type RequestFile } from './request-file.store.ts'
import { type Signature, signaturesOf } from './sign-agreement.ts'
import { type Side, type StageView, stagesOf, waitingFor } from './stages.ts'
import { listSteps, type Step } from './step.store.ts'

/** A request in a list. */
export type RequestItem = {
  id: number
  agency: { id: number; name: string }
  purpose: string | null
  state: RequestState
  stateLabel: string
  stateSince: string
  waitingFor: Side | null
  due: string | null
  isLate: boolean
  /** That the agreement will have, or has. */
  code: string | null
  /** Of the agreement that came of it. */
  agreement: string | null
}

export function toItem(row: RequestRow): RequestItem {
  return {
    id: row.id,
    agency: { id: row.agencyId, name: row.agencyName },
    purpose: row.draft.purpose ?? null,
    state: row.state,
    stateLabel: REQUEST_STATES[row.state],
    stateSince: row.stateSince,
    waitingFor: waitingFor(row.state),
    due: row.due,
    isLate: row.isLate,
    code: row.draft.code ?? row.agreementCode,
    agreement: row.agreementCode,
  }
}

type Named = Pick<Person, 'username' | 'fullName'>

type DocumentView = {
  kind: DocumentKind
  label: string
  required: boolean
  state: 'missing' | 'given' | 'refused'
  note: string | null
  number: string | null
  date: string | null
  file: (Pick<RequestFile, 'id' | 'name' | 'mediaType' | 'size' | 'addedAt'> & { addedBy: string }) | null
}

/** Everything of a request, for one person. */
export type RequestView = RequestItem & {
  openedAt: string
  openedBy: Named
  renews: string | null
  draft: RequestRow['draft']
  needs: RequestRow['needs']
  documents: DocumentView[]
  missing: RequestFault[]
  approval: RequestRow['approval']
  excess: RequestFault[]
  draftedBy: Named | null
  endorsedBy: Named | null
  signatures: { civilRegistry: Signature | null; userAgency: Signature | null }
  network: {
    addresses: string[]
    bandwidthMbps: number | null
    connectionPoints: number | null
    provider: string | null
    requestedOn: string | null
    statement: { signatory: unknown; provider: unknown; signedOn: string } | null
    tests: { on: string; result: string; note: string | null }[]
    lacking: string[]
  }
  statementsMissing: string[]
  userIds: UserIdForm[]
  credentialForm: { agreement: string; kind: UserIdForm['kind']; networks: string[]; userId: string } | null
  operators: number
  proof: 'not-required' | 'missing' | 'passed'
  stages: StageView[]
  steps: (Omit<Step, 'act'> & { act: string; actLabel: string })[]
  acts: ActView[]
}

const named = (person: Person | null): Named | null =>
  person === null ? null : { username: person.username, fullName: person.fullName }

export async function viewRequest(
  tx: Tx,
  { sealer, fourEyes }: { sealer: Sealer; fourEyes: FourEyes },
  row: RequestRow,
  who: Pick<SignedIn, 'staffId' | 'role'>,
): Promise<RequestView> {
  const [files, steps] = [await listRequestFiles(tx, row.id), await listSteps(tx, row.id)]
  const agreement = row.agreementCode === null ? undefined : await findAgreement(tx, row.agreementCode)
  const userIds = agreement === undefined ? [] : await readUserIdForms(tx, sealer, agreement.id)
  const addresses = agreement === undefined ? [] : await listRegisteredAddresses(tx, agreement.id)
  const isDrafted = ['approved', 'drafted', 'endorsed'].includes(row.state)
  return {
    ...toItem(row),
    openedAt: row.openedAt,
    openedBy: { username: row.openedBy.username, fullName: row.openedBy.fullName },
    renews: row.renews,
    draft: row.draft,
    needs: row.needs,
    documents: documentsOf(row, files),
    missing: isOpenToAgency(row.state) ? missingOf(row.draft, row.needs, files) : [],
    approval: row.approval,
    excess: isDrafted ? contentFaults(row, row.today) : [],
    draftedBy: named(row.draftedBy),
    endorsedBy: named(row.endorsedBy),
    signatures: signaturesOf(steps),
    network: await networkOf(tx, row, steps, addresses),
    statementsMissing:
      row.state === 'network-ready' && row.agreementId !== null
        ? await statementsLacking(tx, row.agreementId)
        : [],
    userIds,
    credentialForm: credentialFormOf(row, userIds, addresses),
    operators: agreement === undefined ? 0 : await countOperators(tx, agreement.id),
    proof: proofOf(row, agreement),
    stages: stagesOf(row.state, row.draft, steps),
    steps: steps.map((step) => ({ ...step, actLabel: labelOf(step.act) })),
    acts: actsFor(row, who, fourEyes),
  }
}

const isOpenToAgency = (state: RequestState) =>
  state === 'drafting' || state === 'returned' || state === 'submitted'

function labelOf(act: Step['act']): string {
  if (isAct(act)) return ACTS[act].label
  return act === 'open' ? 'Buka permohonan' : 'Lampirkan berkas'
}

function documentsOf(row: RequestRow, files: readonly RequestFile[]): DocumentView[] {
  return DOCUMENT_KINDS.flatMap((kind): DocumentView[] => {
    const own = files.filter((file) => file.kind === kind)
    const base = { kind, label: DOCUMENTS[kind].label, required: isRequired(kind, row.draft) }
    // Of other papers all count, of the named ones the last.
    const shown = kind === 'other' ? own : own.slice(-1)
    if (shown.length === 0) {
      return [{ ...base, state: 'missing', note: null, number: null, date: null, file: null }]
    }
    return shown.map(({ id, name, mediaType, size, addedAt, addedBy, refusedNote, number, date }) => ({
      ...base,
      state: refusedNote === null ? ('given' as const) : ('refused' as const),
      note: refusedNote,
      number,
      date,
      file: { id, name, mediaType, size, addedAt, addedBy: addedBy.fullName },
    }))
  })
}

async function networkOf(
  tx: Tx,
  row: RequestRow,
  steps: readonly Step[],
  addresses: string[],
): Promise<RequestView['network']> {
  const last = (act: Step['act']) => steps.findLast((step) => step.act === act)
  const asked = last('allocate-network') ?? last('request-network')
  const statement = last('record-closed-network')
  const { network } = row.draft
  const numberIn = (name: string) => {
    const value = asked?.detail[name]
    return typeof value === 'number' ? value : null
  }
  const provider = asked?.detail.provider
  return {
    addresses,
    bandwidthMbps: numberIn('bandwidthMbps') ?? network?.bandwidthMbps ?? null,
    connectionPoints: numberIn('connectionPoints') ?? network?.connectionPoints ?? null,
    provider: typeof provider === 'string' ? provider : (network?.provider ?? null),
    requestedOn: last('request-network')?.on ?? null,
    statement:
      statement === undefined
        ? null
        : {
            signatory: statement.detail.signatory,
            provider: statement.detail.provider,
            signedOn: statement.on,
          },
    tests: steps.flatMap(({ act, on, detail }) =>
      act === 'record-connection-test'
        ? [{ on, result: String(detail.result), note: typeof detail.note === 'string' ? detail.note : null }]
        : [],
    ),
    lacking:
      row.state === 'guideline-issued' && row.agreementId !== null
        ? await networkLacking({ tx, steps }, row.agreementId)
        : [],
  }
}

/** What the next User ID would be, where a complete form waits for one. */
function credentialFormOf(
  { agreementCode, draft, agencyId }: RequestRow,
  forms: readonly UserIdForm[],
  networks: string[],
): RequestView['credentialForm'] {
  const form = forms.findLast(({ handedOverOn }) => handedOverOn === null)
  if (form === undefined || agreementCode === null) return null
  const name = draft.userAgency?.wireName ?? `instansi${agencyId}`
  const userId = form.kind === 'development' ? `${name}.dev` : `${name}.prod`
  return { agreement: agreementCode, kind: form.kind, networks, userId }
}

function proofOf({ draft }: RequestRow, agreement: AgreementInForce | undefined): RequestView['proof'] {
  if (draft.proofOfConceptRequired !== true) return 'not-required'
  return agreement === undefined || agreement.isProofOfConceptMissing ? 'missing' : 'passed'
}
