import type { Tx } from '../kernel/database.ts'

/** The networks from which User IDs under an agreement may be given, as the office has allocated them. */
export async function listRegisteredAddresses(tx: Tx, agreementId: number): Promise<string[]> {
  const { rows } = await tx.query<{ network: string }>(
    `select network::text as network from agreement_address where agreement_id = $1 and until_at is null
     order by agreement_address.network`,
    [agreementId],
  )
  return rows.map(({ network }) => network)
}

/**
 * Registers exactly these networks: what is not among them ends, what stays keeps its beginning. It moves no
 * User ID; those carry their own.
 *
 * @param to.networks in CIDR form
 * @param to.basis the paper or act that says so
 */
export async function registerAddresses(
  tx: Tx,
  agreementId: number,
  to: { networks: readonly string[]; basis: string },
): Promise<void> {
  await tx.query(
    `update agreement_address set until_at = clock_timestamp()
     where agreement_id = $1 and until_at is null and network <> all($2::cidr[])`,
    [agreementId, to.networks],
  )
  await tx.query(
    `insert into agreement_address (agreement_id, network, basis)
     select $1, network, $3 from unnest($2::cidr[]) as network
     on conflict (agreement_id, network) where until_at is null do nothing`,
    [agreementId, to.networks, to.basis],
  )
}
