import { EXTENSIONS, type UploadType } from './domain.ts'

const MAX_LENGTH = 100

/** What no file system takes, or what would show another name than the one that is there (bidi controls). */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}<>:"|?*\\/]/gu

/**
 * The name of an upload as it is kept and shown: its last part, without what could act on a file system or
 * mislead the eye, ending in what the file is rather than what it says (F-08).
 */
export function cleanFileName(given: string, mediaType: UploadType): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(UNSAFE, ' ').replace(/\s+/g, ' ')
  const stem = withoutExtensions(plain)
  const kept = trimmed(Array.from(trimmed(stem)).slice(0, MAX_LENGTH).join(''))
  return `${kept === '' ? 'berkas' : kept}.${EXTENSIONS[mediaType]}`
}

/** `surat.pdf.exe` is `surat`; `rapat 21.11.2026` ends in no extension. */
function withoutExtensions(name: string): string {
  const shorter = name.replace(/\s*\.(?!\d+$)[a-z0-9]{1,5}\s*$/i, '')
  return shorter === name ? name : withoutExtensions(shorter)
}

const trimmed = (text: string) => text.replace(/^[.\s]+|[.\s]+$/g, '')
