import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { ensureAgency, ensureOffice } from '../agencies/index.ts'
import { append, auditEntry } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import {
  findAgreementDocument,
  findAgreementId,
  insertAgreement,
  insertCentralApproval,
  insertSignedSptjm,
  insertTerm,
} from './agreement.store.ts'
import type { AgreementFault, AgreementFile } from './agreement-file.ts'
import { amendAgreementIn } from './amend-agreement.ts'
import { termOf } from './domain.ts'

export type ImportResult =
  | { kind: 'imported'; code: string }
  | { kind: 'unchanged'; code: string }
  | { kind: 'amended'; code: string; version: number }
  | { kind: 'refused'; faults: AgreementFault[] }

/**
 * Enters a signed agreement: parties, numbers, approval, and the first version of its terms. The same file
 * again changes nothing.
 *
 * A file that differs from what was entered is refused, for a signed paper does not change: what changes it
 * is an addendum, which adds a version of the terms (requirement 3.4).
 *
 * @param options.addendum its number, and from when it is in force (a day or an instant; now when missing)
 */
export function importAgreement(
  pool: Pool,
  file: AgreementFile & { code: string },
  options: ImportOptions,
): Promise<ImportResult> {
  return inTx(pool, (tx) => importAgreementIn(tx, file, options))
}

type ImportOptions = { by: string; addendum?: { number: string; from?: string }; note?: object }

/**
 * The same, in a transaction that does more. MUST NOT be committed when it is refused.
 *
 * @param options.note what else its entry says, such as on whose word it was entered
 */
export async function importAgreementIn(
  tx: Tx,
  file: AgreementFile & { code: string },
  options: ImportOptions,
): Promise<ImportResult> {
  await lockAuthority(tx)
  const known = await findAgreementDocument(tx, file.code)
  if (known === undefined) {
    return options.addendum === undefined
      ? enter(tx, file, options)
      : refused('code', 'AG-10', `Belum ada perjanjian berkode ${file.code} untuk diadendum.`)
  }
  if (options.addendum !== undefined) {
    const { addendum, by, note } = options
    return amendAgreementIn(tx, { file, addendum, by, ...(note === undefined ? {} : { note }) })
  }
  if (saysTheSame(file, known.document)) return { kind: 'unchanged', code: file.code }
  return refused('code', 'AG-11', 'Perjanjian ini sudah ada dengan isi lain; perubahan harus lewat adendum.')
}

/** `rsud_3313`, as the old service's addresses are made; null when the agreement does not grant them. */
function customaryWireName({ methods, userAgency, civilRegistry }: AgreementFile): string | null {
  if (!methods.includes('web-service')) return null
  return `${userAgency.kind.split(' ')[0]?.toLowerCase()}_${civilRegistry.region.replaceAll('.', '')}`
}

/**
 * Whether a file says nothing else than the agreement as entered. What the paper does not name and Gapura
 * adds (the names on the wire address, the portal's purposes) may be missing.
 */
function saysTheSame(file: AgreementFile & { code: string }, entered: unknown): boolean {
  const known = entered as AgreementFile
  const { wireMethods, purposes, renews } = known
  const completed = {
    ...file,
    ...(file.wireMethods === undefined && wireMethods !== undefined ? { wireMethods } : {}),
    ...(file.purposes === undefined && purposes !== undefined ? { purposes } : {}),
    ...(file.renews === undefined && renews !== undefined ? { renews } : {}),
    userAgency: { ...known.userAgency, ...file.userAgency },
  }
  return isDeepStrictEqual(known, completed)
}

async function enter(
  tx: Tx,
  file: AgreementFile & { code: string },
  { by, note }: ImportOptions,
): Promise<ImportResult> {
  const renewsId = file.renews === undefined ? null : await findAgreementId(tx, file.renews)
  if (renewsId === undefined)
    return refused('renews', 'AG-12', `Tidak ada perjanjian berkode ${file.renews}.`)
  const officeId = await ensureOffice(tx, file.civilRegistry)
  const agency = await ensureAgency(tx, officeId, file.userAgency, customaryWireName(file))
  if (agency.kind === 'refused') return refused('userAgency.wireName', 'AG-13', agency.message)
  const approvalId =
    file.centralApproval === undefined
      ? null
      : await insertCentralApproval(tx, officeId, file.centralApproval)
  const inserted = await insertAgreement(tx, { file, officeId, agencyId: agency.id, renewsId, approvalId })
  if (inserted === undefined) {
    return refused('number.civilRegistry', 'AG-14', 'Nomor Pihak Kesatu ini sudah dipakai perjanjian lain.')
  }
  await insertTerm(tx, {
    agreementId: inserted,
    validFrom: null,
    basis: file.number.civilRegistry,
    term: termOf(file),
  })
  if (file.sptjm !== undefined) await insertSignedSptjm(tx, inserted, file.sptjm, by)
  await append(tx, [
    auditEntry({
      event: 'agreement.entered',
      requestId: randomUUID(),
      officeId,
      agreementId: inserted,
      termVersion: 1,
      detail: JSON.stringify({
        by,
        code: file.code,
        elements: file.elements,
        methods: file.methods,
        printAllowed: file.printAllowed ?? false,
        sptjmRequired: file.sptjmRequired ?? false,
        ...note,
      }),
    }),
  ])
  return { kind: 'imported', code: file.code }
}

function refused(field: string, code: string, message: string): ImportResult {
  return { kind: 'refused', faults: [{ field, code, message }] }
}
