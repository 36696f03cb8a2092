import { findAgreement } from '../agreements/index.ts'
import { defineFeedback, definitionInForce, readDefinition } from '../feedback/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'

const AGREEMENT = 'karanganyar-tenaga-kerja-2026'

const KINDS = ['Pertanian', 'Perdagangan', 'Industri', 'Jasa', 'Lainnya']

/** A second version of one agreement's feedback: a free text has become a list, and rows are kept for five years. */
export async function enterDemoDefinitions(pool: Pool): Promise<void> {
  const agreement = await findAgreement(pool, AGREEMENT)
  if (agreement === undefined) throw new Error(`the demo has no agreement ${AGREEMENT}`)
  const first = await inTx(pool, (tx) => definitionInForce(tx, agreement.id))
  if (first === undefined || first.version > 1) return
  const read = readDefinition({
    basis: 'Berita acara rapat 500.15/21/2026',
    reason: 'Jenis usaha diseragamkan agar dapat direkap',
    strangerPolicy: first.strangerPolicy,
    retentionMonths: 60,
    fields: first.fields.map((field) =>
      field.key === 'JENIS_USAHA'
        ? {
            key: field.key,
            label: field.label,
            required: field.required,
            unique: false,
            type: 'code',
            codes: KINDS.map((label) => ({ code: label.toUpperCase(), label })),
          }
        : field,
    ),
  })
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.faults))
  const defined = await defineFeedback(pool, {
    agreement,
    draft: read.draft,
    by: 'staff:perjanjian.dukcapil',
  })
  if (defined.kind === 'refused') throw new Error(JSON.stringify(defined.faults))
}
