import { LIMITS, listChecklist } from '../proofs/index.ts'
import { ELEMENTS } from '../registry/index.ts'
import { OUTCOMES } from '../verification/index.ts'
import { type PackFacts, type PackFile, textFile } from './domain.ts'
import { type MethodSpec, methodsOf, requestBody } from './method-spec.ts'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  `<table><thead><tr>${head.map((cell) => `<th>${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
    .join('\n')}</tbody></table>`

const code = (text: string) => `<pre>${escaped(text)}</pre>`

const points = (items: readonly string[]) =>
  `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top}
th{background:#1f4e79;color:#fff}pre{background:#f2f4f7;padding:.75rem;overflow:auto;border:1px solid #767676}`

/** The guide for developers: one page without scripts, to be read offline. */
export function guidePage(facts: PackFacts): PackFile {
  const { agreement, term } = facts
  const methods = methodsOf(facts)
  const title = `Panduan integrasi ${agreement.agencyName}`
  const body = [
    `<h1>${escaped(title)}</h1>`,
    `<p>${escaped(`Menurut ketentuan versi ${term.version} yang berlaku sejak ${term.from} (${term.basis}). Perjanjian ${agreement.numbers.civilRegistry} / ${agreement.numbers.userAgency}, sampai dengan ${agreement.validUntil}.`)}</p>`,
    ...(methods.length === 0 ? withoutWebService() : webService(facts, methods)),
    '<h2>Elemen data yang disetujui</h2>',
    table(
      ['Elemen', 'Arti'],
      facts.elements.map((element) => [element, ELEMENTS[element].label]),
    ),
    '<h2>Kewajiban</h2>',
    points(DUTIES),
    '<h2>Daftar periksa Proof of Concept</h2>',
    table(
      ['Nomor', 'Pemeriksaan', 'Yang dilakukan aplikasi'],
      listChecklist().map(({ rule, title: what, hint }) => [rule, what, hint]),
    ),
  ]
  const page = `<!doctype html>\n<html lang="id"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>\n${body.join('\n')}\n</body></html>\n`
  return textFile('PANDUAN.html', 'Panduan integrasi; buka dengan peramban', page)
}

const withoutWebService = () => [
  '<h2>Tanpa web service</h2>',
  '<p>Perjanjian ini tidak memberi metode web service: petugas memeriksa NIK di portal. Yang di bawah ini berlaku bagi cara instansi memakai jawabannya.</p>',
]

function webService(facts: PackFacts, methods: readonly MethodSpec[]): string[] {
  const { agreement, shapes, localOperator, publicUrl } = facts
  const host = publicUrl ?? 'https://ALAMAT-KANTOR'
  const quota = agreement.isQuotaUnlimited
    ? 'tidak terbatas'
    : agreement.quotaPerDay === null
      ? 'menurut User ID'
      : `${agreement.quotaPerDay} per User ID per hari; kembali penuh pukul 00.00 waktu kantor`
  return [
    '<h2>Alamat dan metode</h2>',
    table(
      ['Metode', 'Alamat', 'Guna', 'Elemen'],
      methods.map(({ name, path, operation, elements }) => [
        name,
        `POST ${path}`,
        operation === 'biodata' ? 'elemen data satu penduduk' : 'cocok atau tidak, per elemen',
        elements.join(', '),
      ]),
    ),
    `<p>${escaped(`Kuota: ${quota}. User ID, kata sandi, dan alamat IP LAN yang terdaftar diserahkan terpisah dengan berita acara; tidak ada di dalam paket ini.`)}</p>`,
    '<h2>Panggilan</h2>',
    table(
      ['Kunci', 'Isi'],
      [
        ['user_id, password', 'User ID dan kata sandi; dikirim pada setiap panggilan'],
        ['nik', '16 digit sebagai teks'],
        [localOperator, 'User ID lokal petugas yang memakai aplikasi; wajib'],
        ['ip_user', 'alamat komputer menurut aplikasi; dicatat'],
        ...(methods.some(({ operation }) => operation === 'match')
          ? [
              [
                'TRESHOLD dan nama elemen',
                'hanya untuk pencocokan: ambang 0–100, dan apa yang dikatakan pemohon',
              ] as const,
            ]
          : []),
      ],
    ),
    ...methods.map((method) =>
      code(
        `export KATA_SANDI='…'\ncurl -sS -X POST '${host}${method.path}' -H 'content-type: application/json' \\\n  -d '${JSON.stringify(requestBody(method, localOperator)).replace('"KATA_SANDI_ANDA"', `"'"$KATA_SANDI"'"`)}'`,
      ),
    ),
    '<h2>Jawaban</h2>',
    `<p>${escaped(`Setiap hasil dijawab dengan HTTP 200. Bentuk jawaban User ID perjanjian ini: ${shapes.map(({ profile, idStyle }) => `${profile} dengan angka sebagai ${idStyle === 'number' ? 'bilangan' : 'teks'}`).join('; ')}. Contoh setiap hasil, byte demi byte, ada di folder spesifikasi/contoh.`)}</p>`,
    table(
      ['Kode', 'Teks (G2, G3)', 'Teks (G1)', 'Memotong kuota'],
      Object.values(OUTCOMES).flatMap(({ code: number, text, old, isHit }) =>
        number === null ? [] : [[number, text, old, isHit ? 'ya' : 'tidak']],
      ),
    ),
    '<h2>Bila terjadi kesalahan</h2>',
    points([
      'HTTP 503 berarti layanan sedang tidak dapat menjawab, bukan data tidak ada. Tunggu menurut Retry-After, lalu ulangi dengan jeda yang makin panjang.',
      'Kode 03, 04, 05, 06, 16, 17: berhenti memanggil dan beri tahu admin instansi. Mengulang tidak mengubah jawabannya.',
      'Kode 11–15: jawaban tanpa data. Tampilkan teksnya kepada petugas; jangan menebak dan jangan mengulang.',
      `Satu NIK dengan jawaban yang sama paling banyak ${LIMITS.repeats.most} kali dalam ${LIMITS.repeats.seconds} detik; semua panggilan paling banyak ${LIMITS.burst.most} dalam ${LIMITS.burst.seconds} detik.`,
      'NIK tidak boleh dibuat program, berurut, atau berpola.',
    ]),
  ]
}

const DUTIES = [
  'Jawaban dipakai untuk memeriksa, tidak disimpan: tidak di basis data, log, cache, atau berkas.',
  'Layar menyamarkan data yang tidak sedang dicocokkan.',
  'Aplikasi dijalankan dari alamat IP LAN terdaftar di jaringan tertutup.',
  'Perubahan cara memanggil, dan setiap aplikasi lain, memerlukan Proof of Concept baru.',
  'Data balikan dikirim menurut bidang perjanjian.',
  'Kebocoran atau penyalahgunaan dilaporkan ke kantor paling lambat 3 × 24 jam.',
]
