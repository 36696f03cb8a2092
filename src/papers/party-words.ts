import type { Contact, Official } from '../agencies/index.ts'
import type { LetterTable, SavedLetterhead } from '../letters/index.ts'
import type { AgencyFacts, OfficeFacts } from './paper-facts.store.ts'

/** `Kabupaten Purbalingga`, as the office's own name ends; undefined where it does not say. */
export function regionOf(officeName: string): string | undefined {
  return /\b(?:Provinsi|Kabupaten|Kota) \p{Lu}.*$/u.exec(officeName)?.[0]
}

/** `Purbalingga`: where its letters are dated unless its letterhead says otherwise. */
const cityOf = (region: string | undefined) => region?.replace(/^(Provinsi|Kabupaten|Kota) /, '')

export type Party = {
  letterhead: SavedLetterhead
  officials: readonly Official[]
}

export type PartyWords = { values: Record<string, string>; government: string | null; city: string | null }

/** What is known of the office, as placeholders. */
export function officeWords(office: OfficeFacts, { letterhead, officials }: Party): PartyWords {
  const region = regionOf(office.name)
  const government = region === undefined ? null : `Pemerintah ${region}`
  const city = letterhead.city ?? cityOf(region) ?? null
  const head = officials.find(({ position }) => position === 'head')
  return {
    government,
    city,
    values: present({
      nama_dinas: office.name,
      alamat_dinas: letterhead.address ?? office.address,
      kota_dinas: city,
      wilayah_dinas: region,
      pemerintah_dinas: government,
      ...official('kepala_dinas', head, `Kepala ${office.name}`),
      ...official(
        'sekretaris_dinas',
        officials.find(({ position }) => position === 'secretary'),
        null,
      ),
      ...official(
        'petugas_dinas',
        officials.find(({ position }) => position === 'pic'),
        null,
      ),
    }),
  }
}

/** What is known of an agency, as placeholders. */
export function agencyWords(
  agency: AgencyFacts,
  office: PartyWords,
  { letterhead, officials }: Party,
): PartyWords {
  const isOfGovernment = agency.kind !== 'Badan Hukum Indonesia'
  const title =
    agency.kind === 'RSUD' || !isOfGovernment ? `Direktur ${agency.name}` : `Kepala ${agency.name}`
  const head = officials.find(({ position }) => position === 'head')
  const city = letterhead.city ?? office.city
  return {
    government: isOfGovernment ? office.government : null,
    city,
    values: present({
      nama_lembaga: agency.name,
      jenis_lembaga: agency.kind,
      alamat_lembaga: letterhead.address,
      kota_lembaga: city,
      // Before anybody has entered officials: the person who signs in as its head.
      ...official('kepala_lembaga', head, title),
      ...(head === undefined ? { nama_kepala_lembaga: agency.headName } : {}),
      ...official(
        'petugas_lembaga',
        officials.find(({ position }) => position === 'pic'),
        null,
      ),
    }),
  }
}

function official(
  name: string,
  of: Official | undefined,
  title: string | null,
): Record<string, string | null> {
  return {
    [`jabatan_${name}`]: of?.title ?? title,
    [`nama_${name}`]: of?.name ?? null,
    [`nip_${name}`]: of?.nip ?? null,
    [`pangkat_${name}`]: of?.rank ?? null,
  }
}

/** Who may be rung up, of both parties. */
export function contactTable(
  parties: readonly { name: string; contacts: readonly Contact[] }[],
): LetterTable | undefined {
  const rows = parties.flatMap(({ name, contacts }) =>
    contacts.map((one) => [
      name,
      one.name,
      one.position,
      [one.phone, one.email].filter((part) => part !== null).join(', '),
    ]),
  )
  return rows.length === 0 ? undefined : { head: ['Pihak', 'Nama', 'Jabatan', 'Telepon/pos-el'], rows }
}

const present = (values: Record<string, string | null | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, value]],
    ),
  )
