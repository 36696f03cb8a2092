import type { AgreementInForce } from '../agreements/index.ts'
import { type PreparedSecret, prepareSecret } from '../credentials/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import type { FourEyes } from '../kernel/config.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import type { FieldFault } from '../kernel/problem.ts'
import type { PaperMaker } from '../papers/index.ts'
import { holdsNik } from '../registry/index.ts'
import {
  type Change,
  type ChangeAttachment,
  type ChangeUpdate,
  findChangeForUpdate,
  insertStep,
  listAttachments,
  updateChange,
} from './change.store.ts'
import { CHECKS } from './check-change.ts'
import { CHANGE_ACTS, type ChangeAct, type ChangeState } from './domain.ts'
import { PAPERWORK } from './paper-of-change.ts'
import { putIntoEffect } from './put-into-effect.ts'
import { recordChange, tellOfChange } from './record-change.ts'
import { faultOf, type Result } from './result.ts'
import { type AgreementStanding, readStanding } from './standing.ts'
import { findLastWhatIf, type KeptWhatIf } from './what-if-result.store.ts'
import { refused, stateFault, type Writer } from './write-change.ts'

/** What the acts need of the program around them. */
export type ChangeTools = { pool: Pool; papers: PaperMaker; fourEyes: FourEyes }

/** An act under way: the change with its row locked, and everything that its rules look at. */
export type Doing = Writer & {
  tx: Tx
  tools: ChangeTools
  change: Change
  standing: AgreementStanding
  attachments: readonly ChangeAttachment[]
  /** The last replay of the content as it is; undefined: none, or of an earlier content. */
  whatIf: KeptWhatIf | undefined
  body: Fields
  note: string | null
  /** The office's day. */
  today: string
  prepared: PreparedSecret
}

export type Done =
  | { kind: 'done'; to: ChangeState; update?: ChangeUpdate; paperId?: number; detail?: object; made?: object }
  | { kind: 'refused'; faults: FieldFault[] }

/** The acts besides writing and attaching, which have what they need of their own. */
export type StepAct = Exclude<ChangeAct, 'edit' | 'attach'>

const DOINGS: Record<StepAct, (doing: Doing) => Promise<Done>> = {
  ...CHECKS,
  ...PAPERWORK,
  effect: putIntoEffect,
}

const MAX_NOTE = 500

/**
 * Takes one step with a change: whether this person may, whether it leads anywhere from here, what the act itself
 * asks for, and then its step, its entry and the notices, all in one transaction (CH-03). Refused, it leaves
 * nothing behind.
 */
export async function actOnChange(
  tools: ChangeTools,
  agreement: AgreementInForce,
  asked: { id: number; act: StepAct; sent: unknown },
  writer: Writer,
): Promise<Result<object>> {
  const { id, act, sent } = asked
  // Hashing takes long, and only the hand-over of a User ID to another holder needs it.
  const prepared = act === 'effect' ? await prepareSecret() : { secret: '', secretHash: '' }
  return inTx(tools.pool, async (tx): Promise<Result<object>> => {
    // The lock of authority comes before all others.
    if (act === 'effect') await lockAuthority(tx)
    const change = await findChangeForUpdate(tx, id)
    if (change?.agreementId !== agreement.id) return { kind: 'not-found' }
    const fault = faultOf(act, change, writer.who)
    if (fault === 'role') return { kind: 'forbidden' }
    if (fault === 'state') return refused([stateFault(change)])
    const body = readFields(sent)
    const note = body.text('note')
    const wrong = noteFault(note)
    if (wrong !== undefined) return refused([{ field: 'note', message: wrong }])
    await tx.query('savepoint act')
    const last = await findLastWhatIf(tx, id)
    const done = await DOINGS[act]({
      ...writer,
      tx,
      tools,
      change,
      standing: await readStanding(tx, agreement.code),
      attachments: await listAttachments(tx, id),
      whatIf: last?.contentVersion === change.contentVersion ? last : undefined,
      body,
      note: note === '' ? null : note,
      today: await officeDay(tx, agreement.id),
      prepared,
    })
    if (done.kind === 'refused') {
      await tx.query('rollback to savepoint act')
      return done
    }
    const { to, update = {}, paperId = null, detail = {}, made = {} } = done
    await updateChange(tx, id, { ...update, state: to })
    const step = {
      act,
      fromState: change.state,
      toState: to,
      by: writer.actor.by,
      note: note || null,
      paperId,
    }
    await insertStep(tx, id, step)
    const words = note === '' ? {} : { note }
    await recordChange(tx, CHANGE_ACTS[act].event, writer.actor, change, {
      from: change.state,
      to,
      ...words,
      ...detail,
    })
    if (to !== change.state) await tellOfChange(tx, change, to)
    return { kind: 'done', value: made }
  })
}

function noteFault(note: string): string | undefined {
  if (note.length > MAX_NOTE) return `Catatan paling banyak ${MAX_NOTE} huruf.`
  return holdsNik(note) ? 'Catatan tidak boleh memuat NIK.' : undefined
}

async function officeDay(tx: Tx, agreementId: number): Promise<string> {
  const { rows } = await tx.query<{ day: string }>(
    `select (clock_timestamp() at time zone o.time_zone)::date::text as day
     from agreement a join office o on o.id = a.office_id where a.id = $1`,
    [agreementId],
  )
  const row = rows[0]
  if (row === undefined) throw new Error(`there is no agreement ${agreementId}`)
  return row.day
}
