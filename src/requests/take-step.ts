import { append, auditEntry } from '../audit/index.ts'
import type { Vault } from '../files/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import type { FourEyes } from '../kernel/config.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import type { Sealer } from '../kernel/seal.ts'
import { type Actor, mayDo, type SignedIn } from '../offices/index.ts'
import type { PaperMaker, PaperRef } from '../papers/index.ts'
import { holdsNik, parseDay } from '../registry/index.ts'
import { ACTS, type Act, decideStep, REQUEST_STATES, type RequestFault, type RequestState } from './domain.ts'
import { tellOfState } from './notices.ts'
import { findRequestForUpdate, type RequestChange, type RequestRow, updateRequest } from './request.store.ts'
import { listRequestFiles, type RequestFile } from './request-file.store.ts'
import { insertStep, listSteps, type Step } from './step.store.ts'

/** What the acts need of the program around them. */
export type RequestTools = {
  pool: Pool
  vault: Vault
  paperMaker: PaperMaker
  sealer: Sealer
  fourEyes: FourEyes
}

/** An act under way: the request with its row locked, and what was sent. */
export type Doing = {
  tx: Tx
  tools: RequestTools
  request: RequestRow
  steps: readonly Step[]
  files: readonly RequestFile[]
  /** The files that this act carries. */
  attached: readonly RequestFile[]
  /** The day of the paper. */
  on: string
  comment: string | null
  body: Fields
  /** As it was sent, for what is read by a parser of its own. */
  sent: unknown
  to: RequestState
  who: Doer
  actor: Actor
  /** It is refused already: only what else is wrong with it is looked for. */
  isRefused: boolean
}

export type Done =
  | {
      kind: 'done'
      change?: RequestChange
      paper?: PaperRef | null
      /** What the step fixed, shown to both sides; the log has it too. No NIK. */
      detail?: Readonly<Record<string, unknown>>
    }
  | { kind: 'refused'; faults: RequestFault[] }

export type StepResult =
  | { kind: 'done'; state: RequestState }
  | { kind: 'not-found' }
  | { kind: 'forbidden' }
  | { kind: 'refused'; faults: RequestFault[] }

/** Which request, what was sent, and by whom. */
export type Asked = { id: number; sent: unknown; who: Doer; actor: Actor }

/** What of somebody signed in the path asks. */
export type Doer = Pick<SignedIn, 'staffId' | 'officeId' | 'agencyId' | 'role' | 'fullName'>

export type ActDoing = {
  /** Whether it changes what the gate reads; the lock of authority comes before all others. */
  changesAuthority?: true
  /** Done so often that it is a step only where it moves the request; the log has every one. */
  isQuiet?: true
  /** Whether it cannot go without a comment, or without a signed scan. */
  needs?: readonly ('comment' | 'files')[]
  do(doing: Doing): Promise<Done>
}

/**
 * Takes one step of the path: whether this person may, whether it leads anywhere from here, what the act itself
 * asks for, and then its step, its entry in the log and the notices, all in one transaction (RQ-01 to RQ-04).
 * Refused, it leaves nothing behind.
 */
export function takeStep(tools: RequestTools, act: Act, doing: ActDoing, asked: Asked): Promise<StepResult> {
  const { id, sent, who, actor } = asked
  return inTx(tools.pool, async (tx): Promise<StepResult> => {
    if (doing.changesAuthority === true) await lockAuthority(tx)
    const request = await findRequestForUpdate(tx, who, id)
    if (request === undefined) return { kind: 'not-found' }
    const decision = decideStep(act, request.state, (permission) => mayDo(who.role, permission))
    if (decision.kind === 'forbidden') return decision
    if (decision.kind === 'misplaced') {
      const message = `Tidak dapat dilakukan: permohonan ini ${REQUEST_STATES[request.state]}.`
      return { kind: 'refused', faults: [{ field: 'state', code: 'RQ-01', message }] }
    }
    const { to } = decision
    const files = await listRequestFiles(tx, id)
    const common = readCommon(sent, request.today, files, doing.needs ?? [])
    await tx.query('savepoint act')
    const steps = await listSteps(tx, id)
    const { faults, ...read } = common
    const isRefused = faults.length > 0
    const done = await doing.do({
      tx,
      tools,
      request,
      steps,
      files,
      ...read,
      sent,
      to,
      who,
      actor,
      isRefused,
    })
    if (isRefused || done.kind === 'refused') {
      await tx.query('rollback to savepoint act')
      return { kind: 'refused', faults: [...faults, ...(done.kind === 'refused' ? done.faults : [])] }
    }
    await updateRequest(tx, id, to, done.change ?? {})
    const step = { from: request.state, to, on: common.on, comment: common.comment }
    const { paper = null, detail = {} } = done
    if (doing.isQuiet !== true || to !== request.state) {
      await insertStep(tx, {
        requestId: id,
        act,
        byStaff: who.staffId,
        paperId: paper?.id ?? null,
        files: common.attached.map((file) => file.id),
        detail,
        ...step,
      })
    }
    await record(tx, ACTS[act].event, actor, request, { ...step, paper: paper?.number ?? null, ...detail })
    if (to !== request.state) await tellOfState(tx, request, to)
    return { kind: 'done', state: to }
  })
}

/** Appends what became of a request to the log, under its agreement once there is one. */
export function record(
  tx: Tx,
  event: string,
  actor: Actor,
  request: { id: number; officeId: number; agencyName: string; agreementId: number | null },
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  return append(tx, [
    auditEntry({
      event,
      requestId: actor.requestId,
      officeId: request.officeId,
      agreementId: request.agreementId,
      localOperator: actor.by,
      address: actor.address,
      detail: JSON.stringify(
        { by: actor.by, request: request.id, agency: request.agencyName, ...detail },
        withoutNip,
      ),
    }),
  ])
}

/** The number of a person's employment has no use in the log. */
const withoutNip = (name: string, value: unknown) => (name === 'nip' ? undefined : value)

const MAX_COMMENT = 2_000

function readCommon(
  sent: unknown,
  today: string,
  files: readonly RequestFile[],
  needs: readonly ('comment' | 'files')[],
) {
  const body = readFields(sent)
  const faults: RequestFault[] = []
  const fault = (field: string, code: string, message: string) => faults.push({ field, code, message })
  const day = body.text('on')
  const on = day === '' ? today : parseDay(day)
  if (on === undefined) fault('on', 'RQ-02', 'Tanggal ditulis TTTT-BB-HH.')
  else if (on > today) fault('on', 'RQ-02', 'Tanggal surat tidak boleh sesudah hari ini.')
  const comment = body.text('comment')
  if (comment === '' && needs.includes('comment')) fault('comment', 'RQ-03', 'Sebutkan alasannya.')
  if (comment.length > MAX_COMMENT) fault('comment', 'RQ-03', `Paling banyak ${MAX_COMMENT} huruf.`)
  if (holdsNik(comment)) fault('comment', 'RQ-03', 'Catatan tidak boleh memuat NIK.')
  const ids = idsIn(sent)
  const attached = files.filter(({ id, kind }) => kind === 'attachment' && ids.includes(id))
  if (attached.length < ids.length) fault('files', 'RQ-04', 'Ada berkas yang tidak dikenal.')
  if (attached.length === 0 && needs.includes('files')) {
    fault('files', 'RQ-04', 'Lampirkan pindaian yang bertanda tangan.')
  }
  return { body, on: on ?? today, comment: comment === '' ? null : comment, attached, faults }
}

function idsIn(sent: unknown): number[] {
  const files: unknown = Object(sent).files
  return Array.isArray(files) ? [...new Set(files.map(Number))] : []
}
