import { mayDo, type Task, type TaskSource } from '../offices/index.ts'
import { ACTS, type Act, type RequestState } from './domain.ts'
import { pathOf } from './notices.ts'
import { listRequests, type RequestRow } from './request.store.ts'

/** What a request in a state asks of whoever may do the act: nothing where it waits for nobody here. */
const WORK: Partial<Record<RequestState, readonly { act: Act; title: string }[]>> = {
  drafting: [
    { act: 'submit', title: 'Periksa dan ajukan permohonan akses' },
    { act: 'save', title: 'Lengkapi permohonan akses' },
  ],
  submitted: [{ act: 'forward', title: 'Periksa permohonan akses' }],
  returned: [{ act: 'save', title: 'Lengkapi permohonan yang dikembalikan' }],
  forwarded: [{ act: 'approve', title: 'Putuskan permohonan akses' }],
  approved: [{ act: 'draft', title: 'Susun perjanjian dari persetujuan' }],
  drafted: [{ act: 'endorse', title: 'Sahkan rancangan perjanjian' }],
  endorsed: [
    { act: 'sign-for-registry', title: 'Tanda tangani perjanjian (Pihak Kesatu)' },
    { act: 'sign-for-agency', title: 'Tanda tangani perjanjian (Pihak Kedua)' },
  ],
  'signed-by-registry': [{ act: 'sign-for-agency', title: 'Tanda tangani perjanjian (Pihak Kedua)' }],
  'signed-by-agency': [{ act: 'sign-for-registry', title: 'Tanda tangani perjanjian (Pihak Kesatu)' }],
  signed: [{ act: 'issue-guideline', title: 'Terbitkan petunjuk teknis' }],
  'guideline-issued': [
    { act: 'confirm-network', title: 'Siapkan jaringan: IP LAN, pernyataan, uji koneksi' },
    { act: 'request-network', title: 'Mohonkan IP LAN dan pernyataan jaringan tertutup' },
  ],
  'network-ready': [
    { act: 'confirm-statements', title: 'Periksa SPTJM dan surat menjaga kerahasiaan' },
    { act: 'request-network', title: 'Tanda tangani SPTJM dan surat menjaga kerahasiaan' },
  ],
  'statements-signed': [
    { act: 'hand-over-production', title: 'Terbitkan dan serahkan User ID' },
    { act: 'request-user-id', title: 'Ajukan formulir User ID' },
  ],
  development: [
    { act: 'start-proof', title: 'Mulai Proof of Concept' },
    { act: 'hand-over-production', title: 'Terbitkan dan serahkan User ID produksi' },
  ],
  'proof-of-concept': [{ act: 'hand-over-production', title: 'Serahkan User ID produksi sesudah lulus PoC' }],
  production: [{ act: 'put-in-force', title: 'Nyatakan perjanjian berlaku' }],
}

/** What requests wait for from whoever is signed in: each one once, as the most that this person can do for it. */
export const requestTasks: TaskSource = async (tx, who) => {
  const rows = await listRequests(tx, who)
  return rows
    .flatMap((row): Task[] => {
      const work = WORK[row.state]?.find(({ act }) => mayDo(who.role, ACTS[act].permission))
      if (work === undefined || !isTheirs(row, work.act, who)) return []
      return [
        {
          kind: `request-${row.state}`,
          title: work.title,
          detail: `${row.agencyName} · permohonan ${row.id}`,
          path: pathOf(row.id),
          since: row.stateSince,
          due: row.due,
          isLate: row.isLate,
        },
      ]
    })
    .toSorted((a, b) => a.since.localeCompare(b.since))
}

/** The office helps to draft, but is not waited for; nobody is asked to endorse what they drafted. */
function isTheirs(row: RequestRow, act: Act, who: { staffId: number; agencyId: number | null }): boolean {
  if (ACTS[act].permission === 'requests.prepare' && who.agencyId === null) {
    return row.openedBy.staffId === who.staffId
  }
  return act !== 'endorse' || row.draftedBy?.staffId !== who.staffId
}
