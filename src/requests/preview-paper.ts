import type { Actor, SignedIn } from '../offices/index.ts'
import type { PaperKind } from '../papers/index.ts'
import type { RequestFault } from './domain.ts'
import { findRequest } from './request.store.ts'
import { listRequestFiles } from './request-file.store.ts'
import type { RequestTools } from './take-step.ts'
import { documentTable, orderOf } from './write-paper.ts'

/** The papers of the path that can be looked at before they are written. */
const PREVIEWS = [
  'access-request',
  'forwarding-letter',
  'central-approval',
  'agreement',
  'technical-guideline',
  'ip-lan-request',
  'closed-network-statement',
] as const satisfies readonly PaperKind[]

export type Preview =
  | { kind: 'rendered'; pdf: Buffer }
  | { kind: 'not-found' }
  | { kind: 'refused'; faults: RequestFault[] }

/** What stands in a concept where the act has yet to tell it. */
const OPEN = '……………………'

/** A paper as it would be written now, marked as a concept: to be read, and signed by hand. It leaves nothing. */
export async function previewPaper(
  { pool, paperMaker }: Pick<RequestTools, 'pool' | 'paperMaker'>,
  of: { id: number; kind: string },
  { who, actor }: { who: SignedIn; actor: Actor },
): Promise<Preview> {
  const request = await findRequest(pool, who, of.id)
  const kind = PREVIEWS.find((one) => one === of.kind)
  if (request === undefined || kind === undefined) return { kind: 'not-found' }
  const files = await listRequestFiles(pool, of.id)
  const { draft, today } = request
  const shown = {
    ...draft,
    number: draft.number ?? { civilRegistry: OPEN, userAgency: OPEN },
    signedOn: draft.signedOn ?? today,
    requestLetter: draft.requestLetter ?? {
      number: OPEN,
      date: today,
      subject: 'Permohonan akses data kependudukan',
    },
  }
  const rendered = await paperMaker.preview(
    pool,
    orderOf(
      { request, on: today, actor },
      { kind, number: OPEN, draft: shown, facts: factsOf(kind), tables: { documents: documentTable(files) } },
    ),
  )
  return rendered
}

function factsOf(kind: (typeof PREVIEWS)[number]): Record<string, string> {
  if (kind === 'central-approval') return { centralName: OPEN, centralTitle: OPEN, centralNip: '' }
  if (kind === 'closed-network-statement') {
    return { providerHeadName: OPEN, providerHeadTitle: OPEN, providerHeadNip: '' }
  }
  return {}
}
