import { randomUUID } from 'node:crypto'
import type { AgreementInForce } from '../../agreements/index.ts'
import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import type { TableFormat } from '../upload/write-table.ts'

/** That everything sent under an agreement leaves. It stands in the log before the first row does. */
export function recordExport(
  pool: Pool,
  { id, officeId }: Pick<AgreementInForce, 'id' | 'officeId'>,
  format: TableFormat,
  by: string,
  reason?: string,
): Promise<void> {
  return inTx(pool, (tx) =>
    append(tx, [
      auditEntry({
        event: 'feedback.exported',
        requestId: randomUUID(),
        officeId,
        agreementId: id,
        detail: JSON.stringify({ format, reason, by }),
      }),
    ]),
  )
}
