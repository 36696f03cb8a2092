import type { AgreementInForce } from '../agreements/index.ts'
import type { PaperOrder } from '../papers/index.ts'
import { CHECKLIST, RULES, type Rule } from './checklist.ts'
import type { Grade, Occasion, Tick, Verdict } from './domain.ts'
import type { Proof } from './proof.store.ts'

type Dated = { date: string; by: string }

const OCCASIONS: Record<Occasion, string> = {
  first: 'pengujian pertama aplikasi ini',
  changed: 'pengujian ulang karena aplikasi yang sudah lulus berubah',
  further: 'pengujian aplikasi lain dari instansi yang sama',
  again: 'pengujian ulang sesudah perbaikan',
}

const of = (agreement: AgreementInForce) => ({
  officeId: agreement.officeId,
  agencyId: agreement.agencyId,
  agreementId: agreement.id,
  requestId: null,
})

/** The agency's letter that asks for a proof of concept. */
export function requestOrder(
  agreement: AgreementInForce,
  asked: { application: string; version: string; description: string; letterNumber: string },
  occasion: Occasion,
  { date, by }: Dated,
): PaperOrder {
  const { application, version, description, letterNumber } = asked
  return {
    ...of(agreement),
    kind: 'poc-request',
    date,
    ...(letterNumber === '' ? {} : { number: letterNumber }),
    facts: { application, applicationVersion: version, occasion: OCCASIONS[occasion], description },
    by,
  }
}

/** The office's letter with day, place and examiners. */
export function scheduleOrder(
  agreement: AgreementInForce,
  proof: Pick<Proof, 'application' | 'version'>,
  schedule: { on: string; from: string; place: string; examiners: readonly string[] },
  zone: string,
  { date, by }: Dated,
): PaperOrder {
  return {
    ...of(agreement),
    kind: 'poc-schedule',
    date,
    facts: {
      application: proof.application,
      applicationVersion: proof.version,
      scheduledOn: schedule.on,
      scheduledFrom: `${schedule.from.replace(':', '.')} ${zone}`,
      place: schedule.place,
      examiners: schedule.examiners.join(', '),
    },
    by,
  }
}

/** What became of a rule, for the report. */
export type ReportRow = { rule: Rule; verdict: Verdict; graded: Grade; tick: Tick | undefined }

const VERDICTS: Record<Verdict, string> = {
  met: 'Memenuhi',
  broken: 'Tidak memenuhi',
  unseen: 'Belum terlihat',
  'by-examiner': 'Belum diperiksa',
  'not-applicable': 'Tidak diminta',
}

/** The report: every rule with what was seen, and what to mend where it failed. */
export function resultOrder(
  agreement: AgreementInForce,
  proof: Proof,
  report: { isPassed: boolean; note: string; rows: readonly ReportRow[] },
  { date, by }: Dated,
): PaperOrder {
  const { isPassed, note, rows } = report
  return {
    ...of(agreement),
    kind: 'poc-result',
    date,
    facts: {
      application: proof.application,
      applicationVersion: proof.version,
      scheduledOn: proof.scheduledOn ?? date,
      place: proof.place ?? '',
      examiners: proof.examiners.map(({ fullName }) => fullName).join(', '),
      verdict: isPassed ? 'LULUS' : 'BELUM LULUS',
      note: note === '' ? (isPassed ? 'Tidak ada catatan.' : 'Lihat lampiran.') : note,
    },
    tables: {
      checklist: {
        head: ['Butir', 'Pemeriksaan', 'Hasil', 'Keterangan'],
        rows: RULES.map((rule) => reportLine(rule, rows)),
      },
    },
    by,
  }
}

function reportLine(rule: Rule, rows: readonly ReportRow[]): string[] {
  const row = rows.find((one) => one.rule === rule)
  const seen = [row?.graded.seen ?? '', row?.tick === undefined ? '' : `${row.tick.note} (${row.tick.by})`]
  return [
    rule,
    CHECKLIST[rule].title,
    VERDICTS[row?.verdict ?? 'unseen'],
    seen.filter((text) => text !== '').join('; ') || '—',
  ]
}
