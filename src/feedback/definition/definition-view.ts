import type { DefinitionVersion } from '../definition.store.ts'
import type { Deletion } from './deletion.store.ts'

/** A version as the portal shows it. */
export function toVersionView({ version, validFrom, ...definition }: DefinitionVersion) {
  const { fields, strangerPolicy, retentionMonths, basis, reason, definedBy } = definition
  return {
    version,
    validFrom: new Date(validFrom).toISOString(),
    fields,
    strangerPolicy,
    retentionMonths,
    basis,
    reason,
    definedBy,
  }
}

/** A deletion as the portal shows it: counts and a checksum. */
export function toDeletionView({ id, kind, deliveryId, reason, letterNumber, ...deletion }: Deletion) {
  const { orderedBy, orderedAt, finishedAt, rows, unique, rejects, digest } = deletion
  return {
    id,
    kind,
    delivery: deliveryId,
    reason,
    letterNumber,
    orderedBy,
    orderedAt: orderedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    rows,
    unique,
    rejects,
    digest: digest.toString('hex'),
  }
}
