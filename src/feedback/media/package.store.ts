import type { Tx } from '../../kernel/database.ts'
import { type Manifest, parseStoredManifest } from './manifest.ts'

export const PACKAGE_STATES = ['receiving', 'checked', 'refused', 'taken', 'declined'] as const

export type PackageState = (typeof PACKAGE_STATES)[number]

/** A package that came on a medium, and what became of it. */
export type ReceivedPackage = {
  id: number
  officeId: number
  state: PackageState
  fileName: string
  sizeBytes: number
  partBytes: number
  medium: string
  receivedAt: string
  receivedBy: string
  manifest: Manifest | null
  agreementId: number | null
  agreement: string | null
  agencyId: number | null
  agency: string | null
  key: { id: number; holder: string; publicKey: Buffer } | null
  faultCode: string | null
  fault: string | null
  decidedAt: string | null
  decidedBy: string | null
  decidedReason: string | null
  deliveryId: number | null
  receiptPaperId: number | null
  /** Of the delivery, once it was taken in. */
  loading: {
    state: string
    read: number
    stored: number
    known: number
    refused: number
    flagged: number
  } | null
}

const SELECT = `
select p.id, p.office_id as "officeId", p.state, p.file_name as "fileName", p.size_bytes as "sizeBytes",
  p.part_bytes as "partBytes", p.medium, p.received_at as "receivedAt", p.received_by as "receivedBy", p.manifest,
  p.agreement_id as "agreementId", a.code as agreement, a.agency_id as "agencyId", g.name as agency,
  k.id as "keyId", k.holder, k.public_key as "publicKey", p.fault_code as "faultCode", p.fault,
  p.decided_at as "decidedAt", p.decided_by as "decidedBy", p.decided_reason as "decidedReason",
  p.delivery_id as "deliveryId", p.receipt_paper_id as "receiptPaperId", d.state as loading, d.rows_read as "rowsRead", d.rows_stored as "rowsStored",
  d.rows_known as "rowsKnown", d.rows_refused as "rowsRefused", d.rows_flagged as "rowsFlagged"
from feedback_package p left join agreement a on a.id = p.agreement_id left join user_agency g on g.id = a.agency_id
left join feedback_key k on k.id = p.key_id left join feedback_delivery d on d.id = p.delivery_id`

/** A package of an office. */
export async function findPackage(
  tx: Tx,
  officeId: number,
  id: number,
): Promise<ReceivedPackage | undefined> {
  const { rows } = await tx.query<Row>(`${SELECT} where p.office_id = $1 and p.id = $2`, [officeId, id])
  return rows[0] === undefined ? undefined : toPackage(rows[0])
}

/** The same, its row locked. */
export async function findPackageForUpdate(
  tx: Tx,
  officeId: number,
  id: number,
): Promise<ReceivedPackage | undefined> {
  const { rows } = await tx.query<Row>(`${SELECT} where p.office_id = $1 and p.id = $2 for update of p`, [
    officeId,
    id,
  ])
  return rows[0] === undefined ? undefined : toPackage(rows[0])
}

const SHOWN = 200

