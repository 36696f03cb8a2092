import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { Breach } from './domain.ts'

/** An act on a breach, in the log. The description stays in the register. */
export function recordBreach(
  tx: Tx,
  event: string,
  { code, officeId, agreementId }: Pick<Breach, 'code' | 'officeId' | 'agreementId'>,
  detail: object,
): Promise<void> {
  return append(tx, [
    auditEntry({
      event,
      requestId: randomUUID(),
      officeId,
      agreementId,
      detail: JSON.stringify({ breach: code, ...detail }),
    }),
  ])
}
