import type { Tx } from '../kernel/database.ts'
import type { AgreementState } from './domain.ts'

/** A version of an agreement's terms, whole. Instants are ISO text in UTC. */
export type WholeTermVersion = {
  version: number
  validFrom: string
  basis: string
  enteredAt: string
  /** It was entered after it had begun: until then calls were answered by the version before. */
  isRetroactive: boolean
  elements: string[]
  methods: string[]
  quotaPerDay: number | null
  isQuotaUnlimited: boolean
  maxUsers: number | null
  isPrintAllowed: boolean
  wireMethods: { name: string; operation: 'biodata' | 'match'; elements: string[] | null }[]
}

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Every version of an agreement's terms, oldest first. The first one is as old as its paper, whenever it was entered. */
export async function listWholeVersions(tx: Tx, agreementId: number): Promise<WholeTermVersion[]> {
  const { rows } = await tx.query<WholeTermVersion>(
    `select version, ${utc('valid_from')} as "validFrom", basis, ${utc('created_at')} as "enteredAt",
       version > 1 and created_at - valid_from > interval '1 second' as "isRetroactive", elements, methods,
       quota_per_day as "quotaPerDay", quota_unlimited as "isQuotaUnlimited", max_users as "maxUsers",
       print_allowed as "isPrintAllowed", wire_methods as "wireMethods"
     from agreement_term where agreement_id = $1 order by version`,
    [agreementId],
  )
  return rows
}

/** What people had decided about an agreement by an instant; null: it lies before what is kept. */
export async function findStateAt(tx: Tx, agreementId: number, at: string): Promise<AgreementState | null> {
  const { rows } = await tx.query<{ state: AgreementState | null }>(
    `select facts->>'state' as state from authority_history
     where subject = 'agreement' and subject_id = $1 and at <= $2::timestamptz
     order by after_seq desc, id desc limit 1`,
    [agreementId, at],
  )
  return rows[0]?.state ?? null
}

/** The networks that were registered for an agreement at an instant, as people write them. */
export async function listAddressesAt(tx: Tx, agreementId: number, at: string): Promise<string[]> {
  const { rows } = await tx.query<{ network: string }>(
    `select network::text as network from agreement_address where agreement_id = $1 and from_at <= $2::timestamptz
       and coalesce($2::timestamptz < until_at, true) order by agreement_address.network`,
    [agreementId, at],
  )
  return rows.map(({ network }) => network.replace(/\/(32|128)$/, ''))
}
