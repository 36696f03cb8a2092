import { liftLowered } from '../../credentials/index.ts'
import { lockAuthority } from '../../kernel/authority-lock.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import type { Fields } from '../../kernel/fields.ts'
import type { FieldFault } from '../../kernel/problem.ts'
import { holdsNik } from '../../registry/index.ts'
import { officeDay } from '../../statements/index.ts'
import { RULE_KINDS, type RuleTerms } from './domain.ts'
import { markLifted } from './evaluation.store.ts'
import { recordCompliance, tellAgency } from './record-compliance.ts'
import { insertRule, type RuledAgreement } from './rule.store.ts'

export type Done = { kind: 'done'; id: number } | { kind: 'refused'; faults: FieldFault[] }

/** The bounds of a rule's numbers, as the schema has them. */
const BOUNDS = {
  targetPercent: [1, 100],
  graceDays: [1, 365],
  spanDays: [7, 1_100],
  floorQuota: [1, 1_000_000],
  baseQuota: [1, 1_000_000],
  warnDays: [7, 180],
} as const

/** A rule as it was sent; every fault at once. */
export function readRule(fields: Fields): { terms: RuleTerms } | { faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const numberOf = (name: keyof typeof BOUNDS): number => {
    const [least, most] = BOUNDS[name]
    const value = fields.integer(name)
    if (value !== undefined && value >= least && value <= most) return value
    faults.push({ field: name, message: `Isi bilangan ${least} sampai ${most.toLocaleString('id-ID')}.` })
    return least
  }
  const kind = RULE_KINDS.find((one) => one === fields.text('kind'))
  if (kind === undefined) return { faults: [{ field: 'kind', message: 'Pilih tindak lanjutnya.' }] }
  if (kind === 'none') return { terms: { kind } }
  const target = {
    targetPercent: numberOf('targetPercent'),
    graceDays: numberOf('graceDays'),
    spanDays: numberOf('spanDays'),
  }
  const terms: RuleTerms =
    kind === 'warn'
      ? { kind, ...target }
      : {
          kind,
          ...target,
          floorQuota: numberOf('floorQuota'),
          warnDays: numberOf('warnDays'),
          baseQuota: fields.isBlank('baseQuota') || !fields.has('baseQuota') ? null : numberOf('baseQuota'),
        }
  return faults.length > 0 ? { faults } : { terms }
}

export function reasonFault(reason: string, most: number): FieldFault[] {
  if (reason.length < 10 || reason.length > most) {
    return [{ field: 'reason', message: `Tulis alasan 10 sampai ${most.toLocaleString('id-ID')} huruf.` }]
  }
  return holdsNik(reason) ? [{ field: 'reason', message: 'Tidak boleh memuat NIK.' }] : []
}

/**
 * Decides what an agreement's compliance brings about (FB-125). One person is enough: a rule can only take away. What
 * the rule before had lowered is lifted at once, for the new one warns anew.
 */
export function decideRule(
  pool: Pool,
  agreement: RuledAgreement,
  { terms, reason, by }: { terms: RuleTerms; reason: string; by: string },
): Promise<Done> {
  const faults = reasonFault(reason, 1_000)
  if (faults.length > 0) return Promise.resolve({ kind: 'refused', faults })
  return inTx(pool, async (tx): Promise<Done> => {
    await lockAuthority(tx)
    const { officeId, agreementId } = agreement
    const { id, version } = await insertRule(tx, { officeId, agreementId, terms, reason, by })
    await liftLowered(tx, agreementId)
    const lifted = await markLifted(tx, agreementId, await officeDay(tx, officeId))
    await tellAgency(tx, agreement, { event: 'compliance-rule.decided', ...NOTICES[terms.kind] })
    await recordCompliance(tx, 'compliance-rule.decided', agreement, { by, version, ...terms, lifted })
    return { kind: 'done', id }
  })
}

const NOTICES = {
  none: {
    title: 'Data balikan: tidak ada lagi akibat atas kuota',
    body: 'Aturan kepatuhan perjanjian ini dicabut. Kewajiban mengirim data balikan tetap.',
  },
  warn: {
    title: 'Data balikan: aturan kepatuhan ditetapkan',
    body: 'Bila target tidak tercapai, instansi diperingatkan. Kuota tidak diturunkan.',
  },
  lower: {
    title: 'Data balikan: kuota dapat diturunkan bila target tidak tercapai',
    body: 'Rumus dan angkanya dapat dibaca di halaman ini. Sebelum kuota diturunkan ada masa peringatan.',
  },
} as const
