import type { Tx } from '../kernel/database.ts'
import { RESIDENT_STATUS, SYNTHETIC_SERIALS } from '../registry/index.ts'
import type { SubjectKind } from './domain.ts'
import { findDummies, findUnknown, type Subject } from './run.store.ts'

/** The status of the dummy resident that each kind is taken from. */
const STATUS: Partial<Record<SubjectKind, number>> = {
  found: RESIDENT_STATUS.active,
  deceased: RESIDENT_STATUS.deceased,
  duplicate: RESIDENT_STATUS.duplicate,
  inactive: RESIDENT_STATUS.inactive,
}

const MISSING: Partial<Record<SubjectKind, string>> = {
  found: 'aktif',
  deceased: 'meninggal',
  duplicate: 'ganda',
  inactive: 'nonaktif',
}

/**
 * A NIK of each kind from the dummy space, other ones with every run.
 *
 * @returns or the statuses, in words, that the dummy space has nobody of
 */
export async function chooseSubjects(
  tx: Tx,
  runId: number,
): Promise<{ subjects: Subject[] } | { missing: string[] }> {
  const dummies = await findDummies(tx, Object.values(RESIDENT_STATUS), runId)
  const chosen = Object.entries(STATUS).map(([kind, status]) => ({ kind, nik: dummies.get(status) }))
  const missing = chosen.filter(({ nik }) => nik === undefined)
  const found = dummies.get(RESIDENT_STATUS.active)
  if (missing.length > 0 || found === undefined) {
    return { missing: missing.map(({ kind }) => MISSING[kind as SubjectKind] ?? kind) }
  }
  const unknown = await findUnknown(tx, strangersNear(found, runId))
  if (unknown === undefined) throw new Error('the dummy space has every serial of a day of birth')
  return {
    subjects: [
      ...chosen.flatMap(({ kind, nik }) => (nik === undefined ? [] : [{ kind: kind as SubjectKind, nik }])),
      { kind: 'not-found', nik: unknown },
      // The thirteenth month exists in no calendar.
      { kind: 'malformed', nik: `${found.slice(0, 8)}13${found.slice(10)}` },
    ],
  }
}

/**
 * Numbers with the day and place of birth of somebody, and serials of invented people (G-01), so that they are
 * nobody's in the real world either.
 */
function strangersNear(nik: string, runId: number): string[] {
  const [first, last] = SYNTHETIC_SERIALS.dummy
  return Array.from({ length: 20 }, (_, index) => {
    const serial = first + ((runId * 37 + index * 41) % (last - first + 1))
    return `${nik.slice(0, 12)}${serial}`
  })
}
