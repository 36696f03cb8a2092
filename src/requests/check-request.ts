import { readFields } from '../kernel/fields.ts'
import type { RequestFault } from './domain.ts'
import { DOCUMENTS, isDocumentKind, missingOf } from './package.ts'
import { updateRefused } from './request-file.store.ts'
import type { ActDoing, Doing, Done } from './take-step.ts'
import { documentTable, numberFaults, numberIn, writePaper } from './write-paper.ts'

type Refused = { id: number; kind: string; note: string; label: string }

/** Sending back: why, and which papers must be replaced (RQ-09). */
export const RETURN: ActDoing = {
  needs: ['comment'],
  do: async (doing): Promise<Done> => {
    const { tx, sent, files, comment } = doing
    const { refused, faults } = readRefused(sent, files)
    if (faults.length > 0) return { kind: 'refused', faults: [...faults, ...numberFaults(doing, false)] }
    for (const { id, note } of refused) await updateRefused(tx, id, note)
    const rows = refused.map(({ label, note }, index) => [String(index + 1), label, note])
    const written = await writePaper(doing, {
      kind: 'return-letter',
      ...numberIn(doing),
      facts: { reason: comment ?? '' },
      tables: { missing: { head: ['No.', 'Berkas', 'Kekurangan'], rows } },
    })
    if (written.kind === 'refused') return written
    const documents = refused.map(({ kind, note }) => ({ kind, note }))
    return { kind: 'done', paper: written.paper, detail: { documents } }
  },
}

function readRefused(sent: unknown, files: Doing['files']): { refused: Refused[]; faults: RequestFault[] } {
  const named: unknown = Object(sent).documents
  const faults: RequestFault[] = []
  const refused = (Array.isArray(named) ? named : []).flatMap((one, index): Refused[] => {
    const body = readFields(one)
    const [kind, note] = [body.text('kind'), body.text('note')]
    const fault = (name: string, message: string) => {
      faults.push({ field: `documents[${index}].${name}`, code: 'RQ-09', message })
      return []
    }
    const file = files.filter((given) => given.kind === kind).at(-1)
    if (!isDocumentKind(kind) || file === undefined) return fault('kind', 'Berkas ini tidak ada.')
    if (note === '' || note.length > 500)
      return fault('note', 'Sebutkan kekurangannya, paling banyak 500 huruf.')
    return [{ id: file.id, kind, note, label: DOCUMENTS[kind].label }]
  })
  return { refused, faults }
}

/** Forwarding to the central authority: what was checked is complete. */
export const FORWARD: ActDoing = {
  do: async (doing): Promise<Done> => {
    const { request, files } = doing
    const faults = [...missingOf(request.draft, request.needs, files), ...numberFaults(doing, false)]
    if (faults.length > 0) return { kind: 'refused', faults }
    const written = await writePaper(doing, {
      kind: 'forwarding-letter',
      ...numberIn(doing),
      tables: { documents: documentTable(files) },
    })
    if (written.kind === 'refused') return written
    return { kind: 'done', paper: written.paper, detail: { number: written.paper?.number ?? null } }
  },
}
