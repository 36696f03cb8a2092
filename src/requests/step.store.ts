import type { Tx } from '../kernel/database.ts'
import type { Act, RequestState } from './domain.ts'
import type { Person } from './request.store.ts'

export type FileView = { id: number; name: string; mediaType: string; size: number }

export type Step = {
  id: number
  act: Act | 'open' | 'add-document'
  from: RequestState
  to: RequestState
  by: Pick<Person, 'username' | 'fullName'>
  at: string
  /** The day on the paper. */
  on: string
  comment: string | null
  paper: { id: number; kind: string; number: string | null; date: string; subject: string } | null
  files: FileView[]
  detail: Readonly<Record<string, unknown>>
}

export type NewStep = {
  requestId: number
  act: Step['act']
  from: RequestState
  to: RequestState
  byStaff: number
  on: string
  comment: string | null
  paperId: number | null
  files: readonly number[]
  detail: Readonly<Record<string, unknown>>
}

export async function insertStep(tx: Tx, step: NewStep): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `with added as (
       insert into request_step (request_id, act, from_state, to_state, by_staff, on_day, comment, paper_id, detail)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id),
     files as (insert into request_step_file (step_id, file_id) select added.id, unnest($10::int[]) from added)
     select id from added`,
    [
      step.requestId,
      step.act,
      step.from,
      step.to,
      step.byStaff,
      step.on,
      step.comment,
      step.paperId,
      JSON.stringify(step.detail),
      step.files,
    ],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('a step was not added')
  return id
}

/** The steps of a request, the oldest first. */
export async function listSteps(tx: Tx, requestId: number): Promise<Step[]> {
  const { rows } = await tx.query<Step>(
    `select s.id, s.act, s.from_state as "from", s.to_state as "to",
       json_build_object('username', p.username, 'fullName', p.full_name) as by,
       to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, s.on_day as "on", s.comment,
       case when r.id is not null then json_build_object('id', r.id, 'kind', r.kind, 'number', r.number, 'date', r.dated_on,
         'subject', r.subject) end as paper,
       coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size)
           order by f.id)
         from request_step_file sf join request_file f on f.id = sf.file_id where sf.step_id = s.id), '[]') as files,
       s.detail
     from request_step s join staff p on p.id = s.by_staff left join paper r on r.id = s.paper_id
     where s.request_id = $1 order by s.id`,
    [requestId],
  )
  return rows
}
