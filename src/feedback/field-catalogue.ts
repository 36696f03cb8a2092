import { MAX_FIELDS } from './definition/field-limits.ts'
import type { FeedbackField } from './domain.ts'

/** The names by which papers call a field; the first is its label where nobody names another. */
type Known = { names: readonly string[]; field: FeedbackField }

const BLOOD_TYPES = ['A', 'B', 'AB', 'O', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'].map((code) => ({
  code,
  label: code,
}))

const NUMBER_OF_PAPER = '^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$'

/**
 * The feedback fields that agreements of this field name, ready made. A name that is not here becomes a free text
 * field, to be sharpened by the office in a further version.
 */
const CATALOGUE: readonly Known[] = [
  {
    names: ['golongan darah'],
    field: {
      label: 'Golongan darah',
      key: 'GOLONGAN_DARAH',
      type: 'code',
      codes: BLOOD_TYPES,
      required: false,
      unique: false,
      help: 'A, B, AB atau O, boleh dengan rhesus: A+',
      proposes: 'blood-type',
    },
  },
  {
    names: ['nomor rekam medis', 'no rekam medis'],
    field: {
      label: 'Nomor rekam medis',
      key: 'NOMOR_REKAM_MEDIS',
      type: 'text',
      pattern: NUMBER_OF_PAPER,
      maxLength: 40,
      required: true,
      unique: true,
      help: 'Nomor rekam medis di fasilitas Anda',
    },
  },
  {
    names: ['nomor surat keterangan kematian', 'nomor akta kematian'],
    field: {
      label: 'Nomor surat keterangan kematian',
      key: 'NOMOR_SURAT_KETERANGAN_KEMATIAN',
      type: 'text',
      pattern: NUMBER_OF_PAPER,
      maxLength: 40,
      required: false,
      unique: true,
      help: 'Hanya bila orangnya meninggal dunia',
      proposes: 'death',
    },
  },
  {
    names: ['nomor id kartu tanda pencari kerja'],
    field: {
      label: 'Nomor id kartu tanda pencari kerja',
      key: 'NOMOR_KARTU_PENCARI_KERJA',
      type: 'text',
      pattern: NUMBER_OF_PAPER,
      maxLength: 40,
      required: true,
      unique: true,
      help: 'Nomor pada kartu tanda pencari kerja',
    },
  },
  {
    names: ['nomor register pemohon kartu ak i', 'nomor register ak i'],
    field: {
      label: 'Nomor register pemohon kartu ak i',
      key: 'NOMOR_REGISTER_AK1',
      type: 'text',
      pattern: NUMBER_OF_PAPER,
      maxLength: 40,
      required: false,
      unique: true,
      help: 'Nomor register pemohon kartu AK I',
    },
  },
  {
    names: ['jenis usaha'],
    field: {
      label: 'Jenis usaha',
      key: 'JENIS_USAHA',
      type: 'text',
      maxLength: 100,
      required: false,
      unique: false,
    },
  },
  {
    names: ['class usaha', 'kelas usaha'],
    field: {
      label: 'Class usaha',
      key: 'KELAS_USAHA',
      type: 'text',
      maxLength: 100,
      required: false,
      unique: false,
    },
  },
  {
    names: ['keterangan pencari kerja'],
    field: {
      label: 'Keterangan pencari kerja',
      key: 'KETERANGAN_PENCARI_KERJA',
      type: 'code',
      codes: [
        { code: 'PENCARI KERJA', label: 'Pencari kerja' },
        { code: 'SUDAH BEKERJA', label: 'Sudah bekerja' },
        { code: 'BUKAN PENCARI KERJA', label: 'Bukan pencari kerja' },
      ],
      required: true,
      unique: false,
      proposes: 'occupation',
    },
  },
  {
    names: ['keterangan peserta program transmigrasi'],
    field: {
      label: 'Keterangan peserta program transmigrasi',
      key: 'KETERANGAN_PESERTA_TRANSMIGRASI',
      type: 'code',
      codes: [
        { code: 'CALON PESERTA', label: 'Calon peserta' },
        { code: 'PESERTA', label: 'Peserta' },
        { code: 'BUKAN PESERTA', label: 'Bukan peserta' },
      ],
      required: false,
      unique: false,
    },
  },
  {
    names: ['nomor sertifikat peserta pelatihan kerja'],
    field: {
      label: 'Nomor sertifikat peserta pelatihan kerja',
      key: 'NOMOR_SERTIFIKAT_PELATIHAN',
      type: 'text',
      pattern: NUMBER_OF_PAPER,
      maxLength: 40,
      required: false,
      unique: true,
      help: 'Nomor pada sertifikat pelatihan',
    },
  },
  {
    names: ['jenis pelatihan'],
    field: {
      label: 'Jenis pelatihan',
      key: 'JENIS_PELATIHAN',
      type: 'text',
      maxLength: 100,
      required: false,
      unique: false,
    },
  },
  {
    names: ['penempatan kerja'],
    field: {
      label: 'Penempatan kerja',
      key: 'PENEMPATAN_KERJA',
      type: 'text',
      maxLength: 200,
      required: false,
      unique: false,
    },
  },
]

/** Every ready-made field, to choose from. */
export const CATALOGUE_FIELDS: readonly FeedbackField[] = CATALOGUE.map(({ field }) => field)

/** The NIK is no field: every row has it. */
const NIK_NAMES = ['nik', 'nomor induk kependudukan', 'nomor induk kependudukan (nik)']

/**
 * The definition that follows from the names in an agreement's paper. `NIK` is no field: every row has it.
 *
 * @param names as the paper writes them; two that read alike become one field
 */
export function fieldsOfPaper(names: readonly string[]): FeedbackField[] {
  const fields = new Map<string, FeedbackField>()
  for (const name of names) {
    const plain = name.trim().toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '')
    if (NIK_NAMES.includes(plain)) continue
    const known = knownField(plain, name.trim())
    const field = known ?? freeField(name.trim())
    // Long names may begin alike: only what reads alike to its end is one field.
    const key = known === undefined ? freeKey(field, fields) : field.key
    fields.set(key, { ...field, key })
  }
  return [...fields.values()].slice(0, MAX_FIELDS)
}

function freeKey({ key, label }: FeedbackField, taken: ReadonlyMap<string, FeedbackField>): string {
  const isOther = (one: string) => {
    const there = taken.get(one)
    return there !== undefined && there.label.toLowerCase() !== label.toLowerCase()
  }
  if (!isOther(key)) return key
  let n = 2
  while (isOther(`${key.slice(0, 37)}_${n}`)) n += 1
  return `${key.slice(0, 37)}_${n}`
}

function knownField(plain: string, label: string): FeedbackField | undefined {
  const known = CATALOGUE.find(({ names }) => names.includes(plain))
  return known === undefined ? undefined : { ...known.field, label }
}

function freeField(label: string): FeedbackField {
  return { key: keyOf(label), label, type: 'text', maxLength: 200, required: false, unique: false }
}

/** A column's name from a label: capitals, digits and underscores. */
export function keyOf(label: string): string {
  const plain = label.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '_')
  return (
    plain
      .replace(/^_+|_+$/g, '')
      .toUpperCase()
      .slice(0, 40) || 'KOLOM'
  )
}
