import { mayDo, type Task, type TaskSource } from '../offices/index.ts'
import { listBreaches } from './breach.store.ts'
import type { Breach } from './domain.ts'

/** Breaches that wait for the office, those with an unfinished clock by its end. */
export const breachTasks: TaskSource = async (tx, who) => {
  if (!mayDo(who.role, 'breaches.decide')) return []
  const breaches = await listBreaches(tx, { officeId: who.officeId, agencyId: null })
  return breaches.filter(({ state }) => state !== 'closed').map(taskOf)
}

function taskOf(breach: Breach): Task {
  const isRunning = breach.peopleToldAt === null || breach.authorityToldAt === null
  const isClocked = isRunning && breach.decision !== 'unfounded'
  return {
    kind: 'breach-open',
    title: `Pelanggaran ${breach.code}: ${TITLES[breach.state]}`,
    detail: breach.agency,
    path: `/pelanggaran/${breach.id}`,
    since: breach.reportedAt,
    due: isClocked ? breach.dueOn : null,
    isLate: isClocked && breach.hoursLeft < 0,
  }
}

const TITLES = {
  reported: 'periksa laporan',
  examined: 'putuskan',
  decided: 'tuntaskan dan tutup',
  closed: 'selesai',
} as const
