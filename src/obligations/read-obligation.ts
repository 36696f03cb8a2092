import type { Fields } from '../kernel/fields.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { holdsNik, type IsoDay, parseDay, reasonFault } from '../registry/index.ts'
import { type ObligationAct, PARTIES, type Party } from './domain.ts'

type Read<T> = { kind: 'read'; value: T } | { kind: 'faulty'; faults: FieldFault[] }

const isParty = (text: string): text is Party => Object.hasOwn(PARTIES, text)

const MAX_DETAIL = 500

/** Reads what an act on an obligation carries. Only an acceptance may go without a word. */
export function readAct(act: ObligationAct, body: Fields): Read<{ note: string; metOn: IsoDay | null }> {
  const note = body.text('note')
  const faults: FieldFault[] = []
  const isNeeded = act !== 'accept'
  const fault = note === '' && !isNeeded ? undefined : reasonFault(note)
  if (fault !== undefined) faults.push({ field: 'note', message: fault })
  const written = body.text('metOn')
  const metOn = written === '' ? null : (parseDay(written) ?? null)
  if (written !== '' && metOn === null) faults.push({ field: 'metOn', message: 'Tanggal tidak sah.' })
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'read', value: { note, metOn } }
}

/** Reads an obligation that somebody adds by hand. */
export function readOwnObligation(
  body: Fields,
): Read<{ title: string; detail: string; owedBy: Party; dueOn: IsoDay }> {
  const title = body.text('title').replace(/\s+/g, ' ')
  const detail = body.text('detail')
  const owedBy = body.text('owedBy')
  const dueOn = parseDay(body.text('dueOn'))
  const faults: FieldFault[] = []
  if (title === '' || title.length > 200)
    faults.push({ field: 'title', message: 'Isi nama kewajiban, paling banyak 200 huruf.' })
  if (detail.length > MAX_DETAIL)
    faults.push({ field: 'detail', message: `Uraian paling banyak ${MAX_DETAIL} huruf.` })
  if (holdsNik(title)) faults.push({ field: 'title', message: 'Nama kewajiban memuat NIK.' })
  if (holdsNik(detail)) faults.push({ field: 'detail', message: 'Uraian memuat NIK.' })
  if (!isParty(owedBy)) faults.push({ field: 'owedBy', message: 'Pilih pihak yang berkewajiban.' })
  if (dueOn === undefined) faults.push({ field: 'dueOn', message: 'Isi tanggal jatuh tempo yang sah.' })
  return faults.length > 0 || !isParty(owedBy) || dueOn === undefined
    ? { kind: 'faulty', faults }
    : { kind: 'read', value: { title, detail, owedBy, dueOn } }
}
