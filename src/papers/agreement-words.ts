import type { AgreementFile } from '../agreements/index.ts'
import { dayInWords, type LetterTable, longDay, spanInWords, withWords } from '../letters/index.ts'
import { ELEMENTS, type Element, inCatalogueOrder } from '../registry/elements.ts'

/** Address is one element on paper and breaks down into these. */
const ADDRESS_PARTS: readonly Element[] = [
  'ALAMAT',
  'DUSUN',
  'NO_RT',
  'NO_RW',
  'NO_KEL',
  'KEL_NAME',
  'NO_KEC',
  'KEC_NAME',
  'NO_KAB',
  'KAB_NAME',
  'NO_PROP',
  'PROP_NAME',
  'KODE_POS',
]

const METHODS: Readonly<Record<string, string>> = {
  'web-portal': 'Web Portal',
  'web-service': 'Web Service',
  'card-reader': 'perangkat pembaca KTP-el (card reader)',
}

const FEEDBACK_METHODS: Readonly<Record<string, string>> = {
  'web-service': 'web service',
  upload: 'unggah berkas',
  form: 'formulir daring',
  'offline-media': 'media penyimpanan luring',
}

/** `a, b, dan c` */
export function inSentence(words: readonly string[]): string {
  if (words.length < 3) return words.join(' dan ')
  return `${words.slice(0, -1).join(', ')}, dan ${words.at(-1)}`
}

/** The elements as papers count them, each with the columns behind it. */
export function elementRows(elements: readonly Element[]): { label: string; columns: Element[] }[] {
  const ordered = inCatalogueOrder(elements)
  const parts = ADDRESS_PARTS.filter((part) => ordered.includes(part))
  const rows = ordered
    .filter((element) => !ADDRESS_PARTS.includes(element))
    .map((element) => ({ label: ELEMENTS[element].label, columns: [element] }))
  if (parts.length === 0) return rows
  const names = parts.filter((part) => part !== 'ALAMAT').map((part) => plain(ELEMENTS[part].label))
  const label = names.length === 0 ? 'Alamat' : `Alamat, meliputi ${inSentence(['alamat', ...names])}`
  return [...rows, { label, columns: parts }]
}

/** Acronyms stay as they are. */
const plain = (label: string) =>
  /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)

export type AgreementWords = { values: Record<string, string>; tables: Record<string, LetterTable> }

/** What an agreement, or what is agreed on of one, says in words. What it does not say is left out. */
export function agreementWords(file: Partial<AgreementFile>): AgreementWords {
  const rows = elementRows(file.elements ?? [])
  const feedback = file.feedback?.fields.map(({ name }) => name) ?? []
  const network = file.network
  const values: Record<string, string | undefined> = {
    nomor_pks_dinas: file.number?.civilRegistry,
    nomor_pks_lembaga: file.number?.userAgency,
    nomor_juknis: file.technicalGuideline,
    nomor_permohonan: file.requestLetter?.number,
    tanggal_permohonan: day(file.requestLetter?.date),
    hal_permohonan: file.requestLetter?.subject,
    nomor_persetujuan: file.centralApproval?.number,
    tanggal_persetujuan: day(file.centralApproval?.date),
    tujuan: file.purpose,
    tanggal_pks: day(file.signedOn),
    tanggal_pks_kalimat: file.signedOn === undefined ? undefined : dayInWords(file.signedOn),
    berlaku_sampai: day(file.validUntil),
    jangka_waktu:
      file.signedOn === undefined || file.validUntil === undefined
        ? undefined
        : spanInWords(file.signedOn, file.validUntil),
    jumlah_elemen: rows.length === 0 ? undefined : withWords(rows.length),
    daftar_elemen: inSentence(rows.map(({ label }) => plain(label.replace(/,.*/, '')))),
    metode: inSentence((file.methods ?? []).map((method) => METHODS[method] ?? method)),
    pakai_web_portal: flag(file.methods?.includes('web-portal')),
    pakai_web_service: flag(file.methods?.includes('web-service')),
    pakai_card_reader: flag(file.methods?.includes('card-reader')),
    kuota: quota(file.quotaPerUserPerDay),
    kuota_setelah_poc: quota(file.quotaAfterProofOfConcept),
    jumlah_user: file.users === undefined ? undefined : withWords(file.users),
    user_id_pengembangan: flag(file.developmentUser),
    wajib_poc: flag(file.proofOfConceptRequired),
    parameter_user_id: file.localUserIdParameter,
    penyedia_jaringan: network?.provider,
    ip_lan: network?.ipLan === undefined ? undefined : inSentence(network.ipLan),
    lebar_pita:
      network?.bandwidthMbps === undefined ? network?.bandwidthAsWritten : `${network.bandwidthMbps} Mbps`,
    titik_koneksi: network?.connectionPoints === undefined ? undefined : withWords(network.connectionPoints),
    data_balikan: inSentence(feedback),
    metode_balikan: inSentence(
      (file.feedback?.methods ?? []).map((method) => FEEDBACK_METHODS[method] ?? method),
    ),
    minimum_card_reader:
      file.cardReader?.minimumPerWorkUnit === undefined
        ? undefined
        : withWords(file.cardReader.minimumPerWorkUnit),
    batas_card_reader: months(file.cardReader?.withinMonths),
    batas_user_id:
      file.userIdHandover === undefined
        ? undefined
        : `${withWords(file.userIdHandover.dueWeeksAfterRequest)} minggu`,
    bukti_identitas: file.identityEvidence?.join(' atau '),
    batas_iso: months(file.iso27001CertificateDueMonths),
    batas_laporan:
      file.semesterReportDueWorkingDays === undefined
        ? undefined
        : `${withWords(file.semesterReportDueWorkingDays)} hari kerja`,
    batas_perpanjangan: months(file.renewalRequestDueMonthsBeforeEnd),
    penerima_evaluasi: inSentence(file.evaluationReportedTo ?? []),
  }
  return {
    values: Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        value === undefined || value === '' ? [] : [[name, value]],
      ),
    ),
    tables: {
      ...(rows.length === 0 ? {} : { elemen_data: elementTable(rows) }),
      ...(feedback.length === 0
        ? {}
        : {
            tabel_balikan: {
              head: ['No.', 'Data balikan'],
              rows: feedback.map((name, n) => [`${n + 1}`, name]),
            },
          }),
    },
  }
}

const elementTable = (rows: ReturnType<typeof elementRows>): LetterTable => ({
  head: ['No.', 'Elemen data', 'Nama kolom'],
  rows: rows.map(({ label, columns }, n) => [`${n + 1}`, label, columns.join(', ')]),
})

const day = (iso: string | undefined) => (iso === undefined ? undefined : longDay(iso))

const flag = (is: boolean | undefined) => (is === true ? 'ya' : undefined)

const months = (count: number | undefined) => {
  if (count === undefined) return undefined
  return count % 12 === 0 ? `${withWords(count / 12)} tahun` : `${withWords(count)} bulan`
}

const quota = (given: number | 'unlimited' | undefined) => {
  if (given === undefined) return undefined
  return given === 'unlimited' ? 'tidak terbatas' : `${withWords(given)} hit per hari untuk setiap User ID`
}
