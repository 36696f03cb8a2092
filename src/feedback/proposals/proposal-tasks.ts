import { mayDo, type Task, type TaskSource } from '../../offices/index.ts'
import { type DecidedField, isDecidedField } from '../../registry/index.ts'
import { summariseOpen } from './summary.store.ts'

/** What a proposal changes, in words. */
export const FIELD_WORDS = {
  'blood-type': 'golongan darah',
  occupation: 'jenis pekerjaan',
  education: 'pendidikan terakhir',
  'birth-certificate': 'nomor akta kelahiran',
  death: 'kematian',
} as const satisfies Record<DecidedField, string>

/** After so many days a proposal has waited too long: the agency did its part. */
export const LATE_DAYS = 14

/** Proposals that wait for the registry officer, one task for each kind; and accepted ones that an import disputes. */
export const proposalTasks: TaskSource = async (tx, who) => {
  if (!mayDo(who.role, 'feedback.proposals.decide')) return []
  const { kinds, importContested } = await summariseOpen(tx, who.officeId)
  const tasks = kinds.flatMap(({ field, count, oldestAt, oldestDays }): Task[] => {
    if (!isDecidedField(field)) return []
    return [
      {
        kind: 'registry-proposals',
        title: `Putuskan usulan ${FIELD_WORDS[field]}`,
        detail: `${count} usulan`,
        path: `/usulan?jenis=${field}`,
        since: oldestAt,
        due: null,
        isLate: oldestDays >= LATE_DAYS,
      },
    ]
  })
  if (importContested !== null) {
    tasks.push({
      kind: 'registry-proposals-import',
      title: 'Periksa usulan yang diterima: impor membawa nilai lain',
      detail: `${importContested.count} usulan`,
      path: '/usulan?keadaan=accepted&impor=ya',
      since: importContested.oldestAt,
      due: null,
      isLate: false,
    })
  }
  return tasks
}
