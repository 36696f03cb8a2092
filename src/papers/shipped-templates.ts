import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PaperKind } from './domain.ts'

const FOLDER = join(import.meta.dirname, 'templates')

const read = new Map<PaperKind, string>()

/** The wording of a kind as delivered with the program: version 0. */
export function shippedTemplate(kind: PaperKind): string {
  const known = read.get(kind)
  if (known !== undefined) return known
  const source = readFileSync(join(FOLDER, `${kind}.txt`), 'utf8')
  read.set(kind, source)
  return source
}
