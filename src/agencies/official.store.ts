import type { Tx } from '../kernel/database.ts'

export const OFFICIAL_POSITIONS = {
  head: 'Kepala',
  secretary: 'Sekretaris',
  'division-head': 'Kepala bidang',
  pic: 'Penanggung jawab teknis',
  treasurer: 'Bendahara',
  other: 'Pejabat lain',
} as const

export type OfficialPosition = keyof typeof OFFICIAL_POSITIONS

/** Who held a position, and from when to when; `until` is the first day that is not in. */
export type Official = {
  id: number
  position: OfficialPosition
  name: string
  nip: string | null
  /** Pangkat/golongan: `Pembina Utama Muda, IV/c`. */
  rank: string | null
  /** The position as it stands below a signature: `Kepala Dinas Tenaga Kerja Kabupaten Purbalingga`. */
  title: string
  from: string
  until: string | null
}

/** Who held the positions of an office (`agencyId` null) or of an agency of it on a day, heads first. */
export async function officialsOn(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
  day: string,
): Promise<Official[]> {
  const { rows } = await tx.query<Official>(
    `select id, position, name, nip, rank, title, from_on as "from", until_on as until from official
     where office_id = $1 and agency_id is not distinct from $2 and from_on <= $3::date
       and (until_on is null or until_on > $3::date)
     order by array_position(array['head', 'secretary', 'division-head', 'pic', 'treasurer', 'other'], position),
       from_on desc, id`,
    [of.officeId, of.agencyId, day],
  )
  return rows
}
