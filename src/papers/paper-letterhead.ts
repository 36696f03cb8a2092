import type { Letterhead, LetterheadChoice, SavedLetterhead } from '../letters/index.ts'
import type { Gathered } from './gather-words.ts'

const upper = (text: string) => text.toLocaleUpperCase('id-ID')

const CENTRAL: Letterhead = {
  government: 'KEMENTERIAN DALAM NEGERI REPUBLIK INDONESIA',
  name: 'DIREKTORAT JENDERAL KEPENDUDUKAN DAN PENCATATAN SIPIL',
  address: null,
  contact: null,
  emblem: null,
}

/** What stands above a paper: of the office, of the agency, of the provider of the network, or nothing. */
export function letterheadOf(
  choice: LetterheadChoice,
  { office, agency, values }: Gathered,
): Letterhead | null {
  switch (choice) {
    case 'tanpa':
      return null
    case 'pusat':
      return CENTRAL
    case 'dinas':
      return from(office.letterhead, office.government, values.get('nama_dinas'), values.get('alamat_dinas'))
    case 'lembaga':
      return agency === null
        ? null
        : from(agency.letterhead, agency.government, values.get('nama_lembaga'), values.get('alamat_lembaga'))
    case 'penyedia':
      return {
        government: office.government === null ? null : upper(office.government),
        name: upper(shortName(values.get('penyedia_jaringan') ?? '', office.government)),
        address: null,
        contact: null,
        emblem: office.letterhead.emblem === null ? null : emblemOf(office.letterhead),
      }
  }
}

function from(
  saved: SavedLetterhead,
  government: string | null,
  name: string | undefined,
  address: string | undefined,
): Letterhead {
  const line = saved.government ?? government
  return {
    government: line === null ? null : upper(line),
    name: upper(saved.name ?? shortName(name ?? '', line)),
    address: saved.address ?? address ?? null,
    contact: saved.contact,
    emblem: emblemOf(saved),
  }
}

const emblemOf = ({ emblem }: SavedLetterhead): Letterhead['emblem'] =>
  emblem === null ? null : { base64: emblem.bytes.toString('base64'), mediaType: emblem.mediaType }

/** The region that the line above says already is not said again. */
function shortName(name: string, government: string | null): string {
  const region = /\b(Provinsi|Kabupaten|Kota) .+$/i.exec(government ?? '')?.[0]
  return region !== undefined && name.endsWith(` ${region}`) ? name.slice(0, -region.length - 1) : name
}

/** Where a letter is dated. */
export function cityOf(choice: LetterheadChoice, { office, agency }: Gathered): string | null {
  if (choice === 'pusat') return 'Jakarta'
  return choice === 'lembaga' ? (agency?.city ?? office.city) : office.city
}
