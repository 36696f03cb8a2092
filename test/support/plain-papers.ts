import { createHash, randomBytes } from 'node:crypto'
import type { PaperMaker, PaperOrder } from '../../src/papers/index.ts'

export type PlainPapers = PaperMaker & {
  /** What was ordered, oldest first. */
  orders: PaperOrder[]
  /** The next order is refused, as where an official is not known. */
  refuseNext(): void
}

/** Papers without their letters: rows that others can point to. How letters look is tested where they are made. */
export function plainPapers(): PlainPapers {
  const orders: PaperOrder[] = []
  let isRefusing = false
  return {
    orders,
    refuseNext: () => {
      isRefusing = true
    },
    issue: async (tx, order) => {
      if (isRefusing) {
        isRefusing = false
        const fault = { field: 'kepala_nama', code: 'missing', message: 'Nama kepala belum ada.' }
        return { kind: 'refused', faults: [fault] }
      }
      orders.push(order)
      const subject = `Surat ${order.kind}`
      const number = order.number ?? null
      const token = [...randomBytes(26)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('')
      const { rows } = await tx.query<{ id: number }>(
        `insert into paper (office_id, agency_id, agreement_id, request_id, kind, number, dated_on, subject, data,
           template_version, sha256, is_signed, token, issued_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, '{}', 0, $9, false, $10, $11) returning id`,
        [
          order.officeId,
          order.agencyId,
          order.agreementId,
          order.requestId,
          order.kind,
          number,
          order.date,
          subject,
          createHash('sha256').update(token).digest('hex'),
          token,
          order.by,
        ],
      )
      const { kind, date } = order
      return { kind: 'issued', paper: { id: rows[0]?.id ?? 0, kind, number, date, subject } }
    },
    preview: async (_tx, order) => {
      orders.push(order)
      return { kind: 'rendered', pdf: Buffer.from(`%PDF-1.7 ${order.kind}\n`) }
    },
  }
}
