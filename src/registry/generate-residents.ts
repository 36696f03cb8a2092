import { fromEpochDay, type IsoDay, toEpochDay } from './calendar-day.ts'
import type { ResidentRow } from './resident-row.ts'
import { EDGE_HOUSEHOLDS } from './synthetic/edge-households.ts'
import { drawHousehold, type Member } from './synthetic/household.ts'
import { type NumberIssuer, numberIssuer, type SerialRange } from './synthetic/number-issuer.ts'
import {
  drawBirthCertificate,
  drawBloodGroup,
  drawCard,
  drawCertificates,
  drawDisability,
  drawEducation,
  drawOccupation,
  drawStatus,
} from './synthetic/person-details.ts'
import { type Random, seededRandom } from './synthetic/random.ts'
import { DEFAULT_REGIONS, type Home, postCode, type Villages, villagesOf } from './synthetic/villages.ts'

export type PopulationOptions = {
  count: number
  /** The same seed gives the same people, on every machine. */
  seed: string
  /** Which serials the numbers carry; see docs/rules/synthetic-people.md. */
  serials: SerialRange
  /** The day on which the population is as described; nobody is born after it. */
  referenceDate?: IsoDay
  /** Prefixes of region codes to live in, each equally likely; a mix with Karanganyar and Purbalingga by default. */
  regions?: readonly string[]
}

export const DEFAULT_REFERENCE_DATE = '2026-01-01'

/** The youngest people of the fixed edge households are born before this day. */
const EARLIEST_REFERENCE_DATE = '2024-03-01'

const STREETS = [
  'MAWAR',
  'MELATI',
  'KENANGA',
  'ANGGREK',
  'DAHLIA',
  'CEMPAKA',
  'MERAK',
  'RAJAWALI',
  'NANAS',
  'MANGGIS',
  'LAWU',
  'SLAMET',
  'MERAPI',
]
const HAMLETS = [
  'KRAJAN',
  'NGEMPLAK',
  'TEGALREJO',
  'SUMBERAGUNG',
  'KARANGANOM',
  'BABAKAN',
  'CIKADU',
  'PASIRMUNCANG',
  'LEBAKSARI',
  'WONOSARI',
  'MEKARJAYA',
  'SUKAMAJU',
]

/**
 * Invented residents in households, as many as asked for: the last household is cut off where they are
 * reached. Memory grows by the numbers given out only, about 30 bytes a person.
 *
 * @throws RangeError when a region prefix fits no village or the reference date is before 2024-03-01.
 */
export function* generateResidents(options: PopulationOptions): Generator<ResidentRow> {
  const { count, seed, serials, referenceDate = DEFAULT_REFERENCE_DATE, regions } = options
  if (referenceDate < EARLIEST_REFERENCE_DATE) {
    throw new RangeError(`Tanggal acuan paling awal ${EARLIEST_REFERENCE_DATE}.`)
  }
  const random = seededRandom(seed)
  const villages = villagesOf(regions?.map((prefix) => [prefix, 1] as const) ?? DEFAULT_REGIONS)
  const issuer = numberIssuer(random, serials)
  const today = toEpochDay(referenceDate)

  let made = 0
  for (let household = 0; made < count; household++) {
    const home = villages.drawHome(random)
    const draw = EDGE_HOUSEHOLDS[household] ?? drawHousehold
    const members = draw(random, home, today)
    for (const row of householdRows(members, { random, villages, issuer, home, today })) {
      if (made === count) return
      made++
      yield row
    }
  }
}

type Surroundings = { random: Random; villages: Villages; issuer: NumberIssuer; home: Home; today: number }

function householdRows(members: readonly Member[], around: Surroundings): ResidentRow[] {
  const { random, issuer, home, today } = around
  const latest = Math.max(...members.map((member) => member.bornOn))
  const shared = {
    no_kk: issuer.kk(
      home.districtCode,
      random.between(Math.min(today, Math.max(latest, today - 5_000)), today),
    ),
    ...drawAddress(random, home),
  }
  const origins = new Map<Member, Home>()
  const niks = new Map<Member, string>()
  for (const member of members) {
    const { twinOf } = member
    const origin =
      (twinOf && origins.get(twinOf)) ?? (random.chance(0.8) ? home : around.villages.drawAnywhere(random))
    origins.set(member, origin)
    niks.set(member, issuer.nik(origin.districtCode, member.bornOn, member.sex, twinOf && niks.get(twinOf)))
  }
  return members.map((member) => ({
    nik: numberOf(niks, member),
    nik_ayah: member.father === undefined ? null : numberOf(niks, member.father),
    nik_ibu: member.mother === undefined ? null : numberOf(niks, member.mother),
    ...shared,
    ...drawDetails(member, origins.get(member) ?? home, around),
  }))
}

function numberOf(niks: ReadonlyMap<Member, string>, member: Member): string {
  const nik = niks.get(member)
  if (nik === undefined) throw new Error('A parent is not part of the household')
  return nik
}

function drawAddress(random: Random, home: Home) {
  const hamlet = random.chance(0.6) ? random.pick(HAMLETS) : null
  return {
    alamat: hamlet === null ? `JL. ${random.pick(STREETS)} NO. ${random.between(1, 180)}` : `DSN. ${hamlet}`,
    dusun: hamlet,
    no_rt: random.between(1, 12),
    no_rw: random.between(1, 10),
    village_code: home.villageCode,
    kode_pos: postCode(home.districtCode),
  }
}

function drawDetails(member: Member, origin: Home, { random, villages, today }: Surroundings) {
  const education = drawEducation(random, member, today)
  const card = drawCard(random, member, today)
  return {
    status: drawStatus(random, member, today),
    nama_lgkp: member.name,
    jenis_klmin: member.sex,
    tmpt_lhr: villages.birthPlace(origin.districtCode),
    tgl_lhr: fromEpochDay(member.bornOn),
    no_akta_lhr: drawBirthCertificate(random, member, origin, today),
    gol_darah: drawBloodGroup(random, member),
    agama: member.religion,
    status_kawin: member.marital,
    ...drawCertificates(random, member, origin),
    pddk_akh: education,
    jenis_pkrjn: drawOccupation(random, member, education, today),
    stat_hbkel: member.kinship,
    nama_lgkp_ayah: member.fatherName,
    nama_lgkp_ibu: member.motherName,
    ektp_status: card.status,
    ektp_created: card.created,
    pnydng_cct: drawDisability(random),
  }
}
