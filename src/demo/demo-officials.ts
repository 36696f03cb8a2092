import type { Pool } from '../kernel/database.ts'

/**
 * An invented head for every office and every agency of the demo, in office since before its first paper: letters
 * are signed by somebody. Who has a head keeps them.
 */
export async function enterDemoOfficials(pool: Pool): Promise<void> {
  await pool.query(
    `with party as (
       select o.id as office_id, null::int as agency_id, 'Contoh Kepala Disdukcapil, S.H., M.Si.' as name,
         'Kepala ' || o.name as title from office o
       union all
       select g.office_id, g.id, 'Contoh Kepala Instansi, S.Sos., M.M.',
         case g.kind when 'RSUD' then 'Direktur ' else 'Kepala ' end || g.name from user_agency g)
     insert into official (office_id, agency_id, position, name, rank, title, from_on, entered_by)
     select office_id, agency_id, 'head', name, 'Pembina Utama Muda, IV/c', left(title, 150), '2019-01-01', 'demo'
     from party p where not exists (select from official o where o.position = 'head' and o.office_id = p.office_id
       and o.agency_id is not distinct from p.agency_id)`,
  )
}
