import type { Outcome, Scenario } from '../verification/index.ts'
import type { SubjectKind } from './domain.ts'

/** What is seen of a whole run, whatever was answered. */
type Habit = 'addresses' | 'operator' | 'repeats' | 'burst' | 'pattern' | 'encryption' | 'feedback'

/** Who answers a rule: the system from the log, or the examiner with a note. */
export type RuleRow = {
  /** What is asked of the application. */
  title: string
  /** What its developers do about it. */
  hint: string
  /** What the log must show; none: only the examiner can tell. */
  watches?:
    | { kind: 'answer'; outcomes: readonly Outcome[]; subject: SubjectKind }
    | { kind: 'scenario'; scenario: Scenario; code: string }
    | { kind: Habit }
  /** Where the log shows nothing, the examiner may tell with a note. */
  isTickable: boolean
}

const answer = (
  title: string,
  subject: SubjectKind,
  outcomes: readonly Outcome[],
  hint: string,
  isTickable = false,
): RuleRow => ({ title, hint, isTickable, watches: { kind: 'answer', outcomes, subject } })

const scenario = (title: string, name: Scenario, code: string, hint: string): RuleRow => ({
  title,
  hint,
  isTickable: false,
  watches: { kind: 'scenario', scenario: name, code },
})

const watched = (title: string, kind: Habit, hint: string, isTickable = false): RuleRow => ({
  title,
  hint,
  isTickable,
  watches: { kind },
})

const ticked = (title: string, hint: string): RuleRow => ({ title, hint, isTickable: true })

