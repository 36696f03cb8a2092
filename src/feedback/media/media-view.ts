import type { FeedbackKey } from './feedback-key.store.ts'
import type { ReceivedPackage } from './package.store.ts'
import { fingerprintOf } from './signing-key.ts'

/**
 * A key as somebody sees it. The office does not see the fingerprint of one that waits: it is to have it from the agency, and
 * would otherwise only copy it.
 */
export function toKeyView(key: FeedbackKey, isOffice: boolean) {
  const { id, agreement, agency, holder, state, endReason } = key
  return {
    id,
    agreement,
    agency,
    holder,
    state,
    fingerprint: isOffice && state === 'waiting' ? null : key.fingerprint,
    registeredAt: key.registeredAt,
    registeredBy: key.registeredBy,
    confirmedAt: key.confirmedAt,
    confirmedBy: key.confirmedBy,
    endedAt: key.endedAt,
    endedBy: key.endedBy,
    endReason,
  }
}

/** A package as its office and its agency see it: facts, never a row. */
export function toPackageView(of: ReceivedPackage) {
  const { manifest, key } = of
  return {
    id: of.id,
    state: of.state,
    fileName: of.fileName,
    sizeBytes: of.sizeBytes,
    partBytes: of.partBytes,
    medium: of.medium,
    receivedAt: of.receivedAt,
    receivedBy: of.receivedBy,
    agreement: of.agreement,
    agency: of.agency,
    fault: of.faultCode === null ? null : { code: of.faultCode, message: of.fault ?? '' },
    decidedAt: of.decidedAt,
    decidedBy: of.decidedBy,
    decidedReason: of.decidedReason,
    deliveryId: of.deliveryId,
    receiptPaperId: of.receiptPaperId,
    loading: of.loading,
    made:
      manifest === null
        ? null
        : {
            id: manifest.id,
            at: manifest.madeAt,
            organisation: manifest.madeBy.organisation,
            name: manifest.madeBy.name,
            source: manifest.source?.name ?? null,
            sourceSha256: manifest.source?.sha256 ?? null,
            rows: manifest.data.rows,
            bytes: manifest.data.bytes,
            definition: manifest.definition,
            holder: key?.holder ?? null,
            fingerprint: key === null ? null : fingerprintOf(key.publicKey),
          },
  }
}
