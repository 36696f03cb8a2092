import { endAgreementIn, NotEnded } from '../endings/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { notify } from '../notifications/index.ts'
import type { PaperMaker, PaperOrder } from '../papers/index.ts'
import { holdsNik, isMoment } from '../registry/index.ts'
import { officeDay } from '../statements/index.ts'
import {
  insertStep,
  isSoFar,
  lockBreach,
  updateAffected,
  updateDecision,
  updateState,
  updateTold,
} from './breach.store.ts'
import { type Breach, type BreachAct, DECISIONS, type Decision, isCount, isPossible } from './domain.ts'
import { recordBreach } from './record-breach.ts'
import type { BreachResult } from './report-breach.ts'

export type ActRequest = {
  officeId: number
  id: number
  act: BreachAct
  /** What was found, how somebody was told, why it is decided so. */
  note: string
  /** For a decision. */
  decision?: Decision
  /** For a decision: what the agency must do, for its letter. */
  duties: string
  /** When the people concerned or the authority were told; null: now. */
  toldAt: string | null
  /** How many people are concerned, once an examination or a note tells. */
  affectedPeople: number | null
  by: string
}

/** Rolls an act back whose letter, or whose effect on the agreement, is refused. */
class NotDone extends Error {
  readonly faults: FieldFault[]
  constructor(faults: readonly { field: string; message: string }[]) {
    super('an act on a breach was refused')
    this.faults = faults.map(({ field, message }) => ({ field, message }))
  }
}

const refused = (field: string, message: string): BreachResult => ({
  kind: 'refused',
  faults: [{ field, message }],
})

/**
 * Does the next thing about a breach (BR-03): asks the agency for its account, examines, notes that the people concerned or
 * the authority were told, decides, closes. A decision to suspend or revoke takes hold on the agreement in the same
 * transaction, with its letter (BR-05).
 */
export function actOnBreach(pool: Pool, paperMaker: PaperMaker, request: ActRequest): Promise<BreachResult> {
  const { act, note, decision, toldAt, affectedPeople } = request
  const faults = faultsOf(request)
  if (faults.length > 0) return Promise.resolve({ kind: 'refused', faults })
  return inTx(pool, async (tx): Promise<BreachResult> => {
    const breach = await lockBreach(tx, { officeId: request.officeId, agencyId: null }, request.id)
    if (breach === undefined) return refused('id', 'Laporan ini tidak ditemukan.')
    if (!isPossible(act, breach)) return refused('act', 'Tindakan ini tidak mungkin pada keadaan sekarang.')
    if (toldAt !== null && !(await isSoFar(tx, toldAt, breach.discoveredAt)))
      return refused('toldAt', 'Harus antara saat kejadian diketahui dan sekarang.')
    if (affectedPeople !== null && COUNTING.includes(act)) await updateAffected(tx, breach.id, affectedPeople)
    const paperId = await carryOut(tx, paperMaker, breach, request)
    await insertStep(tx, { breachId: breach.id, act, note, paperId, by: request.by })
    await recordBreach(tx, EVENTS[act], breach, {
      by: request.by,
      ...(decision === undefined ? {} : { decision }),
    })
    return { kind: 'done', id: breach.id, paperId }
  }).catch((error: unknown): BreachResult => {
    if (error instanceof NotDone || error instanceof NotEnded)
      return { kind: 'refused', faults: error.faults }
    throw error
  })
}

/** Acts that may tell how many people are concerned. */
const COUNTING: readonly BreachAct[] = ['examine', 'note']

/** How somebody was told stands in a shorter column than the rest. */
const MOST: Partial<Record<BreachAct, number>> = { 'tell-people': 500, 'tell-authority': 500 }

function faultsOf({ act, note, decision, duties, toldAt, affectedPeople }: ActRequest): FieldFault[] {
  const faults: FieldFault[] = []
  const fault = (field: string, message: string) => faults.push({ field, message })
  const most = MOST[act] ?? 2_000
  if (note.length < 10 || note.length > most) fault('note', `Tulis 10 sampai ${most} huruf.`)
  if (duties.length > 1_000) fault('duties', 'Paling banyak 1.000 huruf.')
  for (const [field, text] of Object.entries({ note, duties })) {
    if (holdsNik(text)) fault(field, 'Tidak boleh memuat NIK.')
  }
  if ((act === 'decide') !== (decision !== undefined)) fault('decision', 'Pilih keputusannya.')
  if (toldAt !== null && !isMoment(toldAt)) fault('toldAt', 'Tulis hari dan jam yang ada.')
  if (affectedPeople !== null && !isCount(affectedPeople)) fault('affectedPeople', 'Harus bilangan mulai 0.')
  return faults
}

const EVENTS: Record<BreachAct, string> = {
  notify: 'breach.agency_asked',
  examine: 'breach.examined',
  'tell-people': 'breach.people_told',
  'tell-authority': 'breach.authority_told',
  note: 'breach.noted',
  decide: 'breach.decided',
  close: 'breach.closed',
}

