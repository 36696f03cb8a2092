/** Something wrong with a template. `line` counts from 1. */
export type TemplateFault = { line: number; message: string }

export type SourceLine = { line: number; indent: number; text: string }

/** What stands above the `---`: how the letter opens. */
export type TemplateHead = Readonly<Record<string, { line: number; value: string }>>

export type TemplateLines = { head: TemplateHead; body: SourceLine[]; faults: TemplateFault[] }

/** The keys of a head, and which shape of letter has them. */
const KEYS: Readonly<Record<string, 'both' | 'surat' | 'naskah'>> = {
  bentuk: 'both',
  kop: 'both',
  hal: 'both',
  sifat: 'surat',
  lampiran: 'surat',
  kepada: 'surat',
  judul: 'naskah',
  nomor: 'naskah',
}

export const LETTERHEAD_CHOICES = ['dinas', 'lembaga', 'penyedia', 'pusat', 'tanpa'] as const

export type LetterheadChoice = (typeof LETTERHEAD_CHOICES)[number]

export const isLetterheadChoice = (text: string): text is LetterheadChoice =>
  LETTERHEAD_CHOICES.some((one) => one === text)

/** Divides a template into its head and the lines of its body, with what is wrong so far. */
export function readLines(source: string): TemplateLines {
  const faults: TemplateFault[] = []
  const all = source.replaceAll('\r\n', '\n').replaceAll('\t', '  ').split('\n')
  const end = all.findIndex((text) => text.trim() === '---')
  if (end < 0) {
    return { head: {}, body: [], faults: [{ line: 1, message: 'Kepala templat harus diakhiri baris ---.' }] }
  }
  const head: Record<string, { line: number; value: string }> = {}
  for (const [index, text] of all.slice(0, end).entries()) {
    if (text.trim() === '') continue
    const line = index + 1
    const [, key = '', value = ''] = /^\s*([a-z]+)\s*:\s*(.*?)\s*$/.exec(text) ?? []
    if (KEYS[key] === undefined) {
      faults.push({
        line,
        message: `Baris kepala ini tidak dikenal; yang ada: ${Object.keys(KEYS).join(', ')}.`,
      })
    } else if (head[key] !== undefined) faults.push({ line, message: `${key} disebut dua kali.` })
    else head[key] = { line, value }
  }
  faults.push(...headFaults(head, end + 1))
  const body = all.slice(end + 1).map((text, index) => ({
    line: end + 2 + index,
    indent: text.length - text.trimStart().length,
    text: text.trim(),
  }))
  return { head, body, faults }
}

function headFaults(head: TemplateHead, line: number): TemplateFault[] {
  const faults: TemplateFault[] = []
  const shape = head.bentuk?.value ?? ''
  if (shape !== 'surat' && shape !== 'naskah') {
    return [{ line: head.bentuk?.line ?? line, message: 'bentuk harus surat atau naskah.' }]
  }
  if (!isLetterheadChoice(head.kop?.value ?? '')) {
    faults.push({
      line: head.kop?.line ?? line,
      message: `kop harus salah satu dari: ${LETTERHEAD_CHOICES.join(', ')}.`,
    })
  }
  for (const key of shape === 'surat' ? ['hal', 'kepada'] : ['hal', 'judul']) {
    if ((head[key]?.value ?? '') === '')
      faults.push({ line: head[key]?.line ?? line, message: `${key} wajib diisi.` })
  }
  for (const [key, given] of Object.entries(head)) {
    if (KEYS[key] !== 'both' && KEYS[key] !== shape) {
      faults.push({ line: given.line, message: `${key} hanya untuk ${KEYS[key]}.` })
    }
  }
  return faults
}

/** `[[kata: isi]]` on a line of its own. */
export function directiveOf(text: string): { name: string; value: string } | undefined {
  const [, name, value = ''] = /^\[\[\s*([a-z_ ]+?)\s*(?::\s*(.*?)\s*)?\]\]$/.exec(text) ?? []
  return name === undefined ? undefined : { name, value }
}

/**
 * Keeps the lines whose conditions hold: `[[bila: nama]]` … `[[akhir bila]]`, also `[[bila tidak: nama]]`.
 *
 * @param holds whether a name has a value
 */
export function keepLines(
  lines: readonly SourceLine[],
  holds: (name: string) => boolean,
): { lines: SourceLine[]; faults: TemplateFault[]; conditions: { line: number; name: string }[] } {
  const kept: SourceLine[] = []
  const faults: TemplateFault[] = []
  const conditions: { line: number; name: string }[] = []
  const open: { line: number; isMet: boolean }[] = []
  for (const line of lines) {
    const directive = directiveOf(line.text)
    if (directive?.name === 'bila' || directive?.name === 'bila tidak') {
      conditions.push({ line: line.line, name: directive.value })
      open.push({ line: line.line, isMet: holds(directive.value) === (directive.name === 'bila') })
    } else if (directive?.name === 'akhir bila') {
      if (open.pop() === undefined)
        faults.push({ line: line.line, message: '[[akhir bila]] tanpa [[bila: …]].' })
    } else if (open.every(({ isMet }) => isMet)) kept.push(line)
  }
  for (const { line } of open)
    faults.push({ line, message: '[[bila: …]] tidak ditutup dengan [[akhir bila]].' })
  return { lines: kept, faults, conditions }
}
