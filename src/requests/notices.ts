import type { Tx } from '../kernel/database.ts'
import { notify } from '../notifications/index.ts'
import { ROLES } from '../offices/index.ts'
import { REQUEST_STATES, type RequestState } from './domain.ts'
import type { RequestRow } from './request.store.ts'
import { TELLS } from './stages.ts'

/** Where the portal shows a request. */
export const pathOf = (id: number) => `/permohonan/${id}`

const TITLES: Partial<Record<RequestState, string>> = {
  submitted: 'Permohonan akses menunggu pemeriksaan',
  returned: 'Permohonan akses dikembalikan untuk dilengkapi',
  forwarded: 'Permohonan akses diteruskan ke Ditjen Dukcapil',
  approved: 'Permohonan akses disetujui Ditjen Dukcapil',
  rejected: 'Permohonan akses ditolak Ditjen Dukcapil',
  drafted: 'Rancangan perjanjian menunggu pengesahan',
  endorsed: 'Perjanjian siap ditandatangani',
  'signed-by-registry': 'Perjanjian menunggu tanda tangan Pihak Kedua',
  'signed-by-agency': 'Perjanjian menunggu tanda tangan Pihak Kesatu',
  signed: 'Perjanjian telah ditandatangani kedua pihak',
  'guideline-issued': 'Petunjuk teknis terbit; mohonkan IP LAN',
  'network-ready': 'Jaringan siap; tanda tangani pernyataan',
  'statements-signed': 'Pernyataan lengkap; ajukan formulir User ID',
  development: 'User ID pengembangan diserahkan',
  'proof-of-concept': 'Proof of Concept dimulai',
  production: 'User ID produksi diserahkan',
  'in-force': 'Perjanjian berlaku penuh',
  withdrawn: 'Permohonan akses ditarik',
}

/** Tells those whom a new state concerns, of both sides. */
export async function tellOfState(
  tx: Tx,
  { id, officeId, agencyId, agencyName }: Pick<RequestRow, 'id' | 'officeId' | 'agencyId' | 'agencyName'>,
  state: RequestState,
): Promise<void> {
  for (const role of TELLS[state]) {
    await notify(tx, {
      officeId,
      to: { role, agencyId: ROLES[role].of === 'agency' ? agencyId : null },
      event: 'request.state_changed',
      title: TITLES[state] ?? `Permohonan akses ${REQUEST_STATES[state]}`,
      body: `Permohonan ${id} · ${agencyName}: ${REQUEST_STATES[state]}.`,
      path: pathOf(id),
    })
  }
}
