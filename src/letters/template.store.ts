import type { Tx } from '../kernel/database.ts'

/** A version of a kind of letter's wording that an office has saved. */
export type TemplateVersion = {
  version: number
  note: string | null
  savedBy: string
  savedAt: string
}

/** The wording that an office uses now; undefined: the one delivered with the program. */
export async function findTemplate(
  tx: Tx,
  of: { officeId: number; kind: string },
  version: number | null = null,
): Promise<{ version: number; source: string } | undefined> {
  const { rows } = await tx.query<{ version: number; source: string }>(
    `select version, source from letter_template
     where office_id = $1 and kind = $2 and ($3::int is null or version = $3) order by version desc limit 1`,
    [of.officeId, of.kind, version],
  )
  return rows[0]
}

/** The versions of a kind, the newest first. */
export async function listTemplateVersions(
  tx: Tx,
  of: { officeId: number; kind: string },
): Promise<TemplateVersion[]> {
  const { rows } = await tx.query<TemplateVersion>(
    `select version, note, saved_by as "savedBy", saved_at as "savedAt" from letter_template
     where office_id = $1 and kind = $2 order by version desc`,
    [of.officeId, of.kind],
  )
  return rows
}

/** The newest version of each kind that an office has saved any of. */
export async function listTemplates(
  tx: Tx,
  officeId: number,
): Promise<Map<string, { version: number; savedAt: string }>> {
  const { rows } = await tx.query<{ kind: string; version: number; savedAt: string }>(
    `select distinct on (kind) kind, version, saved_at as "savedAt" from letter_template
     where office_id = $1 order by kind, version desc`,
    [officeId],
  )
  return new Map(rows.map(({ kind, version, savedAt }) => [kind, { version, savedAt }]))
}

/**
 * Saves the next version, unless somebody has saved one since `after` was read.
 *
 * @returns its version; undefined when another is there already
 */
export async function insertTemplate(
  tx: Tx,
  added: { officeId: number; kind: string; after: number; source: string; note: string | null; by: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ version: number }>(
    `insert into letter_template (office_id, kind, version, source, note, saved_by)
     select $1, $2, $3::int + 1, $4, $5, $6
     where coalesce((select max(version) from letter_template where office_id = $1 and kind = $2), 0) = $3
     on conflict (office_id, kind, version) do nothing returning version`,
    [added.officeId, added.kind, added.after, added.source, added.note, added.by],
  )
  return rows[0]?.version
}
