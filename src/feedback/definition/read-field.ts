import { type Code, type FeedbackField, type FieldType, PROPOSAL_TARGETS } from '../domain.ts'
import { cleaned } from '../read-cells.ts'
import { KEY_FORM, MAX_CODE, MAX_CODES, MAX_DECIMALS, MAX_HELP, MAX_LABEL, MAX_TEXT } from './field-limits.ts'
import { MAX_PATTERN_CHARACTERS } from './parse-pattern.ts'
import { type Fault, openPlace, type Place } from './place.ts'
import { compilePattern } from './text-pattern.ts'

const FACTS = ['key', 'label', 'required', 'unique', 'help', 'proposes', 'type'] as const

const TYPES = {
  text: ['maxLength', 'pattern'],
  number: ['decimals', 'min', 'max'],
  date: ['past'],
  code: ['codes'],
} as const satisfies Record<FieldType['type'], readonly string[]>

const TYPE_NAMES = ['text', 'number', 'date', 'code'] as const satisfies readonly FieldType['type'][]

/** Reads one field of a definition; what is wrong is noted by its place. undefined: it cannot be judged further. */
export function readField(input: unknown, path: string, faults: Fault[]): FeedbackField | undefined {
  const place = openPlace(input, path, faults)
  if (place === undefined) return undefined
  const key = place.text('key', { max: 40 })
  if (key !== '' && !KEY_FORM.test(key)) {
    place.fault('key', 'FB-80', 'Hanya huruf besar A–Z, angka, dan garis bawah; contoh NOMOR_REKAM_MEDIS.')
  }
  const label = place.text('label', { max: MAX_LABEL })
  const help = place.text('help', { max: MAX_HELP, isOptional: true })
  const required = place.truth('required')
  const unique = place.truth('unique')
  const proposes = place.oneOf('proposes', PROPOSAL_TARGETS, true)
  const name = place.oneOf('type', TYPE_NAMES)
  if (name === undefined) return undefined
  place.only([...FACTS, ...TYPES[name]])
  const type = readType(place, name, path, faults)
  if (type === undefined) return undefined
  return {
    ...type,
    key,
    label,
    required,
    unique,
    ...(help === '' ? {} : { help }),
    ...(proposes === undefined ? {} : { proposes }),
  }
}

function readType(
  place: Place,
  name: FieldType['type'],
  path: string,
  faults: Fault[],
): FieldType | undefined {
  switch (name) {
    case 'text':
      return readText(place)
    case 'number':
      return readNumber(place)
    case 'date':
      return { type: 'date', past: place.truth('past') }
    case 'code':
      return readCodes(place, path, faults)
  }
}

function readText(place: Place): FieldType | undefined {
  const maxLength = place.number('maxLength', { min: 1, max: MAX_TEXT, isWhole: true })
  const pattern = place.text('pattern', { max: MAX_PATTERN_CHARACTERS, isOptional: true })
  const compiled = compilePattern(pattern)
  if (pattern !== '' && !compiled.ok) place.fault('pattern', 'FB-81', `Pola: ${compiled.message}`)
  if (maxLength === undefined) return undefined
  return { type: 'text', maxLength, ...(pattern === '' ? {} : { pattern }) }
}

/** Cells hold at most fifteen digits before the decimal sign. */
const MOST = 999_999_999_999_999

function readNumber(place: Place): FieldType | undefined {
  const decimals = place.number('decimals', { min: 0, max: MAX_DECIMALS, isWhole: true })
  const min = place.number('min', { min: -MOST, max: MOST, isOptional: true })
  const max = place.number('max', { min: -MOST, max: MOST, isOptional: true })
  if (min !== undefined && max !== undefined && min > max) {
    place.fault('max', 'FB-82', 'Batas atas lebih kecil daripada batas bawah.')
  }
  if (decimals === undefined) return undefined
  return {
    type: 'number',
    decimals,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  }
}

function readCodes(place: Place, path: string, faults: Fault[]): FieldType {
  const items = place.list('codes', {
    max: MAX_CODES,
    missing: 'Paling sedikit satu kode.',
    many: `Paling banyak ${MAX_CODES} kode.`,
  })
  const codes = items.flatMap((item, index): Code[] => {
    const code = openPlace(item, `${path}.codes[${index}]`, faults)
    if (code === undefined) return []
    code.only(['code', 'label'])
    const written = code.text('code', { max: MAX_CODE })
    return [{ code: cleaned(written), label: cleaned(code.text('label', { max: MAX_LABEL })) }]
  })
  // A cell is read by code and by label, in any case: each must lead to one code only.
  const owners = new Map<string, number>()
  for (const [index, { code, label }] of codes.entries()) {
    for (const text of new Set([code.toUpperCase(), label.toUpperCase()])) {
      const owner = owners.get(text)
      if (owner !== undefined && text !== '') {
        place.fault(
          'codes',
          'FB-82',
          `Kode ke-${index + 1} (${code}) berarti sama dengan kode ke-${owner + 1}.`,
        )
      }
      owners.set(text, index)
    }
  }
  return { type: 'code', codes }
}
