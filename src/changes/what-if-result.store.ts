import type { Tx } from '../kernel/database.ts'
import type { WhatIf } from './what-if/domain.ts'

/** A replay as it was kept with its change. */
export type KeptWhatIf = {
  id: number
  contentVersion: number
  askedBy: string
  askedAt: string
  result: WhatIf
}

const SELECT = `
select id, content_version as "contentVersion", asked_by as "askedBy",
  to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "askedAt", result from change_what_if`

export async function insertWhatIf(
  tx: Tx,
  kept: { changeId: number; contentVersion: number; askedBy: string; result: WhatIf },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    'insert into change_what_if (change_id, content_version, asked_by, result) values ($1, $2, $3, $4) returning id',
    [kept.changeId, kept.contentVersion, kept.askedBy, JSON.stringify(kept.result)],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('the replay was not kept')
  return row.id
}

/** The last replay of a change; of an earlier version of its content it says nothing any more. */
export async function findLastWhatIf(tx: Tx, changeId: number): Promise<KeptWhatIf | undefined> {
  const { rows } = await tx.query<KeptWhatIf>(`${SELECT} where change_id = $1 order by id desc limit 1`, [
    changeId,
  ])
  return rows[0]
}
