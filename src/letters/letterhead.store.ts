import type { Tx } from '../kernel/database.ts'

/** What somebody has entered of a letterhead; what is null follows from what is known otherwise. */
export type LetterheadParts = {
  government: string | null
  name: string | null
  address: string | null
  contact: string | null
  /** Where letters are dated. */
  city: string | null
}

export type Emblem = { bytes: Buffer; mediaType: 'image/png' | 'image/jpeg' }

export type SavedLetterhead = LetterheadParts & { emblem: Emblem | null }

const NONE: SavedLetterhead = {
  government: null,
  name: null,
  address: null,
  contact: null,
  city: null,
  emblem: null,
}

/** The letterhead of an office (`agencyId` null), or of an agency of it, as far as it was entered. */
export async function getLetterhead(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
): Promise<SavedLetterhead> {
  const { rows } = await tx.query<
    LetterheadParts & { emblem: Buffer | null; emblemType: Emblem['mediaType'] | null }
  >(
    `select government, name, address, contact, city, emblem, emblem_type as "emblemType" from letterhead
     where office_id = $1 and agency_id is not distinct from $2`,
    [of.officeId, of.agencyId],
  )
  const [row] = rows
  if (row === undefined) return NONE
  const { emblem, emblemType, ...parts } = row
  return {
    ...parts,
    emblem: emblem === null || emblemType === null ? null : { bytes: emblem, mediaType: emblemType },
  }
}

/** @param emblem undefined: the one that is there stays; null: none any more */
export async function saveLetterhead(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
  parts: LetterheadParts,
  emblem: Emblem | null | undefined,
): Promise<void> {
  await tx.query(
    `insert into letterhead as l (office_id, agency_id, government, name, address, contact, city, emblem, emblem_type)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (office_id, agency_id) do update set government = excluded.government, name = excluded.name,
       address = excluded.address, contact = excluded.contact, city = excluded.city,
       emblem = case when $10 then excluded.emblem else l.emblem end,
       emblem_type = case when $10 then excluded.emblem_type else l.emblem_type end`,
    [
      of.officeId,
      of.agencyId,
      parts.government,
      parts.name,
      parts.address,
      parts.contact,
      parts.city,
      emblem?.bytes ?? null,
      emblem?.mediaType ?? null,
      emblem !== undefined,
    ],
  )
}
