import type { AgreementInForce } from '../agreements/index.ts'
import { enterUserIdForm, readHolder } from '../credentials/index.ts'
import { checkUpload, type Vault } from '../files/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import type { FieldFault } from '../kernel/problem.ts'
import type { Sealer } from '../kernel/seal.ts'
import type { Actor } from '../offices/index.ts'
import { holdsNik, parseDay, reasonFault } from '../registry/index.ts'
import {
  type Change,
  findChange,
  findChangeForUpdate,
  insertAttachment,
  insertChange,
  insertStep,
  updateChange,
  updateDraft,
} from './change.store.ts'
import { type ChangeContent, readContent, summaryOf } from './content.ts'
import { type AttachmentKind, CHANGE_ACTS, CHANGE_STATES, isChangeKind } from './domain.ts'
import { recordChange } from './record-change.ts'
import { faultOf, type Person, type Result } from './result.ts'
import { readStanding } from './standing.ts'

/** Who writes, and with which request. */
export type Writer = { who: Person; actor: Actor }

type Draft = { content: ChangeContent; reason: string; letterNumber: string | null; letterOn: string | null }

/** Begins a change of an agreement: what is asked for, why, and the agency's letter (CH-01, CH-04). */
export async function writeChange(
  { pool, sealer }: { pool: Pool; sealer: Sealer },
  agreement: AgreementInForce,
  sent: unknown,
  writer: Writer,
): Promise<Result<{ id: number }>> {
  const kind = readFields(sent).text('kind')
  if (!isChangeKind(kind)) return refused([{ field: 'kind', message: 'Pilih jenis perubahannya.' }])
  if (agreement.state !== 'in_force' || agreement.isOver) {
    return refused([
      { field: 'kind', message: 'Perjanjian ini tidak berlaku; perubahan memerlukan perjanjian baru.' },
    ])
  }
  return inTx(pool, async (tx) => {
    const read = await readDraft(tx, { code: agreement.code, kind }, sent)
    if (read.kind === 'faulty') return refused(read.faults)
    const content = await withForm(tx, sealer, agreement, read, writer)
    const { officeId, agencyId, id: agreementId, code: agreementCode } = agreement
    const createdBy = writer.actor.by
    const isFromPaper = writer.who.agencyId === null
    const draft = { ...read.draft, content }
    const id = await insertChange(tx, { officeId, agencyId, agreementId, createdBy, isFromPaper, ...draft })
    const step = { fromState: 'draft', toState: 'draft', by: createdBy, note: null, paperId: null } as const
    await insertStep(tx, id, { act: 'edit', ...step })
    const about = { id, officeId, agreementId, agreementCode, kind }
    await recordChange(tx, CHANGE_ACTS.edit.event, writer.actor, about, { asked: summaryOf(content) })
    return { kind: 'done', value: { id } }
  })
}

/** Writes a draft anew, while it is with the agency. */
export function rewriteChange(
  { pool, sealer }: { pool: Pool; sealer: Sealer },
  agreement: AgreementInForce,
  id: number,
  sent: unknown,
  writer: Writer,
): Promise<Result<object>> {
  return inTx(pool, async (tx) => {
    const change = await findForAct(tx, agreement, id, 'edit', writer)
    if ('refusal' in change) return change.refusal
    const { kind } = change.found
    const read = await readDraft(tx, { code: agreement.code, kind }, sent, change.found.content)
    if (read.kind === 'faulty') return refused(read.faults)
    const content = await withForm(tx, sealer, agreement, read, writer)
    await updateDraft(tx, id, { ...read.draft, content })
    const asked = { asked: summaryOf(content) }
    await recordChange(tx, CHANGE_ACTS.edit.event, writer.actor, change.found, asked)
    return { kind: 'done', value: {} }
  })
}

type DraftRead =
  | { kind: 'read'; draft: Draft; holder: ReturnType<typeof readHolder> | null }
  | { kind: 'faulty'; faults: FieldFault[] }

