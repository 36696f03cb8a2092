import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { readInstant, type TimeZone } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { inCatalogueOrder, isElement } from '../registry/elements.ts'
import { findAgreementDocument, insertCentralApproval, insertTerm } from './agreement.store.ts'
import {
  type CodedFile,
  findDocument,
  insertDocument,
  readClock,
  updateCentralApproval,
} from './agreement-document.store.ts'
import type { AgreementFault } from './agreement-file.ts'
import { type AgreementInForce, findAgreement } from './agreement-in-force.store.ts'
import { termOf } from './domain.ts'

export type AmendResult =
  | { kind: 'amended'; code: string; version: number }
  | { kind: 'refused'; faults: AgreementFault[] }

export type Amendment = {
  /** The agreement's file with the change. */
  file: CodedFile
  /** Its number, and from when it is in force (a day or an instant; now when missing). */
  addendum: { number: string; from?: string }
  by: string
  /** What else its entry says, such as on whose word it was done. */
  note?: object
  /** The version that the change was written against: another one since makes it void. */
  baseVersion?: number
}

const METHODS = ['web-portal', 'web-service', 'card-reader'] as const

/** Brings an addendum in force: the next version of the terms, and the file as it now reads (requirement 3.4). */
export async function amendAgreementIn(tx: Tx, amendment: Amendment): Promise<AmendResult> {
  const { file, addendum, by, note, baseVersion } = amendment
  await lockAuthority(tx)
  const agreement = await findAgreementDocument(tx, file.code)
  if (agreement === undefined) {
    return refused('code', 'AG-10', `Belum ada perjanjian berkode ${file.code} untuk diadendum.`)
  }
  if (baseVersion !== undefined && (await lastVersion(tx, agreement.id)) !== baseVersion) {
    return refused('baseVersion', 'AG-27', 'Ketentuan perjanjian ini sudah berubah sejak perubahan disusun.')
  }
  const from = await startOf(tx, addendum.from, agreement.timeZone)
  if (from === undefined) {
    return refused('from', 'AG-15', `${addendum.from} bukan tanggal TTTT-BB-HH atau waktu ISO.`)
  }
  const before = await findDocument(tx, agreement.id)
  const version = await insertTerm(tx, {
    agreementId: agreement.id,
    validFrom: from,
    basis: addendum.number,
    term: termOf(file),
  })
  if (version === undefined) {
    return refused('from', 'AG-16', 'Adendum harus berlaku sesudah versi ketentuan yang terakhir.')
  }
  await insertDocument(tx, {
    agreementId: agreement.id,
    validFrom: from,
    basis: addendum.number,
    document: file,
  })
  if (file.centralApproval !== undefined && file.centralApproval.number !== before.centralApproval?.number) {
    const approvalId = await insertCentralApproval(tx, agreement.officeId, file.centralApproval)
    await updateCentralApproval(tx, agreement.id, approvalId)
  }
  await append(tx, [
    auditEntry({
      event: 'agreement.amended',
      requestId: randomUUID(),
      officeId: agreement.officeId,
      agreementId: agreement.id,
      termVersion: version,
      detail: JSON.stringify({
        by,
        addendum: addendum.number,
        from,
        elements: file.elements,
        methods: file.methods,
        quota: file.quotaPerUserPerDay ?? null,
        printAllowed: file.printAllowed ?? false,
        ...note,
      }),
    }),
  ])
  return { kind: 'amended', code: file.code, version }
}

/** A change of the network's facts, by which no call is judged: kept over time. */
export async function changeNetworkIn(
  tx: Tx,
  change: { code: string; network: Partial<Network>; basis: string; by: string; note?: object },
): Promise<void> {
  const { code, basis, by, note } = change
  const found = await findAgreementWithFile(tx, code)
  if (found === undefined) throw new Error(`there is no agreement ${code}`)
  const { agreement, file } = found
  const network = { kind: 'closed' as const, ...file.network, ...change.network }
  // A figure in words is that of the paper before.
  if (change.network.bandwidthMbps !== undefined) delete network.bandwidthAsWritten
  const validFrom = await readClock(tx)
  await insertDocument(tx, { agreementId: agreement.id, validFrom, basis, document: { ...file, network } })
  await append(tx, [
    auditEntry({
      event: 'agreement.network_changed',
      requestId: randomUUID(),
      officeId: agreement.officeId,
      agreementId: agreement.id,
      detail: JSON.stringify({ by, basis, network, ...note }),
    }),
  ])
}

type Network = NonNullable<CodedFile['network']>

/**
 * The agreement's file as it is in force: its papers' facts with the terms of the last version, which a passed
 * proof of concept may have moved without a paper of its own.
 */
export async function findFileInForce(tx: Tx, agreement: AgreementInForce): Promise<CodedFile> {
  const document = await findDocument(tx, agreement.id)
  if (agreement.termVersion === null) return document
  const { quotaPerUserPerDay: _, wireMethods: __, users: ___, ...rest } = document
  const { quotaPerDay, isQuotaUnlimited, maxUsers, wireMethods } = agreement
  const quota = isQuotaUnlimited ? ('unlimited' as const) : quotaPerDay
  return {
    ...rest,
    elements: inCatalogueOrder(agreement.elements.filter(isElement)),
    methods: METHODS.filter((method) => agreement.methods.includes(method)),
    ...(quota === null ? {} : { quotaPerUserPerDay: quota }),
    ...(maxUsers === null ? {} : { users: maxUsers }),
    ...(document.wireMethods === undefined || wireMethods.length === 0
      ? {}
      : { wireMethods: document.wireMethods }),
  }
}

/** The agreement of a code with its file as it is in force now. */
export async function findAgreementWithFile(
  tx: Tx,
  code: string,
): Promise<{ agreement: AgreementInForce; file: CodedFile } | undefined> {
  const agreement = await findAgreement(tx, code)
  return agreement && { agreement, file: await findFileInForce(tx, agreement) }
}

async function lastVersion(tx: Tx, agreementId: number): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from agreement_term where agreement_id = $1',
    [agreementId],
  )
  return rows[0]?.version ?? 0
}

async function startOf(tx: Tx, from: string | undefined, zone: TimeZone): Promise<string | undefined> {
  return from === undefined ? readClock(tx) : readInstant(from, zone, 'start')
}

function refused(field: string, code: string, message: string): AmendResult {
  return { kind: 'refused', faults: [{ field, code, message }] }
}
