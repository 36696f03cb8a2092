import type { Task, TaskSource } from '../offices/index.ts'
import type { ProofState } from './domain.ts'
import { iso } from './proof.store.ts'

type Waiting = {
  id: number
  state: ProofState
  application: string
  version: string
  agency: string
  code: string
  since: string
  scheduledOn: string | null
  isLate: boolean
  isExaminer: boolean
  isOwnExamination: boolean
}

/** What proofs of concept wait for: a date, the day itself, the examiners, a result; and mending, of the agency. */
export const proofTasks: TaskSource = async (tx, who) => {
  const { rows } = await tx.query<Waiting>(
    `select p.id, p.state, p.application, p.application_version as version, g.name as agency, a.code,
       ${iso('coalesce(p.decided_at, p.examined_at, p.requested_at)')} as since, p.scheduled_on as "scheduledOn",
       coalesce(p.scheduled_on < (clock_timestamp() at time zone o.time_zone)::date, false) as "isLate",
       exists (select from proof_examiner x where x.proof_id = p.id and x.staff_id = $3) as "isExaminer",
       p.examined_by = $3 as "isOwnExamination"
     from proof p join agreement a on a.id = p.agreement_id join user_agency g on g.id = a.agency_id
     join office o on o.id = p.office_id
     where p.office_id = $1 and ($2::int is null or a.agency_id = $2) and a.state = 'in_force'
       and (p.state in ('requested', 'scheduled', 'running', 'examined')
         -- Until the same application is asked about again.
         or (p.state = 'failed' and not exists (select from proof later where later.agreement_id = p.agreement_id
           and lower(later.application) = lower(p.application) and later.id > p.id)))
     order by p.id`,
    [who.officeId, who.agencyId, who.staffId],
  )
  const may = (permission: string) => who.permissions.some((one) => one === permission)
  return rows.flatMap((row): Task[] => {
    const title = titleFor(row, may, who.agencyId !== null)
    if (title === undefined) return []
    return [
      {
        kind: `proof-${row.state}`,
        title,
        detail: `${row.agency}: ${row.application} ${row.version}`,
        path: `/perjanjian/${row.code}/poc`,
        since: row.since,
        due: row.state === 'scheduled' || row.state === 'running' ? row.scheduledOn : null,
        isLate: row.state === 'scheduled' && row.isLate,
      },
    ]
  })
}

function titleFor(
  row: Waiting,
  may: (permission: string) => boolean,
  isOfAgency: boolean,
): string | undefined {
  switch (row.state) {
    case 'requested':
      return may('proofs.schedule') ? 'Jadwalkan PoC' : undefined
    case 'scheduled':
      if (isOfAgency && may('proofs.request')) return 'Siapkan aplikasi untuk PoC'
      return row.isExaminer ? 'Buka uji PoC pada harinya' : undefined
    case 'running':
      if (isOfAgency && may('proofs.request')) return 'Uji PoC sedang dibuka: jalankan NIK uji'
      return row.isExaminer ? 'Selesaikan uji PoC' : undefined
    case 'examined':
      return may('proofs.decide') && !row.isOwnExamination ? 'Tetapkan hasil PoC' : undefined
    case 'failed':
      return isOfAgency && may('proofs.request') ? 'Perbaiki aplikasi, lalu mohon PoC lagi' : undefined
    default:
      return undefined
  }
}