/** The checklist of a proof of concept, in the order of the report (docs/rules/proofs.md). */
export const CHECKLIST = {
  'PC-01': answer(
    'Data ditemukan',
    'found',
    ['disclosed', 'matched'],
    'Panggil metode perjanjian dengan NIK uji jenis ini; jawaban memuat elemen yang disetujui, atau hasil pencocokannya.',
  ),
  'PC-02': answer(
    'Kode 11: meninggal dunia',
    'deceased',
    ['deceased'],
    'Jawaban tidak memuat data. Tampilkan teksnya dan hentikan layanan atas NIK itu.',
  ),
  'PC-03': answer(
    'Kode 12: data ganda',
    'duplicate',
    ['duplicate'],
    'Jawaban tidak memuat data. Arahkan pemohon ke Disdukcapil untuk penunggalan data.',
  ),
  'PC-04': answer(
    'Kode 14: status nonaktif',
    'inactive',
    ['inactive'],
    'Jawaban tidak memuat data. Pemohon diminta menghubungi Disdukcapil.',
  ),
  'PC-05': answer(
    'Kode 13: NIK tidak ada di basis data',
    'not-found',
    ['not-found'],
    'Minta petugas memeriksa kembali angka pada KTP-el; jangan mengulang sendiri.',
  ),
  'PC-06': answer(
    'Kode 15: NIK tidak sesuai format',
    'malformed',
    ['malformed'],
    'Kirim NIK uji yang salah bentuk. Aplikasi yang menolaknya sendiri sebelum memanggil juga baik: penguji yang mencatatnya.',
    true,
  ),
  'PC-07': scenario(
    'Kode 03: login gagal',
    'login-failed',
    '03',
    'Berhenti dan beri tahu admin instansi. Kata sandi yang salah tidak menjadi benar karena diulang.',
  ),
  'PC-08': scenario(
    'Kode 05: kuota habis',
    'quota-exhausted',
    '05',
    'Berhenti sampai pukul 00.00 waktu setempat dan katakan itu kepada petugas.',
  ),
  'PC-09': scenario(
    'Kode 04: IP tidak terdaftar',
    'address-not-registered',
    '04',
    'Berhenti; tampilkan teksnya agar admin mendaftarkan alamat atau memindahkan aplikasi.',
  ),
  'PC-10': scenario(
    'Kode 06: di luar jam akses',
    'outside-hours',
    '06',
    'Berhenti; katakan pada jam berapa layanan dibuka kembali.',
  ),
  'PC-11': scenario(
    'Kode 16: instansi tidak aktif',
    'agency-inactive',
    '16',
    'Berhenti; perjanjian ditangguhkan atau berakhir. Hubungi narahubung.',
  ),
  'PC-12': scenario(
    'Kode 17: User ID tidak aktif',
    'credential-inactive',
    '17',
    'Berhenti; hubungi admin User ID.',
  ),
  'PC-13': scenario(
    'HTTP 503: basis data tidak dapat dihubungi',
    'registry-unavailable',
    '503',
    'Ini bukan berarti data tidak ada. Tunggu menurut Retry-After, lalu ulangi dengan jeda yang makin panjang.',
  ),
  'PC-14': watched(
    'Memanggil hanya dari alamat IP LAN yang terdaftar',
    'addresses',
    'Jalankan aplikasi dari server yang alamatnya didaftarkan untuk User ID ini.',
  ),
  'PC-15': watched(
    'Menyertakan User ID lokal petugas pada setiap panggilan',
    'operator',
    'Isi parameter User_ID (atau user_id_lokal) dengan nama petugas yang memakai aplikasi, bukan nama tetap.',
  ),
  'PC-16': watched(
    'Tidak mengulang NIK yang sama dengan cepat',
    'repeats',
    'Simpan jawaban di layar selama dipakai; sesudah kesalahan, ulangi dengan jeda.',
  ),
  'PC-17': watched(
    'Tidak memanggil bertubi-tubi',
    'burst',
    'Panggil ketika petugas meminta, satu per satu; jangan memeriksa daftar sekaligus.',
  ),
  'PC-18': watched(
    'NIK tidak berurut atau berpola',
    'pattern',
    'NIK diketik dari dokumen pemohon; tidak pernah dibuat oleh program.',
  ),
  'PC-19': watched(
    'Memakai HTTPS dan memeriksa sertifikatnya',
    'encryption',
    'Bila kantor membuka HTTPS: pakai alamat https:// dan percayai hanya sertifikat kantor.',
    true,
  ),
  'PC-20': watched(
    'Data balikan terkirim',
    'feedback',
    'Kirim data balikan contoh untuk NIK uji yang sudah ditanyakan, dengan token User ID pengembangan ke alamat yang sama seperti nanti. Bila instansi mengirim dengan berkas atau formulir: penguji yang mencatat.',
    true,
  ),
  'PC-21': ticked(
    'Data yang tidak diperlukan layar disamarkan',
    'Samarkan NIK dan nomor KK di layar selain pada kolom yang dicocokkan petugas.',
  ),
  'PC-22': ticked(
    'Jawaban tidak disimpan',
    'Tunjukkan bahwa jawaban tidak masuk ke basis data, log, atau cache aplikasi.',
  ),
  'PC-23': ticked(
    'Setiap hasil tampil dengan teks yang benar',
    'Tunjukkan layar untuk setiap hasil di atas: teks konfirmasinya, dan apa yang harus dilakukan petugas.',
  ),
} as const satisfies Record<string, RuleRow>

export type Rule = keyof typeof CHECKLIST

export const RULES = Object.keys(CHECKLIST).filter(isRule)

export function isRule(text: string): text is Rule {
  return Object.hasOwn(CHECKLIST, text)
}

/** Without a web service nothing passes by the wire: the examiner tells everything, at the screen of the portal. */
export function rowOf(rule: Rule, methods: readonly string[]): RuleRow {
  const row: RuleRow = CHECKLIST[rule]
  return methods.includes('web-service') ? row : { title: row.title, hint: row.hint, isTickable: true }
}

/** The checklist in words, for whoever builds an application. */
export function listChecklist(): { rule: Rule; title: string; hint: string }[] {
  return RULES.map((rule) => ({ rule, title: CHECKLIST[rule].title, hint: CHECKLIST[rule].hint }))
}
