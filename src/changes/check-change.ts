import type { FieldFault } from '../kernel/problem.ts'
import { withdrawPaper } from '../papers/index.ts'
import { holdsNik, parseDay } from '../registry/index.ts'
import type { Doing, Done, StepAct } from './act-on-change.ts'
import { type Missing, missingOf } from './domain.ts'
import { isWidening, needsCentral } from './proposed-file.ts'

/** What is missing, in words; the field is where it is mended. */
const MISSING: Readonly<Record<Missing, FieldFault>> = {
  'letter-number': { field: 'letterNumber', message: 'Isi nomor dan tanggal surat instansi.' },
  'letter-file': { field: 'attachments', message: 'Lampirkan surat permohonan perubahan.' },
  study: { field: 'attachments', message: 'Lampirkan kajian teknis.' },
  'what-if': { field: 'whatIf', message: 'Jalankan simulasi atas permohonan ini lebih dahulu.' },
}

/** What a change still lacks (CH-05). */
export function missingIn(doing: Pick<Doing, 'change' | 'standing' | 'attachments' | 'whatIf'>): Missing[] {
  const { change, standing, attachments, whatIf } = doing
  return missingOf({
    kind: change.kind,
    isWidening: isWidening(change.content, standing),
    letterNumber: change.letterNumber,
    letterOn: change.letterOn,
    attached: attachments.map(({ kind }) => kind),
    hasWhatIf: whatIf !== undefined,
  })
}

function refused(...faults: FieldFault[]): Done {
  return { kind: 'refused', faults }
}

/** Every answer that sends something back, or ends it, says why. */
async function withNote({ note }: Doing, done: Done): Promise<Done> {
  return note === null ? refused({ field: 'note', message: 'Sebutkan alasannya.' }) : done
}

/** What agency, office and central authority say to a request, before anything is written (CH-05 to CH-08). */
export const CHECKS = {
  submit: async (doing) => {
    const missing = missingIn(doing)
    if (missing.length > 0) return refused(...missing.map((one) => MISSING[one]))
    return { kind: 'done', to: 'submitted' }
  },
  withdraw: async (doing) => {
    const { tx, change, note } = doing
    if (change.state === 'issued' && change.paperId !== null && note !== null) {
      await withdrawPaper(tx, change.paperId, note)
    }
    return withNote(doing, { kind: 'done', to: 'withdrawn' })
  },
  return: (doing) => withNote(doing, { kind: 'done', to: 'returned' }),
  reject: (doing) => withNote(doing, { kind: 'done', to: 'rejected' }),
  accept: async ({ change, standing }) => {
    const isCentral = needsCentral(change.content, standing)
    return { kind: 'done', to: isCentral ? 'at-central' : 'approved', update: { needsCentral: isCentral } }
  },
  'approve-centrally': async ({ body, today }) => {
    const faults: FieldFault[] = []
    const number = body.text('number')
    if (number === '' || number.length > 100 || holdsNik(number)) {
      faults.push({ field: 'number', message: 'Isi nomor surat persetujuan, paling banyak 100 huruf.' })
    }
    const on = parseDay(body.text('on'))
    if (on === undefined || on > today) {
      faults.push({ field: 'on', message: 'Isi tanggal surat persetujuan; tidak sesudah hari ini.' })
    }
    if (on === undefined || faults.length > 0) return refused(...faults)
    return {
      kind: 'done',
      to: 'approved',
      update: { centralNumber: number, centralOn: on },
      detail: { number, on },
    }
  },
  'reject-centrally': (doing) => withNote(doing, { kind: 'done', to: 'rejected' }),
} satisfies Partial<Record<StepAct, (doing: Doing) => Promise<Done>>>
