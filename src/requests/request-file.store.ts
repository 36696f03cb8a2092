import type { Tx } from '../kernel/database.ts'
import type { Person } from './request.store.ts'

export type RequestFile = {
  id: number
  requestId: number
  /** A kind of src/requests/package.ts, or `attachment`. */
  kind: string
  name: string
  sha256: string
  mediaType: string
  size: number
  number: string | null
  date: string | null
  addedBy: Pick<Person, 'username' | 'fullName'>
  addedAt: string
  refusedNote: string | null
}

const SELECT = `
select f.id, f.request_id as "requestId", f.kind, f.name, f.sha256, f.media_type as "mediaType", f.size, f.number,
  f.dated_on as date, json_build_object('username', p.username, 'fullName', p.full_name) as "addedBy",
  to_char(f.added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "addedAt", f.refused_note as "refusedNote"
from request_file f join staff p on p.id = f.added_by`

/** The files of a request, the oldest first: of a kind of the package the last one counts. */
export async function listRequestFiles(tx: Tx, requestId: number): Promise<RequestFile[]> {
  const { rows } = await tx.query<RequestFile>(`${SELECT} where f.request_id = $1 order by f.id`, [requestId])
  return rows
}

export async function insertRequestFile(
  tx: Tx,
  file: {
    requestId: number
    kind: string
    name: string
    sha256: string
    mediaType: string
    size: number
    number: string | null
    date: string | null
    addedBy: number
  },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into request_file (request_id, kind, name, sha256, media_type, size, number, dated_on, added_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      file.requestId,
      file.kind,
      file.name,
      file.sha256,
      file.mediaType,
      file.size,
      file.number,
      file.date,
      file.addedBy,
    ],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('a file was not added')
  return id
}

export async function updateRefused(tx: Tx, id: number, note: string): Promise<void> {
  await tx.query('update request_file set refused_note = $2 where id = $1', [id, note])
}
