import { fromEpochDay, type IsoDay, toEpochDay } from '../calendar-day.ts'
import { codeOfName } from '../reference-tables.ts'
import { RESIDENT_STATUS } from '../status.ts'
import { MARITAL, type Member } from './household.ts'
import type { Random } from './random.ts'
import type { Home } from './villages.ts'

const YEAR = 365.2425
const CARD_AGE_YEARS = 17
const FIRST_ELECTRONIC_CARD = toEpochDay('2011-02-01')

const CARD = { notRequired: 1, notRecorded: 2, recorded: 3, printed: 4, issued: 8 } as const

const BLOOD_GROUPS: readonly (readonly [code: number, weight: number])[] = [
  [1, 15],
  [2, 16],
  [3, 5],
  [4, 21],
  [5, 3],
  [7, 3],
  [9, 1],
  [11, 4],
  [12, 0.2],
  [13, 32],
]

const occupation = (name: string) => {
  const code = codeOfName('JENIS_PKRJN', name)
  if (code === undefined) throw new Error(`Not an occupation: ${name}`)
  return code
}
const NONE = occupation('BELUM/TIDAK BEKERJA')
const HOUSEHOLD = occupation('MENGURUS RUMAH TANGGA')
const STUDENT = occupation('PELAJAR/MAHASISWA')
const RETIRED = occupation('PENSIUNAN')
const MANUAL_WORK = [
  'PETANI/PEKEBUN',
  'BURUH HARIAN LEPAS',
  'BURUH TANI/PERKEBUNAN',
  'WIRASWASTA',
  'PEDAGANG',
  'KARYAWAN SWASTA',
  'TUKANG BATU',
  'SOPIR',
  'PETERNAK',
  'INDUSTRI',
].map(occupation)
const GRADUATE_WORK = [
  'PEGAWAI NEGERI SIPIL',
  'GURU',
  'KARYAWAN SWASTA',
  'KARYAWAN BUMN',
  'PERAWAT',
  'BIDAN',
  'DOSEN',
  'WIRASWASTA',
].map(occupation)

const fullYears = (bornOn: number, today: number) => Math.floor((today - bornOn) / YEAR)

export function drawStatus(random: Random, member: Member, today: number): number {
  if (member.status !== undefined) return RESIDENT_STATUS[member.status]
  if (random.chance(0.015)) return RESIDENT_STATUS.duplicate
  if (random.chance(0.015)) return RESIDENT_STATUS.inactive
  // Spouses of the dead are drawn as widowed households of their own, so a married person is alive.
  if (member.marital === MARITAL.married) return RESIDENT_STATUS.active
  const years = fullYears(member.bornOn, today)
  const risk = years < 40 ? 0.03 : years < 60 ? 0.16 : 0.36
  return random.chance(risk) ? RESIDENT_STATUS.deceased : RESIDENT_STATUS.active
}

export function drawBloodGroup(random: Random, member: Member): number {
  return member.bloodGroup ?? random.weighted(BLOOD_GROUPS)
}

export function drawEducation(random: Random, member: Member, today: number): number {
  const years = fullYears(member.bornOn, today)
  if (years < 7) return 1
  if (years < 13) return 2
  if (years < 16) return 3
  if (years < 19) return 4
  if (years > 65)
    return random.weighted([
      [1, 20],
      [2, 25],
      [3, 40],
      [4, 7],
      [5, 6],
      [8, 2],
    ])
  return random.weighted([
    [2, 4],
    [3, 26],
    [4, 22],
    [5, 33],
    [6, 1],
    [7, 4],
    [8, years > 22 ? 9 : 0],
    [9, years > 26 ? 1 : 0],
  ])
}

export function drawOccupation(random: Random, member: Member, education: number, today: number): number {
  const years = fullYears(member.bornOn, today)
  if (years < 6) return NONE
  if (years < 19 || (years < 24 && random.chance(0.4))) return STUDENT
  if (education >= 7) return years >= 60 ? RETIRED : random.pick(GRADUATE_WORK)
  if (years > 72) return NONE
  if (member.sex === 2 && member.marital !== MARITAL.single && random.chance(0.55)) return HOUSEHOLD
  return random.chance(0.05) ? NONE : random.pick(MANUAL_WORK)
}

/** State of the electronic card and when it was recorded; cards exist from 17 and since 2011. */
export function drawCard(
  random: Random,
  member: Member,
  today: number,
): { status: number; created: IsoDay | null } {
  const dueOn = Math.ceil(member.bornOn + CARD_AGE_YEARS * YEAR) + 1
  if (dueOn > today) return { status: CARD.notRequired, created: null }
  if (random.chance(0.04)) return { status: CARD.notRecorded, created: null }
  const status = random.weighted([
    [CARD.issued, 80],
    [CARD.printed, 12],
    [CARD.recorded, 8],
  ])
  const earliest = Math.max(dueOn, FIRST_ELECTRONIC_CARD)
  const created = random.between(earliest, Math.max(earliest, Math.min(today, earliest + 1_500)))
  return { status, created: fromEpochDay(Math.min(created, today)) }
}

/** Certificate numbers in the forms offices use; the older, the likelier there is none. */
export function drawBirthCertificate(
  random: Random,
  member: Member,
  home: Home,
  today: number,
): string | null {
  const years = fullYears(member.bornOn, today)
  if (random.chance(years < 18 ? 0.05 : years < 45 ? 0.35 : 0.8)) return null
  const registered = fromEpochDay(Math.min(today, member.bornOn + random.between(5, 400)))
  return `${home.districtCode.slice(0, 4)}-L${years < 18 ? 'U' : 'T'}-${compact(registered)}-${serial(random)}`
}

/** Dates and numbers that belong to the marital status, and no others. */
export function drawCertificates(random: Random, member: Member, home: Home) {
  const { marital, marriedOn, divorcedOn, religion } = member
  const muslim = religion === 1
  const married = marital === MARITAL.single || marriedOn === undefined ? null : fromEpochDay(marriedOn)
  const divorced = marital !== MARITAL.divorced || divorcedOn === undefined ? null : fromEpochDay(divorcedOn)
  const regency = home.districtCode.slice(0, 4)
  return {
    tgl_kwn: married,
    no_akta_kwn:
      married === null
        ? null
        : muslim
          ? `${serial(random)}/${random.between(1, 60)}/${Number(married.slice(5, 7))}/${married.slice(0, 4)}`
          : `${regency}-KW-${compact(married)}-${serial(random)}`,
    tgl_crai: divorced,
    no_akta_crai:
      divorced === null
        ? null
        : muslim
          ? `${serial(random)}/AC/${divorced.slice(0, 4)}/PA`
          : `${regency}-CR-${compact(divorced)}-${serial(random)}`,
  }
}

/** One in a hundred has a disability noted. */
export function drawDisability(random: Random): number | null {
  return random.chance(0.01) ? random.between(1, 6) : null
}

const compact = (day: IsoDay) => day.slice(8) + day.slice(5, 7) + day.slice(0, 4)

const serial = (random: Random) => String(random.between(1, 9999)).padStart(4, '0')
