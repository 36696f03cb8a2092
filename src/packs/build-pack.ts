import { createHash } from 'node:crypto'
import { type Zippable, zipSync } from 'fflate'
import { PACK_FORMAT, type PackFacts, type PackFile, textFile } from './domain.ts'
import { feedbackFiles } from './feedback-files.ts'
import { guidePage } from './guide-page.ts'
import { methodFiles, methodsOf } from './method-spec.ts'
import { referenceFiles } from './reference-files.ts'
import { userIdForm } from './user-id-form.ts'

export type Pack = {
  fileName: string
  bytes: Buffer
  /** Of the whole file. */
  sha256: string
  files: { path: string; about: string; size: number; sha256: string }[]
}

/** The files of a pack that follow from the terms alone. */
export async function filesOf(facts: PackFacts): Promise<PackFile[]> {
  return [
    guidePage(facts),
    ...(methodsOf(facts).length === 0 ? [] : methodFiles(facts)),
    ...(await referenceFiles(facts)),
    await userIdForm(facts),
    ...(await feedbackFiles(facts)),
  ]
}

/**
 * Everything an agency needs to connect, as one file (requirement 3.12). The same terms and papers give the same
 * bytes: files are in the order of their names and carry the day from which the terms are in force.
 */
export function packOf(facts: PackFacts, files: readonly PackFile[]): Pack {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  const readme = readmeOf(facts, sorted)
  const all = [readme, ...sorted]
  const sums = textFile(
    'SHA256SUMS',
    'Jumlah kendali semua berkas (sha256sum -c SHA256SUMS)',
    all.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join(''),
  )
  const { agreement, term } = facts
  const folder = `paket-integrasi-${agreement.code}-v${term.version}`
  const tree: Zippable = {}
  for (const { path, bytes } of [...all, sums])
    tree[`${folder}/${path}`] = [bytes, { mtime: dosDay(term.from) }]
  const bytes = Buffer.from(zipSync(tree, { level: 9 }))
  return {
    fileName: `${folder}.zip`,
    bytes,
    sha256: sha256(bytes),
    files: [...all, sums].map(({ path, about, bytes: content }) => ({
      path,
      about,
      size: content.length,
      sha256: sha256(content),
    })),
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** A ZIP holds the clock of whoever made it, without a zone: this one is the same on every clock. */
function dosDay(day: string): Date {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Math.max(1980, year), month - 1, date)
}

function readmeOf(facts: PackFacts, files: readonly PackFile[]): PackFile {
  const { agreement, term, office } = facts
  const lines = [
    'PAKET INTEGRASI DATA KEPENDUDUKAN',
    '',
    `Instansi           : ${agreement.agencyName}`,
    `Kantor             : ${office.name} (${office.code})`,
    `Perjanjian         : ${agreement.numbers.civilRegistry} / ${agreement.numbers.userAgency}`,
    `Kode di Gapura     : ${agreement.code}`,
    `Ketentuan          : versi ${term.version}, berlaku sejak ${term.from}, dasar ${term.basis}`,
    `Berlaku sampai     : ${agreement.validUntil}`,
    `Metode             : ${agreement.methods.join(', ')}`,
    `Bentuk paket       : ${PACK_FORMAT}`,
    '',
    'Mulailah dari PANDUAN.html. Paket ini dibuat dari ketentuan yang berlaku; setelah adendum, unduh yang baru.',
    'Tidak ada kata sandi atau token di dalamnya: keduanya diserahkan terpisah dengan berita acara.',
    '',
    'ISI DAN JUMLAH KENDALI (SHA-256)',
    ...files.flatMap(({ path, about, bytes }) => ['', path, `  ${about}`, `  ${sha256(bytes)}`]),
    '',
  ]
  return textFile('BACA-SAYA.txt', 'Isi paket, ketentuan yang dipakai, jumlah kendali', lines.join('\n'))
}
