import { PATHS } from '../paths.ts'

/** Which chapter of the guide explains a page: the address of the page, or where it begins. */
export const PLACES = [
  [PATHS.checkNik, 'mencari-data'],
  [PATHS.history, 'riwayat'],
  [PATHS.sessions, 'masuk'],
  [PATHS.overview, 'ringkasan-instansi'],
  [PATHS.operators, 'menambah-operator'],
  [PATHS.ownCredentials, 'kredensial-kami'],
  [PATHS.board, 'papan-pantau'],
  [PATHS.agencies, 'instansi'],
  [PATHS.agreements, 'perjanjian'],
  [PATHS.credentials, 'user-id'],
  [PATHS.staff, 'pengguna'],
  [PATHS.audit, 'jejak-audit'],
  [PATHS.nikSearch, 'siapa-melihat-nik'],
  [PATHS.extractCheck, 'cuplikan-audit'],
  [PATHS.settings, 'pengaturan'],
  [PATHS.approvals, 'persetujuan'],
  [PATHS.account, 'keamanan-akun'],
] as const

/** The chapter of the page at this address; the list of all where none is the page's own. */
export const chapterAt = (pathname: string): string | undefined =>
  PLACES.find(([path]) => pathname === path || pathname.startsWith(`${path}/`))?.[1]
