import { checkUpload, FileBroken } from '../files/index.ts'
import { inTx } from '../kernel/database.ts'
import { type Actor, mayDo } from '../offices/index.ts'
import { holdsNik, parseDay } from '../registry/index.ts'
import { ACT_NAMES, ACTS, type RequestFault, targetOf } from './domain.ts'
import { isDocumentKind } from './package.ts'
import { findRequest, findRequestForUpdate, type RequestRow } from './request.store.ts'
import { insertRequestFile, listRequestFiles } from './request-file.store.ts'
import { type Doer, type RequestTools, record } from './take-step.ts'

/** A request has its package and what comes with its steps. */
const MAX_FILES = 200

export type AddResult =
  | { kind: 'added'; id: number }
  | { kind: 'not-found' }
  | { kind: 'forbidden' }
  | { kind: 'refused'; faults: RequestFault[] }

export type NewFile = {
  /** A kind of the package, or `attachment`: for an act that is about to be done. */
  kind: string
  bytes: Buffer
  name: string
  number: string
  date: string
}

type Tools = Pick<RequestTools, 'pool' | 'vault'>

/** Adds a file to a request: what it is is seen by its content (RQ-04, docs/rules/files.md). */
export async function addRequestFile(
  { pool, vault }: Tools,
  id: number,
  given: NewFile,
  { who, actor }: { who: Doer; actor: Actor },
): Promise<AddResult> {
  // Before the file is looked at, which takes a while: what is not theirs is not worth it.
  if ((await findRequest(pool, who, id)) === undefined) return { kind: 'not-found' }
  const check = await checkUpload(given.bytes, given.name)
  const faults = faultsOf(given)
  if (check.kind === 'refused') faults.push({ field: 'file', code: 'RQ-04', message: check.message })
  if (check.kind === 'refused' || faults.length > 0) return { kind: 'refused', faults }
  return inTx(pool, async (tx): Promise<AddResult> => {
    const request = await findRequestForUpdate(tx, who, id)
    if (request === undefined) return { kind: 'not-found' }
    if (!mayAdd(request, given.kind, who)) return { kind: 'forbidden' }
    if ((await listRequestFiles(tx, id)).length >= MAX_FILES) {
      const message = `Permohonan ini sudah mempunyai ${MAX_FILES} berkas.`
      return { kind: 'refused', faults: [{ field: 'file', code: 'RQ-04', message }] }
    }
    const file = await vault.store(tx, given.bytes, check.mediaType)
    const fileId = await insertRequestFile(tx, {
      ...file,
      requestId: id,
      kind: given.kind,
      name: check.name,
      number: given.number || null,
      date: given.date || null,
      addedBy: who.staffId,
    })
    // Not the name of the file, which people choose and may be a person's.
    const { kind } = given
    await record(tx, 'request.file_added', actor, request, { file: fileId, kind, sha256: file.sha256 })
    return { kind: 'added', id: fileId }
  })
}

/** The package is the agency's while it is being drafted; an attachment is of whoever has something to do. */
function mayAdd({ state }: RequestRow, kind: string, { role }: Doer): boolean {
  if (kind !== 'attachment') {
    return (state === 'drafting' || state === 'returned') && mayDo(role, ACTS.save.permission)
  }
  return ACT_NAMES.some((act) => targetOf(act, state) !== undefined && mayDo(role, ACTS[act].permission))
}

function faultsOf({ kind, number, date }: NewFile): RequestFault[] {
  const faults: RequestFault[] = []
  const fault = (field: string, message: string) => faults.push({ field, code: 'RQ-04', message })
  if (kind !== 'attachment' && !isDocumentKind(kind)) fault('kind', 'Jenis berkas ini tidak dikenal.')
  if (number.length > 100 || holdsNik(number))
    fault('number', 'Nomor surat paling banyak 100 huruf, tanpa NIK.')
  if (date !== '' && parseDay(date) === undefined) fault('date', 'Tanggal ditulis TTTT-BB-HH.')
  return faults
}

export type OpenedFile =
  | { kind: 'opened'; bytes: Buffer; mediaType: string; name: string }
  | { kind: 'not-found' }
  | { kind: 'broken' }

/** A file of a request, for who may see it; the entry of the opening is written before it leaves. */
export async function openRequestFile(
  { pool, vault }: Tools,
  of: { id: number; fileId: number },
  { who, actor }: { who: Doer; actor: Actor },
): Promise<OpenedFile> {
  return inTx(pool, async (tx): Promise<OpenedFile> => {
    const request = await findRequest(tx, who, of.id)
    const files = request === undefined ? [] : await listRequestFiles(tx, of.id)
    const file = files.find(({ id }) => id === of.fileId)
    if (request === undefined || file === undefined) return { kind: 'not-found' }
    const { kind, sha256 } = file
    try {
      const content = await vault.open(tx, sha256)
      if (content === undefined) return { kind: 'broken' }
      await record(tx, 'request.file_opened', actor, request, { file: file.id, kind, sha256 })
      return { kind: 'opened', ...content, name: file.name }
    } catch (error) {
      if (error instanceof FileBroken) return { kind: 'broken' }
      throw error
    }
  })
}