/** @returns the letter that came of it */
async function carryOut(
  tx: Tx,
  paperMaker: PaperMaker,
  breach: Breach,
  { act, note, decision, duties, toldAt, by }: ActRequest,
): Promise<number | null> {
  switch (act) {
    case 'notify':
      await tellAgency(tx, breach, `Permintaan penjelasan ${breach.code}`)
      return write(tx, paperMaker, breach, by, {
        kind: 'breach-notice',
        facts: {
          breachCode: breach.code,
          reportedAt: await momentInWords(tx, breach.officeId, breach.discoveredAt),
          description: note,
          deadlineAt: await momentInWords(tx, breach.officeId, breach.dueAt),
        },
      })
    case 'examine':
      await updateState(tx, breach.id, 'examined')
      return null
    case 'tell-people':
      await updateTold(tx, breach.id, 'people', { at: toldAt, how: note })
      return null
    case 'tell-authority':
      await updateTold(tx, breach.id, 'authority', { at: toldAt, how: note })
      return null
    case 'decide':
      return decide(tx, paperMaker, breach, { decision: decision ?? 'unfounded', reason: note, duties, by })
    case 'close':
      await updateState(tx, breach.id, 'closed')
      return null
    case 'note':
      return null
  }
}

async function decide(
  tx: Tx,
  paperMaker: PaperMaker,
  breach: Breach,
  { decision, reason, duties, by }: { decision: Decision; reason: string; duties: string; by: string },
): Promise<number> {
  const isEnding = decision === 'suspension' || decision === 'revocation'
  // Locks in their order (ARCHITECTURE.md): authority, then letters, then the end of the log.
  if (isEnding) await lockAuthority(tx)
  await updateDecision(tx, breach.id, decision, reason)
  const paperId = await write(tx, paperMaker, breach, by, {
    kind: 'breach-decision',
    facts: {
      breachCode: breach.code,
      description: breach.description,
      decision: DECISIONS[decision].toLowerCase(),
      ground: reason,
      effectiveOn: await officeDay(tx, breach.officeId),
      ...(duties === '' ? {} : { note: duties }),
    },
  })
  if (isEnding) await endForBreach(tx, paperMaker, breach, decision, by)
  await tellAgency(tx, breach, `Keputusan atas ${breach.code}`)
  return paperId
}

async function endForBreach(
  tx: Tx,
  paperMaker: PaperMaker,
  { code, agreement }: Breach,
  decision: 'suspension' | 'revocation',
  by: string,
): Promise<void> {
  const refuse = (message: string) => new NotDone([{ field: 'decision', message }])
  if (agreement === null) throw refuse('Laporan ini tidak menyebut perjanjian yang dapat ditangguhkan.')
  const ended = await endAgreementIn(tx, paperMaker, {
    code: agreement,
    ground: decision === 'suspension' ? 'breach-suspected' : 'breach',
    reason: `Pelanggaran ${code}`,
    clause: '',
    withLetter: true,
    by,
  })
  if (ended.kind === 'refused') throw refuse(ended.faults.map(({ message }) => message).join(' '))
}

async function write(
  tx: Tx,
  paperMaker: PaperMaker,
  { officeId, agencyId, agreementId }: Breach,
  by: string,
  letter: Pick<PaperOrder, 'kind' | 'facts'>,
): Promise<number> {
  const date = await officeDay(tx, officeId)
  const issued = await paperMaker.issue(tx, {
    ...letter,
    officeId,
    agencyId,
    agreementId,
    requestId: null,
    date,
    by,
  })
  if (issued.kind === 'refused') {
    throw new NotDone(issued.faults.map(({ field, message }) => ({ field: `letter.${field}`, message })))
  }
  return issued.paper.id
}

async function tellAgency(tx: Tx, { officeId, agencyId, id }: Breach, title: string): Promise<void> {
  for (const role of ['agency-head', 'agency-pic'] as const) {
    await notify(tx, {
      officeId,
      to: { role, agencyId },
      event: 'breach.changed',
      title,
      body: 'Baca surat dan langkah yang diminta.',
      path: `/pelanggaran/${id}`,
    })
  }
}

/** `21 November 2026 pukul 10.15 WIB`, in the office's time. */
async function momentInWords(tx: Tx, officeId: number, iso: string): Promise<string> {
  const { rows } = await tx.query<{ zone: string }>('select time_zone as zone from office where id = $1', [
    officeId,
  ])
  const timeZone = rows[0]?.zone ?? 'Asia/Jakarta'
  const at = new Date(iso)
  const day = at.toLocaleDateString('id-ID', { timeZone, day: 'numeric', month: 'long', year: 'numeric' })
  const time = at.toLocaleTimeString('id-ID', { timeZone, hour: '2-digit', minute: '2-digit', hour12: false })
  const zone = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' }[timeZone] ?? ''
  return `${day} pukul ${time.replace(':', '.')} ${zone}`.trim()
}
