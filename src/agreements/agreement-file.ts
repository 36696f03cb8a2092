import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { parseDocument } from 'yaml'
import { ELEMENT_NAMES } from '../registry/elements.ts'
import { senseFaults } from './agreement-sense.ts'

/**
 * An agreement as a file: what `gapura agreement import` reads. The JSON Schema of it is generated into
 * docs/agreement.schema.json; what each field means for access stands in docs/agreement-file.md.
 */
const text = (description: string) => Type.String({ minLength: 1, maxLength: 500, description })
const day = (description: string) => Type.String({ format: 'date', description })
const optional = Type.Optional

const Letter = Type.Object(
  { number: text('Nomor surat'), date: day('Tanggal surat'), subject: optional(text('Perihal')) },
  { additionalProperties: false },
)

const Elements = Type.Array(Type.Enum(ELEMENT_NAMES), { minItems: 1, uniqueItems: true })

const Methods = Type.Array(Type.Enum(['web-portal', 'web-service', 'card-reader']), {
  minItems: 1,
  uniqueItems: true,
})

const Quota = Type.Union([Type.Integer({ minimum: 1, maximum: 2_000_000_000 }), Type.Literal('unlimited')])

const CODE = '^[a-z0-9][a-z0-9-]{1,63}$'

const WireName = '^[A-Za-z0-9_.-]{1,64}$'

