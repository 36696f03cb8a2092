import { findAgreement, isAgreementCode, signingFaults } from '../agreements/index.ts'
import type { RequestFault } from './domain.ts'
import { excessOf } from './excess.ts'
import { readSentDraft } from './prepare-request.ts'
import type { RequestRow } from './request.store.ts'
import type { ActDoing, Done } from './take-step.ts'

/**
 * What stands in the way of signing an agreement in the making: what it lacks or has wrong by itself, and where it
 * goes beyond its approval.
 *
 * @param day from which its term would run
 */
export function contentFaults({ draft, approval }: RequestRow, day: string): RequestFault[] {
  const own = signingFaults(draft).map((fault) => ({ ...fault, field: `draft.${fault.field}` }))
  return [...own, ...(approval === null ? [] : excessOf(draft, approval, day))]
}

/** Drawing up the agreement from its approval; again as often as needed, until one of the parties has signed. */
export const DRAFT: ActDoing = {
  do: async ({ tx, request, sent, body, on, who }): Promise<Done> => {
    const code = body.text('code')
    const faults: RequestFault[] = []
    if (!isAgreementCode(code)) {
      const message = 'Kode perjanjian: huruf kecil, angka, dan tanda hubung, 2 sampai 64.'
      faults.push({ field: 'code', code: 'RQ-13', message })
    } else if ((await findAgreement(tx, code)) !== undefined) {
      faults.push({ field: 'code', code: 'RQ-13', message: 'Kode ini sudah dipakai perjanjian lain.' })
    }
    const read = readSentDraft(sent, request)
    if (read.kind === 'faulty') {
      const excess = request.approval === null ? [] : excessOf(read.part, request.approval, on)
      return { kind: 'refused', faults: [...faults, ...read.faults, ...excess] }
    }
    const draft = { ...read.draft, code }
    faults.push(...contentFaults({ ...request, draft: withoutCode(draft, faults) }, on))
    if (faults.length > 0) return { kind: 'refused', faults }
    return {
      kind: 'done',
      change: { draft, draftedBy: who.staffId, endorsed: null },
      detail: {
        code,
        elements: draft.elements ?? [],
        methods: draft.methods ?? [],
        validUntil: draft.validUntil ?? null,
      },
    }
  },
}

/** A wrong code is told once. */
function withoutCode<T extends { code: string }>(draft: T, faults: readonly RequestFault[]) {
  const { code, ...rest } = draft
  return faults.some(({ field }) => field === 'code') ? rest : { ...rest, code }
}

/** A second pair of eyes (RQ-12). */
export const ENDORSE: ActDoing = {
  do: async ({ request, on, who, tools }): Promise<Done> => {
    const isAlone = request.draftedBy?.staffId === who.staffId
    const faults = contentFaults(request, on)
    if (isAlone && tools.fourEyes === 'required') {
      const message = 'Rancangan disahkan anggota kantor yang lain dari penyusunnya.'
      faults.unshift({ field: 'draftedBy', code: 'RQ-12', message })
    }
    if (faults.length > 0) return { kind: 'refused', faults }
    const detail = {
      draftedBy: request.draftedBy?.username ?? null,
      ...(isAlone ? { fourEyes: 'single' } : {}),
    }
    return { kind: 'done', change: { endorsed: { by: who.staffId, isAlone } }, detail }
  },
}
