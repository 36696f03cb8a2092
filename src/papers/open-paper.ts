import { append, auditEntry } from '../audit/index.ts'
import { FileBroken, type Vault } from '../files/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { PAPER_KINDS } from './domain.ts'
import { findPaper, type Paper } from './paper.store.ts'
import { listScans } from './paper-scan.store.ts'

/** Who asks, as the audit log names them. */
export type Reader = {
  officeId: number
  agencyId: number | null
  by: string
  requestId: string
  address: string | null
}

export type OpenedFile =
  | { kind: 'opened'; bytes: Buffer; mediaType: string; name: string; isOwn: boolean }
  | { kind: 'not-found' }
  /** What is stored is not what was stored (F-03). */
  | { kind: 'broken' }

/**
 * The file of a paper, or one of its scans, for who may see the paper; the entry of the opening is written
 * before the file leaves (F-10, F-11).
 */
export async function openPaper(
  { pool, vault }: { pool: Pool; vault: Vault },
  paperId: number,
  scan: number | null,
  reader: Reader,
): Promise<OpenedFile> {
  return inTx(pool, async (tx) => {
    const paper = await findPaper(tx, reader, paperId)
    const file = paper === undefined ? undefined : await fileOf(tx, paper, scan)
    if (paper === undefined || file === undefined) return { kind: 'not-found' }
    const content = await readVault(vault, tx, file.sha256)
    await append(tx, [
      auditEntry({
        event: 'paper.opened',
        outcome: content.kind === 'opened' ? 'done' : 'broken',
        requestId: reader.requestId,
        officeId: paper.officeId,
        agreementId: paper.agreementId,
        address: reader.address,
        detail: JSON.stringify({
          by: reader.by,
          paper: paper.id,
          kind: paper.kind,
          ...(scan === null ? {} : { scan }),
          sha256: file.sha256,
        }),
      }),
    ])
    return content.kind === 'broken' ? content : { ...content, name: file.name, isOwn: scan === null }
  })
}

async function fileOf(
  tx: Tx,
  paper: Paper,
  scan: number | null,
): Promise<{ sha256: string; name: string } | undefined> {
  if (scan === null) return { sha256: paper.sha256, name: fileNameOf(paper) }
  return (await listScans(tx, paper.id)).find(({ n }) => n === scan)
}

/** `Surat Perintah 470-12-2026 (2026-11-21).pdf` */
export function fileNameOf({ kind, number, date }: Pick<Paper, 'kind' | 'number' | 'date'>): string {
  const plain = [PAPER_KINDS[kind].name, ...(number === null ? [] : [number])].join(' ')
  return `${plain.replace(/[^\p{L}\p{N} .-]+/gu, '-')} (${date}).pdf`
}

async function readVault(vault: Vault, tx: Tx, sha256: string) {
  try {
    const file = await vault.open(tx, sha256)
    return file === undefined ? ({ kind: 'broken' } as const) : ({ kind: 'opened', ...file } as const)
  } catch (error) {
    if (error instanceof FileBroken) return { kind: 'broken' } as const
    throw error
  }
}