export const AgreementFile = Type.Object(
  {
    code: optional(Type.String({ pattern: CODE, description: 'Kode perjanjian di Gapura' })),
    renews: optional(text('Kode perjanjian yang diperpanjang')),
    number: Type.Object(
      { civilRegistry: text('Nomor Pihak Kesatu'), userAgency: text('Nomor Pihak Kedua') },
      { additionalProperties: false },
    ),
    technicalGuideline: optional(text('Nomor petunjuk teknis')),
    civilRegistry: Type.Object(
      {
        name: text('Nama Disdukcapil'),
        region: Type.String({
          pattern: '^[0-9]{2}(\\.[0-9]{2})?$',
          description: 'Kode wilayah, 33 atau 33.13',
        }),
        level: Type.Enum(['pusat', 'provinsi', 'kabupaten', 'kota']),
        timeZone: optional(Type.Enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'])),
      },
      { additionalProperties: false },
    ),
    userAgency: Type.Object(
      {
        name: text('Nama Lembaga Pengguna'),
        kind: Type.Enum(['OPD', 'RSUD', 'Puskesmas', 'Badan Hukum Indonesia']),
        wireName: optional(
          Type.String({ pattern: WireName, description: 'Nama instansi pada alamat web service' }),
        ),
        customerId: optional(Type.String({ pattern: '^[0-9]{15}$' })),
        workUnits: optional(Type.Array(text('Nama unit kerja'), { uniqueItems: true })),
      },
      { additionalProperties: false },
    ),
    requestLetter: optional(Letter),
    centralApproval: optional(
      Type.Object(
        {
          number: text('Nomor persetujuan'),
          date: day('Tanggal persetujuan'),
          purpose: optional(text('Tujuan yang disetujui')),
          elements: optional(Elements),
          methods: optional(Methods),
        },
        { additionalProperties: false },
      ),
    ),
    purpose: text('Tujuan pemanfaatan'),
    purposes: optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }), {
        uniqueItems: true,
        description: 'Keperluan yang dapat dipilih operator portal',
      }),
    ),
    signedOn: day('Tanggal tanda tangan; hari pertama berlaku'),
    validUntil: day('Hari terakhir berlaku'),
    elements: Elements,
    elementsAsCounted: optional(Type.Integer({ minimum: 1 })),
    methods: Methods,
    printAllowed: optional(
      Type.Boolean({ description: 'Operator portal boleh mencetak jawaban; tidak, bila tidak disebut' }),
    ),
    users: optional(Type.Integer({ minimum: 1 })),
    quotaPerUserPerDay: optional(Quota),
    quotaAfterProofOfConcept: optional(Quota),
    developmentUser: optional(Type.Boolean()),
    proofOfConceptRequired: optional(Type.Boolean()),
    proofOfConceptPassedOn: optional(day('Tanggal hasil PoC dinyatakan lulus')),
    sptjmRequired: optional(
      Type.Boolean({ description: 'Akses menunggu SPTJM kepala instansi; tidak, bila tidak disebut' }),
    ),
    sptjm: optional(
      Type.Object(
        {
          number: optional(text('Nomor SPTJM')),
          signedOn: day('Tanggal tanda tangan'),
          validUntil: optional(day('Hari terakhir berlaku; selama perjanjian, bila tidak disebut')),
          signer: optional(Type.String({ minLength: 1, maxLength: 120, description: 'Nama penanda tangan' })),
        },
        { additionalProperties: false },
      ),
    ),
    localUserIdParameter: optional(text('Nama parameter User ID lokal')),
    wireMethods: optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({ pattern: WireName }),
            operation: Type.Enum(['biodata', 'match']),
            elements: optional(Elements),
          },
          { additionalProperties: false },
        ),
        { minItems: 1 },
      ),
    ),
    network: optional(
      Type.Object(
        {
          kind: Type.Enum(['closed']),
          provider: optional(text('Penyedia jaringan')),
          ipLan: optional(Type.Array(text('Alamat IP LAN'))),
          bandwidthMbps: optional(Type.Number({ exclusiveMinimum: 0 })),
          bandwidthAsWritten: optional(text('Lebar pita sebagaimana tertulis')),
          connectionPoints: optional(Type.Integer({ minimum: 1 })),
        },
        { additionalProperties: false },
      ),
    ),
    feedback: optional(
      Type.Object(
        {
          fields: Type.Array(Type.Object({ name: text('Nama kolom data balikan') })),
          methods: Type.Array(Type.Enum(['web-service', 'upload', 'form', 'offline-media'])),
        },
        { additionalProperties: false },
      ),
    ),
    cardReader: optional(
      Type.Object(
        {
          required: Type.Boolean(),
          minimumPerWorkUnit: optional(Type.Integer({ minimum: 1 })),
          withinMonths: optional(Type.Integer({ minimum: 1 })),
        },
        { additionalProperties: false },
      ),
    ),
    userIdHandover: optional(
      Type.Object({ dueWeeksAfterRequest: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
    ),
    identityEvidence: optional(Type.Array(Type.Enum(['KTP-el', 'IKD']))),
    iso27001CertificateDueMonths: optional(Type.Integer({ minimum: 1 })),
    semesterReportDueWorkingDays: optional(Type.Integer({ minimum: 1 })),
    renewalRequestDueMonthsBeforeEnd: optional(Type.Integer({ minimum: 1 })),
    evaluationReportedTo: optional(Type.Array(text('Penerima hasil evaluasi'))),
  },
  { additionalProperties: false, $id: 'agreement', title: 'Perjanjian kerja sama' },
)

export type AgreementFile = Static<typeof AgreementFile>

/** A fault of an agreement file. `field` is the path in the file, such as `elements[3]`. */
export type AgreementFault = { field: string; code: string; message: string }

/** Whether a text can be an agreement's code. */
export function isAgreementCode(text: string): boolean {
  return new RegExp(CODE).test(text)
}

// Eight by default; a file has as many faults as it has fields, and its author wants all of them.
Settings.Set({ maxErrors: 1_000 })

const validator = Compile(AgreementFile)

/** What of a file is well formed, when not all of it is. */
const partValidator = Compile(Type.Partial(AgreementFile))

/** Reads an agreement file: the agreement, or every fault of it at once. */
export function readAgreementFile(
  json: string,
): { kind: 'read'; agreement: AgreementFile } | { kind: 'faulty'; faults: AgreementFault[] } {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return { kind: 'faulty', faults: [{ field: '', code: 'AG-01', message: 'Berkas bukan JSON yang sah.' }] }
  }
  const shape = shapeFaults(value)
  const faults = [...repeatedKeys(json), ...shape, ...senseFaults(wellFormedPart(value, shape))]
  return faults.length > 0 || !validator.Check(value)
    ? { kind: 'faulty', faults }
    : { kind: 'read', agreement: value }
}

