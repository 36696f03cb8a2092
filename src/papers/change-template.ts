import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { formatNumber, insertTemplate, type Typesetter, templateFaults } from '../letters/index.ts'
import type { Actor } from '../offices/index.ts'
import { compose } from './compose-paper.ts'
import { PAPER_KINDS, type PaperKind } from './domain.ts'
import { numberingOf } from './numbering-of.ts'
import { gatherSample } from './sample.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Everything that is wrong with a wording, each fault with its line. */
export function sourceFaults(kind: PaperKind, source: string): FieldFault[] {
  return templateFaults(source, vocabularyOf(kind)).map(({ line, message }) => ({
    field: 'source',
    message: `Baris ${line}: ${message}`,
  }))
}

const MAX_NOTE = 200

export type TemplateSaved = { kind: 'saved'; version: number } | { kind: 'refused'; faults: FieldFault[] }

/** Saves the next version of an office's wording of a kind; papers before it keep theirs (LT-07). */
export async function saveTemplate(
  pool: Pool,
  given: { officeId: number; kind: PaperKind; after: number; source: string; note: string },
  actor: Actor,
): Promise<TemplateSaved> {
  const { officeId, kind, after, source, note } = given
  const faults = sourceFaults(kind, source)
  if (note.length > MAX_NOTE) {
    faults.push({ field: 'note', message: `Catatan paling banyak ${MAX_NOTE} huruf.` })
  }
  if (faults.length > 0) return { kind: 'refused', faults }
  return inTx(pool, async (tx): Promise<TemplateSaved> => {
    const version = await insertTemplate(tx, {
      officeId,
      kind,
      after,
      source,
      note: note || null,
      by: actor.by,
    })
    if (version === undefined) {
      const message = 'Templat ini baru saja disimpan orang lain. Muat ulang, lalu ulangi perubahannya.'
      return { kind: 'refused', faults: [{ field: 'after', message }] }
    }
    await append(tx, [
      auditEntry({
        event: 'letter_template.saved',
        requestId: actor.requestId,
        officeId,
        localOperator: actor.by,
        address: actor.address,
        detail: JSON.stringify({ by: actor.by, kind, version, note: note || null }),
      }),
    ])
    return { kind: 'saved', version }
  })
}

export type TemplateDrawn =
  | { kind: 'drawn'; pdf: Buffer; svg: string }
  | { kind: 'refused'; faults: FieldFault[] }

/** Sets a wording that nobody has saved, with the office's own letterhead and invented facts (LT-11). */
export async function drawTemplate(
  { pool, typesetter }: { pool: Pool; typesetter: Typesetter },
  { officeId, kind, source, date }: { officeId: number; kind: PaperKind; source: string; date: string },
): Promise<TemplateDrawn> {
  const faults = sourceFaults(kind, source)
  if (faults.length > 0) return { kind: 'refused', faults }
  const gathered = await gatherSample(pool, officeId, kind, date)
  const composed = compose({ kind, date }, gathered, { source, version: 0 })
  const refused = (message: string): TemplateDrawn => ({
    kind: 'refused',
    faults: [{ field: 'source', message }],
  })
  if (composed.kind === 'refused') return refused(composed.faults.map(({ message }) => message).join(' '))
  const numbering = await numberingOf(pool, officeId, kind)
  const number = PAPER_KINDS[kind].isNumbered ? formatNumber(numbering, { number: 1, date }) : null
  const drawn = await typesetter.draw(composed.composed.letter(number, null))
  return drawn.kind === 'drawn'
    ? drawn
    : refused(`Huruf ini tidak dapat dicetak: ${drawn.characters.join(' ')}`)
}
