import type { FeedbackField } from '../feedback/index.ts'
import { type PackFacts, type PackFile, textFile } from './domain.ts'
import { workbookOf } from './workbook.ts'

const METHODS: Readonly<Record<string, string>> = {
  'web-service': 'web service JSON dengan username, password, dan token',
  upload: 'unggah berkas Excel atau CSV di portal',
  form: 'formulir di portal',
  'offline-media': 'media fisik yang diserahkan ke kantor',
}

/** What data the agency returns, how, and in which columns; nothing where the agreement asks for none. */
export async function feedbackFiles(facts: PackFacts): Promise<PackFile[]> {
  const { feedback, term, agreement } = facts
  if (feedback === null) return []
  const { fields, methods, version } = feedback
  const columns = [
    { key: 'NIK', label: 'NIK', form: 'teks 16 digit', rule: 'wajib' },
    ...fields.filter(({ key }) => key !== 'NIK').map(inWords),
  ]
  const specification = {
    agreement: agreement.code,
    version,
    methods: methods.map((method) => ({ method, about: METHODS[method] ?? method })),
    fields: fields.filter(({ key }) => key !== 'NIK'),
    wire: {
      path: '/databalikan/api/store',
      method: 'POST',
      authorization: 'Bearer TOKEN_ANDA',
      example: [
        {
          id_lembaga: '000000',
          nama_lembaga: agreement.agencyName,
          data: [
            {
              NIK: '8801015503029500',
              param: [Object.fromEntries(columns.slice(1).map(({ key }) => [key, '…']))],
            },
          ],
        },
      ],
      repeat: 'Pengiriman ulang baris yang sama tidak mengubah apa pun.',
    },
  }
  const workbook = await workbookOf('Data balikan', term.from, [
    {
      name: 'Data balikan',
      columns: columns.map(({ key }) => [key, Math.max(22, key.length + 2)] as const),
      rows: [],
      emptyRows: 100,
      validations: [
        {
          type: 'textLength',
          operator: 'equal',
          formula1: '16',
          range: 'A2:A101',
          allowBlank: true,
          showErrorMessage: true,
          errorTitle: 'NIK',
          errorMessage: 'NIK harus 16 digit.',
        },
      ],
    },
    {
      name: 'Bidang',
      columns: [
        ['Kolom', 30],
        ['Arti', 46],
        ['Bentuk', 40],
        ['Ketentuan', 40],
      ],
      rows: columns.map(({ key, label, form, rule }) => [key, label, form, rule]),
    },
  ])
  return [
    { path: 'data-balikan/templat-data-balikan.xlsx', about: 'Templat unggah data balikan', bytes: workbook },
    textFile(
      'data-balikan/spesifikasi-data-balikan.json',
      'Bidang dan cara pengiriman data balikan',
      `${JSON.stringify(specification, null, 2)}\n`,
    ),
  ]
}

function inWords(field: FeedbackField) {
  const rules = [
    field.required ? 'wajib' : 'boleh kosong',
    ...(field.unique ? ['tidak boleh sama antarorang'] : []),
  ]
  return { key: field.key, label: field.label, form: formOf(field), rule: rules.join(', ') }
}

function formOf(field: FeedbackField): string {
  switch (field.type) {
    case 'text':
      return `teks, paling banyak ${field.maxLength} huruf${field.pattern === undefined ? '' : `, pola ${field.pattern}`}`
    case 'number':
      return field.decimals === 0 ? 'bilangan bulat' : `angka, ${field.decimals} desimal`
    case 'date':
      return `tanggal HH-BB-TTTT${field.past ? ', tidak di masa depan' : ''}`
    case 'code':
      return `salah satu dari: ${field.codes.map(({ code }) => code).join(', ')}`
  }
}
