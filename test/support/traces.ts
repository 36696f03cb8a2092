import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, gunzipSync } from 'node:zlib'

const GZIP = Buffer.from([0x1f, 0x8b, 0x08])

/**
 * Which of the values stand in the bytes: as UTF-8, as UTF-16 (as browsers keep many strings), or inside
 * anything in them that was compressed with gzip.
 */
export function tracesIn(bytes: Buffer, values: readonly string[]): string[] {
  const haystacks = [bytes, ...unzippedIn(bytes)]
  return values.filter((value) =>
    haystacks.some((haystack) => haystack.includes(value) || haystack.includes(value, 0, 'utf16le')),
  )
}

function unzippedIn(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) {
    try {
      found.push(gunzipSync(bytes.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH }))
    } catch {
      // Three bytes that look like the beginning of a stream are often none.
    }
  }
  return found
}

/** Every file below a folder, except below what `skip` names. */
export function filesBelow(folder: string, skip: readonly string[] = []): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !skip.some((one) => path.startsWith(join(folder, one))))
}

/** `file: value` for each value that a file holds. */
export function tracesInFiles(files: readonly string[], values: readonly string[]): string[] {
  return files.flatMap((file) => tracesIn(readFileSync(file), values).map((value) => `${file}: ${value}`))
}
