import type { FeedbackField } from '../domain.ts'

/** Lists longer than this are in the drop-down and not in the help as well. */
const SHOWN_CODES = 12

/** What a cell of the field may hold, in a few words. */
export function helpOf(field: FeedbackField): string {
  const parts = [field.required ? 'Wajib' : 'Boleh kosong', typeWords(field)]
  if (field.unique) parts.push('milik satu orang saja')
  return [parts.join('; '), field.help].filter((part) => part !== undefined && part !== '').join('. ')
}

function typeWords(field: FeedbackField): string {
  switch (field.type) {
    case 'text':
      return `teks, paling banyak ${field.maxLength} huruf`
    case 'number': {
      const kind =
        field.decimals === 0 ? 'bilangan bulat' : `bilangan, paling banyak ${field.decimals} desimal`
      const bounds = [
        field.min === undefined ? '' : `mulai ${field.min}`,
        field.max === undefined ? '' : `sampai ${field.max}`,
      ].filter((bound) => bound !== '')
      return [kind, ...bounds].join(' ')
    }
    case 'date':
      return `tanggal, contoh 2026-01-31${field.past ? ', tidak sesudah hari ini' : ''}`
    case 'code': {
      const shown = field.codes.slice(0, SHOWN_CODES).map(({ code }) => code)
      return `salah satu: ${shown.join(', ')}${field.codes.length > SHOWN_CODES ? ', …' : ''}`
    }
  }
}