/** What came to an office, newest first; for an agency only what was taken in of its own. */
export async function listPackages(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
): Promise<ReceivedPackage[]> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where p.office_id = $1 and ($2::int is null or (a.agency_id = $2 and p.state in ('taken', 'declined')))
     order by p.id desc limit ${SHOWN}`,
    [of.officeId, of.agencyId],
  )
  return rows.map(toPackage)
}

/** A package as pg gives it: numbers of 64 bits as text. */
type Row = {
  id: number
  officeId: number
  state: PackageState
  fileName: string
  sizeBytes: string
  partBytes: number
  medium: string
  receivedAt: Date
  receivedBy: string
  manifest: unknown
  agreementId: number | null
  agreement: string | null
  agencyId: number | null
  agency: string | null
  keyId: number | null
  holder: string
  publicKey: Buffer
  faultCode: string | null
  fault: string | null
  decidedAt: Date | null
  decidedBy: string | null
  decidedReason: string | null
  deliveryId: string | null
  receiptPaperId: number | null
  loading: string | null
  rowsRead: string
  rowsStored: string
  rowsKnown: string
  rowsRefused: string
  rowsFlagged: string
}

function toPackage(row: Row): ReceivedPackage {
  const {
    keyId,
    holder,
    publicKey,
    loading,
    rowsRead,
    rowsStored,
    rowsKnown,
    rowsRefused,
    rowsFlagged,
    ...rest
  } = row
  return {
    ...rest,
    sizeBytes: Number(row.sizeBytes),
    receivedAt: row.receivedAt.toISOString(),
    manifest: parseStoredManifest(row.manifest),
    key: keyId === null ? null : { id: keyId, holder, publicKey },
    decidedAt: row.decidedAt?.toISOString() ?? null,
    deliveryId: row.deliveryId === null ? null : Number(row.deliveryId),
    loading:
      loading === null
        ? null
        : {
            state: loading,
            read: Number(rowsRead),
            stored: Number(rowsStored),
            known: Number(rowsKnown),
            refused: Number(rowsRefused),
            flagged: Number(rowsFlagged),
          },
  }
}

export async function insertPackage(
  tx: Tx,
  added: {
    officeId: number
    fileName: string
    sizeBytes: number
    partBytes: number
    medium: string
    by: string
  },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into feedback_package (office_id, file_name, size_bytes, part_bytes, medium, received_by)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [added.officeId, added.fileName, added.sizeBytes, added.partBytes, added.medium, added.by],
  )
  if (rows[0] === undefined) throw new Error('an insert returned nothing')
  return rows[0].id
}

/** Adds a part; the same part once more changes nothing. */
export async function insertPackagePart(
  tx: Tx,
  id: number,
  n: number,
  sha256: Buffer,
  bytes: Buffer,
): Promise<void> {
  await tx.query(
    `insert into feedback_package_part (package, n, sha256, bytes) values ($1, $2, $3, $4)
     on conflict (package, n) do nothing`,
    [id, n, sha256, bytes],
  )
}

export async function listPackageParts(tx: Tx, id: number): Promise<{ n: number; sha256: string }[]> {
  const { rows } = await tx.query<{ n: number; sha256: string }>(
    `select n, encode(sha256, 'hex') as sha256 from feedback_package_part where package = $1 order by n`,
    [id],
  )
  return rows
}

/** The bytes of a package from its first part on, as they came. */
export async function* readPackageParts(tx: Tx, id: number): AsyncGenerator<Buffer> {
  for (let n = 0; ; n += 1) {
    const { rows } = await tx.query<{ bytes: Buffer }>(
      'select bytes from feedback_package_part where package = $1 and n = $2',
      [id, n],
    )
    if (rows[0] === undefined) return
    yield rows[0].bytes
  }
}

export async function removePackageParts(tx: Tx, id: number): Promise<void> {
  await tx.query('delete from feedback_package_part where package = $1', [id])
}

/** Notes what a package whose signature is good says of itself. */
export async function notePackageChecked(
  tx: Tx,
  id: number,
  found: { manifest: Manifest; agreementId: number; keyId: number },
): Promise<void> {
  await tx.query(
    `update feedback_package set state = 'checked', manifest = $2, package_id = $3, agreement_id = $4, key_id = $5
     where id = $1`,
    [id, JSON.stringify(found.manifest), found.manifest.id, found.agreementId, found.keyId],
  )
}

export async function notePackageRefused(
  tx: Tx,
  id: number,
  fault: { code: string; message: string },
  by: string,
): Promise<void> {
  await tx.query(
    `update feedback_package set state = 'refused', fault_code = $2, fault = $3, decided_at = clock_timestamp(),
       decided_by = $4 where id = $1`,
    [id, fault.code, fault.message, by],
  )
}

export async function notePackageDeclined(tx: Tx, id: number, reason: string, by: string): Promise<void> {
  await tx.query(
    `update feedback_package set state = 'declined', decided_at = clock_timestamp(), decided_by = $2,
       decided_reason = $3 where id = $1`,
    [id, by, reason],
  )
}

/** @throws the database's unique violation when this package was taken in already */
export async function notePackageTaken(tx: Tx, id: number, deliveryId: number, by: string): Promise<void> {
  await tx.query(
    `update feedback_package set state = 'taken', delivery_id = $2, decided_at = clock_timestamp(), decided_by = $3
     where id = $1`,
    [id, deliveryId, by],
  )
}

export async function noteReceipt(tx: Tx, id: number, paperId: number): Promise<void> {
  await tx.query('update feedback_package set receipt_paper_id = $2 where id = $1', [id, paperId])
}

/** When a package of this id was taken in here; undefined when it never was. */
export async function findTaken(tx: Tx, packageId: string): Promise<{ at: string; by: string } | undefined> {
  const { rows } = await tx.query<{ at: Date; by: string }>(
    `select decided_at as at, decided_by as by from feedback_package where package_id = $1 and state = 'taken'`,
    [packageId],
  )
  return rows[0] === undefined ? undefined : { at: rows[0].at.toISOString(), by: rows[0].by }
}
