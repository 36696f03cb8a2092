import { PATHS } from '../paths.ts'

/** Which chapter of the guide explains a page: the address of the page, or where it begins. */
export const PLACES = [
  [PATHS.tasks, 'tugas'],
  [PATHS.notifications, 'pemberitahuan'],
  [PATHS.calendar, 'kalender'],
  [PATHS.holidays, 'kalender'],
  [PATHS.ownOfficials, 'pejabat'],
  [PATHS.agencyOfficials, 'pejabat'],
  [PATHS.officeOfficials, 'pejabat'],
  [PATHS.officeMail, 'pemberitahuan'],
  [PATHS.checkNik, 'mencari-data'],
  [PATHS.history, 'riwayat'],
  [PATHS.sessions, 'masuk'],
  [PATHS.overview, 'ringkasan-instansi'],
  [PATHS.operators, 'menambah-operator'],
  [PATHS.ownCredentials, 'kredensial-kami'],
  [PATHS.board, 'papan-pantau'],
  [PATHS.agencies, 'instansi'],
  [PATHS.proofs, 'poc'],
  [PATHS.agreementObligations, 'kewajiban'],
  [PATHS.enterAgreement, 'memasukkan-perjanjian'],
  [PATHS.newRequest, 'mengajukan-permohonan'],
  [PATHS.requestForm, 'mengajukan-permohonan'],
  [PATHS.requestApproval, 'persetujuan-pusat'],
  [PATHS.requestDraft, 'memeriksa-permohonan'],
  [PATHS.requests, 'permohonan'],
  [PATHS.terms, 'ketentuan'],
  [PATHS.changes, 'perubahan'],
  [PATHS.agreementStatements, 'pernyataan'],
  [PATHS.statements, 'pernyataan'],
  [PATHS.agreementRenewal, 'perpanjangan'],
  [PATHS.agreementEnding, 'akhir-perjanjian'],
  [PATHS.drills, 'akhir-perjanjian'],
  [PATHS.meetings, 'pertemuan'],
  [PATHS.breaches, 'pelanggaran'],
  [PATHS.agreements, 'perjanjian'],
  [PATHS.papers, 'surat'],
  [PATHS.letterTemplates, 'templat-surat'],
  [PATHS.letterSettings, 'templat-surat'],
  [PATHS.genuineness, 'keaslian-surat'],
  [PATHS.credentials, 'user-id'],
  [PATHS.staff, 'pengguna'],
  [PATHS.audit, 'jejak-audit'],
  [PATHS.nikSearch, 'siapa-melihat-nik'],
  [PATHS.extractCheck, 'cuplikan-audit'],
  [PATHS.settings, 'pengaturan'],
  [PATHS.approvals, 'persetujuan'],
  [PATHS.account, 'keamanan-akun'],
] as const

/** An address that names one thing (`/perjanjian/$code/poc`) stands before the one that it begins with. */
const FORMS = PLACES.map(
  ([path, chapter]) => [new RegExp(`^${path.replace(/\$\w+/g, '[^/]+')}(/|$)`), chapter] as const,
)

/** The chapter of the page at this address; the list of all where none is the page's own. */
export const chapterAt = (pathname: string): string | undefined =>
  FORMS.find(([form]) => form.test(pathname))?.[1]
