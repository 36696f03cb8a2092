import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { notify } from '../../notifications/index.ts'
import { holdsNik } from '../../registry/index.ts'
import {
  type DefinitionVersion,
  definitionInForce,
  insertDefinition,
  listDefinitions,
} from '../definition.store.ts'
import { compareFields } from './compare-definitions.ts'
import type { Fault } from './place.ts'
import type { DefinitionDraft } from './read-definition.ts'

export type DefineOrder = {
  agreement: { id: number; code: string; officeId: number; agencyId: number }
  draft: DefinitionDraft
  /** The newest version that its author saw; 0: there was none. Absent: whatever is newest. */
  basedOn?: number
  by: string
}

export type Defined = { kind: 'defined'; version: number } | { kind: 'refused'; faults: Fault[] }

const DEFINITION_LOCKS = 0x6664 // "fd"

/**
 * Puts a further version of an agreement's fields in force, from now on (FB-83). What was begun under an older one stays
 * with it (FB-84).
 */
export function defineFeedback(pool: Pool, { agreement, draft, basedOn, by }: DefineOrder): Promise<Defined> {
  return inTx(pool, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1, $2)', [DEFINITION_LOCKS, agreement.id])
    // The first version comes from the paper, and stands before any that people make.
    await definitionInForce(tx, agreement.id)
    const [newest] = await listDefinitions(tx, agreement.id)
    const faults = [...draftFaults(draft), ...standingFaults(draft, newest, basedOn)]
    if (faults.length > 0) return { kind: 'refused', faults }
    const version = await insertDefinition(tx, { ...draft, agreementId: agreement.id, by })
    await append(tx, [entryOf(agreement, draft, newest, version, by)])
    await tellAgency(tx, agreement, version)
    return { kind: 'defined', version }
  })
}

/** What is said with a version goes into the log, to the agency and into every template. */
function draftFaults({ basis, reason, fields }: DefinitionDraft): Fault[] {
  const said: [field: string, text: string][] = [
    ['basis', basis],
    ['reason', reason],
    ...fields.map((field, index): [string, string] => [`fields[${index}].help`, JSON.stringify(field)]),
  ]
  return said.flatMap(([field, text]) =>
    holdsNik(text) ? [{ field, code: 'FB-83', message: 'Jangan menuliskan NIK di sini.' }] : [],
  )
}

function standingFaults(
  draft: DefinitionDraft,
  newest: DefinitionVersion | undefined,
  basedOn: number | undefined,
): Fault[] {
  const fault = (message: string) => [{ field: '', code: 'FB-83', message }]
  if (basedOn !== undefined && basedOn !== (newest?.version ?? 0)) {
    return fault(
      `Sementara itu versi ${newest?.version ?? 0} sudah disimpan orang lain. Muat ulang halaman ini, lalu ulangi perubahannya.`,
    )
  }
  return newest !== undefined && isSame(newest, draft)
    ? fault('Tidak ada yang berubah dari versi terakhir.')
    : []
}

function isSame(newest: DefinitionVersion, draft: DefinitionDraft): boolean {
  const keysOf = ({ fields }: Pick<DefinitionDraft, 'fields'>) => fields.map(({ key }) => key).join()
  return (
    newest.strangerPolicy === draft.strangerPolicy &&
    newest.retentionMonths === draft.retentionMonths &&
    keysOf(newest) === keysOf(draft) &&
    compareFields(newest.fields, draft.fields).length === 0
  )
}

function entryOf(
  { id, code, officeId }: DefineOrder['agreement'],
  draft: DefinitionDraft,
  newest: DefinitionVersion | undefined,
  version: number,
  by: string,
) {
  const differences = compareFields(newest?.fields ?? [], draft.fields)
  const keysOf = (kind: 'added' | 'removed' | 'changed') =>
    differences.flatMap((one) =>
      one.kind !== kind ? [] : [one.kind === 'changed' ? one.after.key : one.field.key],
    )
  return auditEntry({
    event: 'feedback_definition.changed',
    requestId: randomUUID(),
    officeId,
    agreementId: id,
    detail: JSON.stringify({
      agreement: code,
      version,
      added: keysOf('added'),
      removed: keysOf('removed'),
      changed: keysOf('changed'),
      strangerPolicy: draft.strangerPolicy,
      retentionMonths: draft.retentionMonths,
      basis: draft.basis,
      reason: draft.reason,
      by,
    }),
  })
}

async function tellAgency(
  tx: Tx,
  { code, officeId, agencyId }: DefineOrder['agreement'],
  version: number,
): Promise<void> {
  for (const role of ['agency-pic', 'agency-administrator'] as const) {
    await notify(tx, {
      officeId,
      to: { role, agencyId },
      event: 'feedback-definition.changed',
      title: 'Isian data balikan berubah',
      body: `Isian data balikan perjanjian ${code} kini versi ${version}. Unduh templat yang baru sebelum mengisi lagi; unggahan yang sudah dimulai tetap dibaca menurut versinya.`,
      path: `/perjanjian/${code}/balikan`,
    })
  }
}
