import { append, auditEntry } from '../audit/index.ts'
import { checkUpload, type Vault } from '../files/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import type { Reader } from './open-paper.ts'
import { findPaper } from './paper.store.ts'
import { insertScan, listScans, lockPaper, type ScanFile } from './paper-scan.store.ts'

/** A paper has a scan, perhaps one for each party, and some that were not legible. */
const MAX_SCANS = 20

export type UploadedScan =
  | { kind: 'uploaded'; scan: ScanFile; isNew: boolean }
  | { kind: 'not-found' }
  | { kind: 'refused'; message: string }

/** Puts a scan of the signed paper beside it. The same file twice is one scan (F-12). */
export async function uploadScan(
  { pool, vault }: { pool: Pool; vault: Vault },
  paperId: number,
  upload: { bytes: Buffer; name: string },
  reader: Reader,
): Promise<UploadedScan> {
  // Before the file is looked at, which takes a while: what is not theirs is not worth it.
  if ((await findPaper(pool, reader, paperId)) === undefined) return { kind: 'not-found' }
  const check = await checkUpload(upload.bytes, upload.name)
  if (check.kind === 'refused') return check
  return inTx(pool, async (tx) => {
    await lockPaper(tx, paperId)
    const paper = await findPaper(tx, reader, paperId)
    if (paper === undefined) return { kind: 'not-found' }
    if (paper.state !== 'issued')
      return {
        kind: 'refused',
        message: 'Surat ini sudah ditarik atau diganti. Pindaian tidak dapat ditambah.',
      }
    const file = await vault.store(tx, upload.bytes, check.mediaType)
    const scans = await listScans(tx, paperId)
    const same = scans.find(({ sha256 }) => sha256 === file.sha256)
    if (same !== undefined) return { kind: 'uploaded', scan: same, isNew: false }
    if (scans.length >= MAX_SCANS)
      return { kind: 'refused', message: `Surat ini sudah mempunyai ${MAX_SCANS} pindaian.` }
    const scan = { ...file, n: scans.length + 1, name: check.name }
    await insertScan(tx, { ...scan, paperId, uploadedBy: reader.by })
    await append(tx, [
      auditEntry({
        event: 'paper.scan_uploaded',
        requestId: reader.requestId,
        officeId: paper.officeId,
        agreementId: paper.agreementId,
        address: reader.address,
        // Not the name of the file, which people choose and may be a person's.
        detail: JSON.stringify({
          by: reader.by,
          paper: paper.id,
          kind: paper.kind,
          scan: scan.n,
          mediaType: scan.mediaType,
          size: scan.size,
          sha256: scan.sha256,
        }),
      }),
    ])
    return { kind: 'uploaded', scan, isNew: true }
  })
}