/** A file without the fields that have a fault of form, so that the rest can be judged in the same round. */
export function wellFormedPart(value: unknown, faults: readonly AgreementFault[]): Partial<AgreementFile> {
  const faulty = new Set(faults.map(({ field }) => field.split(/[.[]/, 1)[0]))
  const part = Object.fromEntries(Object.entries(Object(value)).filter(([name]) => !faulty.has(name)))
  return partValidator.Check(part) ? part : {}
}

/** Keys written twice: JSON would take the last one in silence. JSON is YAML, whose reader minds. */
function repeatedKeys(json: string): AgreementFault[] {
  return parseDocument(json, { uniqueKeys: true, prettyErrors: false })
    .errors.filter(({ code }) => code === 'DUPLICATE_KEY')
    .map(({ pos: [from] }) => {
      const field = /"((?:[^"\\\\]|\\\\.)*)"/.exec(json.slice(from))?.[1] ?? ''
      return { field, code: 'AG-22', message: 'Bidang ini disebut dua kali.' }
    })
}

function shapeFaults(value: unknown): AgreementFault[] {
  const errors = validator.Errors(value)
  // A union tells what it takes once, instead of what each of its sides misses.
  const unions = new Set(
    errors.filter(({ keyword }) => keyword === 'anyOf').map((error) => error.instancePath),
  )
  return errors
    .filter(({ keyword, instancePath }) => keyword === 'anyOf' || !unions.has(instancePath))
    .filter(({ keyword }) => keyword !== 'boolean')
    .flatMap((error): AgreementFault[] => {
      const field = fieldOf(error.instancePath)
      if (error.keyword === 'additionalProperties') {
        return error.params.additionalProperties.map((name) => ({
          field: join(field, name),
          code: 'AG-02',
          message: 'Bidang ini tidak dikenal.',
        }))
      }
      if (error.keyword === 'required') {
        return error.params.requiredProperties.map((name) => ({
          field: join(field, name),
          code: 'AG-03',
          message: 'Bidang ini wajib diisi.',
        }))
      }
      return [{ field, code: 'AG-04', message: describe(error.keyword, error.params) }]
    })
}

const fieldOf = (path: string) =>
  path
    .slice(1)
    .split('/')
    .reduce((field, part) => (/^[0-9]+$/.test(part) ? `${field}[${part}]` : join(field, part)), '')

const join = (field: string, name: string) => (field === '' ? name : `${field}.${name}`)

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ['integer', 'Harus bilangan bulat.'],
  ['number', 'Harus bilangan.'],
  ['boolean', 'Harus ya atau tidak.'],
  ['string', 'Harus berupa teks.'],
  ['array', 'Harus berupa daftar.'],
])

function describe(keyword: string, params: object): string {
  const limit = 'limit' in params ? String(params.limit) : ''
  switch (keyword) {
    case 'type':
      return TYPE_WORDS.get('type' in params ? String(params.type) : '') ?? 'Jenis nilainya salah.'
    case 'anyOf': // only a quota is one
      return 'Harus bilangan bulat mulai 1, atau "unlimited".'
    case 'format':
      return 'Harus berupa tanggal TTTT-BB-HH yang ada.'
    case 'pattern':
      return 'Bentuknya salah.'
    case 'enum':
      return `Harus salah satu dari: ${'allowedValues' in params && Array.isArray(params.allowedValues) ? params.allowedValues.join(', ') : 'nilai yang diizinkan'}.`
    case 'minItems':
    case 'minLength':
      return 'Tidak boleh kosong.'
    case 'maxLength':
      return `Paling banyak ${limit} huruf.`
    case 'uniqueItems':
      return 'Ada isi yang disebut dua kali.'
    case 'minimum':
    case 'exclusiveMinimum':
      return `Harus paling sedikit ${limit}.`
    case 'maximum':
      return `Harus paling banyak ${limit}.`
    default:
      return 'Nilai ini tidak sah.'
  }
}
