import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import type { Fields } from '../../kernel/fields.ts'
import type { FieldFault } from '../../kernel/problem.ts'
import { holdsNik, parseDay } from '../../registry/index.ts'
import type { Actor } from '../record-staff.ts'
import { type Holiday, type KeptYear, listYears, replaceYear } from './holiday.store.ts'
import { HOLIDAY_KINDS, type HolidayKind } from './working-days.ts'

const MAX_DAYS = 60
const MAX_NAME = 100
const MAX_BASIS = 200

const isKind = (text: string): text is HolidayKind => Object.hasOwn(HOLIDAY_KINDS, text)

/** Reads the list of a year; it is put in place of the one before as a whole. */
export function readHolidayYear(
  year: number,
  fields: Fields,
): { kind: 'read'; year: KeptYear } | { kind: 'faulty'; faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const items = fields.items('holidays')
  const isComplete = fields.truth('isComplete')
  const basis = fields.text('basis').replace(/\s+/g, ' ')
  if (items === undefined) faults.push({ field: 'holidays', message: 'Daftar hari libur tidak ada.' })
  else if (items.length > MAX_DAYS)
    faults.push({ field: 'holidays', message: `Paling banyak ${MAX_DAYS} hari.` })
  if (isComplete === undefined)
    faults.push({ field: 'isComplete', message: 'Sebutkan apakah daftar ini lengkap.' })
  if (basis.length > MAX_BASIS)
    faults.push({ field: 'basis', message: `Dasar paling banyak ${MAX_BASIS} huruf.` })
  if (isComplete === true && basis === '')
    faults.push({
      field: 'basis',
      message: 'Daftar yang lengkap menyebut dasarnya, misalnya nomor keputusan bersama.',
    })
  const holidays: Holiday[] = []
  const seen = new Set<string>()
  for (const [index, item] of (items ?? []).slice(0, MAX_DAYS).entries()) {
    const day = parseDay(item.text('day'))
    const name = item.text('name').replace(/\s+/g, ' ')
    const kind = item.text('kind')
    const at = `holidays[${index}]`
    if (day === undefined) faults.push({ field: `${at}.day`, message: 'Tanggal tidak sah.' })
    else if (!day.startsWith(`${year}-`))
      faults.push({ field: `${at}.day`, message: `Tanggal bukan dalam tahun ${year}.` })
    else if (seen.has(day)) faults.push({ field: `${at}.day`, message: 'Tanggal disebut dua kali.' })
    if (name === '' || name.length > MAX_NAME || holdsNik(name))
      faults.push({ field: `${at}.name`, message: 'Nama hari libur wajib diisi, paling banyak 100 huruf.' })
    if (!isKind(kind)) faults.push({ field: `${at}.kind`, message: 'Jenis hari libur tidak dikenal.' })
    else if (day !== undefined) holidays.push({ day, name, kind })
    if (day !== undefined) seen.add(day)
  }
  if (faults.length > 0 || isComplete === undefined) return { kind: 'faulty', faults }
  return { kind: 'read', year: { year, isComplete, basis: basis === '' ? null : basis, holidays } }
}

/** Sets the holidays of a year. Due dates by working days follow with the next look at them (WD-03). */
export async function changeHolidayYear(
  pool: Pool,
  officeId: number,
  year: KeptYear,
  actor: Actor,
): Promise<void> {
  await inTx(pool, async (tx) => {
    const before = (await listYears(tx, officeId)).find((one) => one.year === year.year)
    await replaceYear(tx, officeId, year)
    const daysOf = (one: KeptYear | undefined) => one?.holidays.map(({ day }) => day) ?? []
    const [had, has] = [new Set(daysOf(before)), new Set(daysOf(year))]
    await append(tx, [
      auditEntry({
        event: 'office.holidays_changed',
        requestId: actor.requestId,
        officeId,
        address: actor.address,
        detail: JSON.stringify({
          by: actor.by,
          year: year.year,
          isComplete: year.isComplete,
          basis: year.basis,
          added: [...has].filter((day) => !had.has(day)),
          removed: [...had].filter((day) => !has.has(day)),
        }),
      }),
    ])
  })
}