async function readDraft(
  tx: Tx,
  of: { code: string; kind: Change['kind'] },
  sent: unknown,
  before?: ChangeContent,
): Promise<DraftRead> {
  const fields = readFields(sent)
  const faults: FieldFault[] = []
  const standing = await readStanding(tx, of.code)
  const input: object = Object(Object(sent).content)
  const formId = before?.kind === 'holder' ? { formId: before.formId } : {}
  const content = readContent(of.kind, { ...input, ...formId }, standing)
  if (content.kind === 'faulty') faults.push(...content.faults)
  // A form that was complete once stays; another person is a form of their own.
  const isForm = of.kind === 'holder' && ('holder' in input || before === undefined)
  const holder = isForm ? readHolder(readFields(Object(input).holder)) : null
  if (holder?.kind === 'faulty') faults.push(...holder.faults)
  const reason = fields.text('reason')
  const wrong = reasonFault(reason)
  if (wrong !== undefined) faults.push({ field: 'reason', message: wrong })
  const letterNumber = fields.text('letterNumber')
  if (letterNumber.length > 100 || holdsNik(letterNumber)) {
    faults.push({ field: 'letterNumber', message: 'Nomor surat paling banyak 100 huruf, tanpa NIK.' })
  }
  const day = fields.text('letterOn')
  const letterOn = day === '' ? null : parseDay(day)
  if (letterOn === undefined) faults.push({ field: 'letterOn', message: 'Tanggal ditulis TTTT-BB-HH.' })
  if (content.kind === 'faulty' || letterOn === undefined || faults.length > 0)
    return { kind: 'faulty', faults }
  return {
    kind: 'read',
    draft: { content: content.content, reason, letterNumber: letterNumber || null, letterOn },
    holder,
  }
}

/** The content with the number of the new holder's form, which is sealed as it comes in. */
async function withForm(
  tx: Tx,
  sealer: Sealer,
  agreement: AgreementInForce,
  { draft, holder }: Extract<DraftRead, { kind: 'read' }>,
  { actor }: Writer,
): Promise<ChangeContent> {
  const { content } = draft
  if (content.kind !== 'holder' || holder?.kind !== 'read') return content
  const { file, credentials } = await readStanding(tx, agreement.code)
  const credential = credentials.find(({ userId }) => userId === content.userId)
  const { rows } = await tx.query<{ day: string }>(
    'select (clock_timestamp() at time zone $1)::date::text as day',
    [agreement.timeZone],
  )
  const { id } = await enterUserIdForm(tx, sealer, {
    officeId: agreement.officeId,
    agreementId: agreement.id,
    requestId: null,
    kind: credential?.kind ?? 'production',
    requestedOn: draft.letterOn ?? rows[0]?.day ?? '',
    dueWeeks: file.userIdHandover?.dueWeeksAfterRequest ?? 2,
    holder: holder.holder,
    by: actor.by,
  })
  return { ...content, formId: id }
}

/** Puts a file beside a change: checked, and kept in the vault. */
export async function attachFile(
  { pool, vault }: { pool: Pool; vault: Vault },
  agreement: AgreementInForce,
  id: number,
  file: { kind: AttachmentKind; name: string; bytes: Buffer },
  writer: Writer,
): Promise<Result<{ n: number }>> {
  const check = await checkUpload(file.bytes, file.name)
  if (check.kind === 'refused') return refused([{ field: 'file', message: check.message }])
  const { mediaType, name } = check
  if (holdsNik(name)) return refused([{ field: 'file', message: 'Nama berkas memuat NIK.' }])
  return inTx(pool, async (tx): Promise<Result<{ n: number }>> => {
    const change = await findForAct(tx, agreement, id, 'attach', writer)
    if ('refusal' in change) return change.refusal
    const { sha256, size } = await vault.store(tx, file.bytes, mediaType)
    const uploadedBy = writer.actor.by
    const n = await insertAttachment(tx, id, { kind: file.kind, sha256, name, mediaType, size, uploadedBy })
    if (n === undefined) return refused([{ field: 'file', message: 'Paling banyak 50 berkas.' }])
    await updateChange(tx, id, {})
    const detail = { attachment: n, of: file.kind, sha256 }
    await recordChange(tx, CHANGE_ACTS.attach.event, writer.actor, change.found, detail)
    return { kind: 'done', value: { n } }
  })
}

type Found = { found: Change } | { refusal: Exclude<Result<never>, { kind: 'done' }> }

/** The change of this agreement, its row locked, if this person may do this to it now. */
async function findForAct(
  tx: Tx,
  agreement: AgreementInForce,
  id: number,
  act: 'edit' | 'attach',
  { who }: Writer,
): Promise<Found> {
  const found = await findChangeForUpdate(tx, id)
  if (found?.agreementId !== agreement.id) return { refusal: { kind: 'not-found' } }
  const fault = faultOf(act, found, who)
  if (fault === 'role') return { refusal: { kind: 'forbidden' } }
  if (fault === 'state') return { refusal: refused([stateFault(found)]) }
  return { found }
}

export function stateFault({ state }: Pick<Change, 'state'>): FieldFault {
  return { field: 'state', message: `Tidak dapat dilakukan: perubahan ini ${CHANGE_STATES[state]}.` }
}

export function refused(faults: FieldFault[]): { kind: 'refused'; faults: FieldFault[] } {
  return { kind: 'refused', faults }
}

/** The change of an agreement that this person may see. */
export async function findChangeOf(
  tx: Tx,
  agreement: AgreementInForce,
  id: number,
): Promise<Change | undefined> {
  const change = await findChange(tx, id)
  return change?.agreementId === agreement.id ? change : undefined
}
