import type { Tx } from '../kernel/database.ts'

export type ScanFile = { n: number; sha256: string; name: string; mediaType: string; size: number }

const COLUMNS = 'n, sha256, name, media_type as "mediaType", size'

/** Keeps others from adding a scan to this paper until the transaction ends. */
export async function lockPaper(tx: Tx, paperId: number): Promise<void> {
  await tx.query('select from paper where id = $1 for update', [paperId])
}

export async function listScans(tx: Tx, paperId: number): Promise<ScanFile[]> {
  const { rows } = await tx.query<ScanFile>(
    `select ${COLUMNS} from paper_scan where paper_id = $1 order by n`,
    [paperId],
  )
  return rows
}

export async function insertScan(
  tx: Tx,
  scan: ScanFile & { paperId: number; uploadedBy: string },
): Promise<void> {
  await tx.query(
    `insert into paper_scan (paper_id, n, sha256, name, media_type, size, uploaded_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [scan.paperId, scan.n, scan.sha256, scan.name, scan.mediaType, scan.size, scan.uploadedBy],
  )
}
