import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

const NOT_OURS = ['node_modules', 'data', 'coverage', 'dist', '.git']

const TEXT =
  /\.(ts|mjs|js|json|jsonc|md|sql|csv|ya?ml|txt|sh|sha256|html|css)$|^(LICENSE|\.ci\/run|\.[a-z]+)$/

/** Every text file of the repository, as paths from its root; what git ignores is left out. */
export const FILES: readonly string[] = globSync('**/*', {
  cwd: ROOT,
  withFileTypes: true,
  exclude: (entry) => NOT_OURS.includes(entry.name),
})
  .filter((entry) => entry.isFile())
  .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
  .filter((file) => TEXT.test(file))
  .sort()

export const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

export const isTest = (file: string) => file.endsWith('.test.ts') || file.startsWith('test/')

/** Program files: what runs in the product. */
export const SOURCES = FILES.filter(
  (file) => file.startsWith('src/') && file.endsWith('.ts') && !isTest(file),
)

/** Where a pattern occurs, as `file:line`. */
export function findLines(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  )
}
