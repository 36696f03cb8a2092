import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AgreementFile } from '../src/agreements/index.ts'
import { DefinitionFile } from '../src/feedback/index.ts'
import { SETTINGS } from '../src/kernel/config.ts'
import { OUTCOMES } from '../src/verification/outcomes.ts'

// `npm run generate`: writes what follows from the code into the documents, so that the two cannot part.
// A generated part of a document stands between the lines `<!-- generated: name -->` and `<!-- end -->`.

const ROOT = join(import.meta.dirname, '..')

/** Files that programs and people write, by the document of their schema. */
const SCHEMAS: Readonly<Record<string, object>> = {
  'docs/agreement.schema.json': AgreementFile,
  'docs/feedback-definition.schema.json': DefinitionFile,
}

/** Generated parts by document and name. */
const PARTS: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'README.md': { settings: settingsTable },
  'docs/wire.md': { outcomes: outcomesTable },
  'docs/agreement-file.md': { fields: fieldsTable },
}

/** Every generated file as it should be, by its path in the repository. */
export function generatedFiles(): Map<string, string> {
  const documents = Object.entries(PARTS).map(([file, parts]): [string, string] => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    return [file, Object.entries(parts).reduce((done, [name, make]) => withPart(done, name, make()), text)]
  })
  const schemas = Object.entries(SCHEMAS).map(([file, schema]): [string, string] => [
    file,
    schemaJson(file, schema),
  ])
  return new Map([...documents, ...schemas])
}

/** Generated files that are not as they should be. */
export function staleFiles(): string[] {
  return [...generatedFiles()]
    .filter(([file, content]) => readFileSync(join(ROOT, file), 'utf8') !== content)
    .map(([file]) => file)
}

function withPart(text: string, name: string, part: string): string {
  const open = `<!-- generated: ${name} -->\n`
  const close = '\n<!-- end -->'
  const from = text.indexOf(open)
  const until = text.indexOf(close, from)
  if (from === -1 || until === -1) throw new Error(`the document has no part "${name}"`)
  return `${text.slice(0, from + open.length)}${part.trimEnd()}${text.slice(until)}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}

const code = (text: string) => `\`${text}\``

function settingsTable(): string {
  const rows = SETTINGS.map(({ key, env, help }) => [code(key), code(env), help])
  return table(['in the file', 'environment', 'meaning (default)'], rows)
}

function outcomesTable(): string {
  const rows = Object.entries(OUTCOMES).map(([outcome, { code: number, text, old, isHit }]) => [
    code(outcome),
    number ?? '',
    text ?? '',
    old === null ? '' : code(old),
    isHit ? 'yes' : 'no',
  ])
  return table(['outcome', 'code', 'text in G2 and G3', 'text in G1', 'hit'], rows)
}

function schemaJson(file: string, of: object): string {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...of }
  const { status, stdout, stderr } = spawnSync(
    join(ROOT, 'node_modules', '.bin', 'biome'),
    ['format', `--stdin-file-path=${file}`],
    { cwd: ROOT, input: JSON.stringify(schema), encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the schema could not be formatted: ${stderr}`)
  return stdout
}

type Schema = {
  type?: string
  description?: string
  pattern?: string
  format?: string
  enum?: unknown[]
  anyOf?: Schema[]
  const?: string | number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

function fieldsTable(): string {
  const schema: Schema = JSON.parse(JSON.stringify(AgreementFile))
  const rows = fieldsOf(schema, '').map(({ field, required, is }) => [
    code(field),
    required ? 'yes' : '',
    kindOf(is),
    is.description ?? '',
  ])
  return table(['field', 'required', 'value', 'meaning'], rows)
}

/** The fields of an object, each followed by the fields within it. */
function fieldsOf(schema: Schema, within: string): { field: string; required: boolean; is: Schema }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, is]) => {
    const field = `${within}${name}`
    const own = { field, required: schema.required?.includes(name) === true, is }
    const inner =
      is.items?.properties === undefined ? fieldsOf(is, `${field}.`) : fieldsOf(is.items, `${field}[].`)
    return [own, ...inner]
  })
}

/** Lists longer than this are named, not written out. */
const SHORT_LIST = 6

function kindOf(schema: Schema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(kindOf).join(' or ')
  if (schema.const !== undefined) return code(String(schema.const))
  if (schema.enum !== undefined) {
    return schema.enum.length > SHORT_LIST
      ? 'element name'
      : schema.enum.map((one) => code(String(one))).join(' ')
  }
  if (schema.type === 'array')
    return `list of ${schema.items === undefined ? 'anything' : kindOf(schema.items)}`
  if (schema.format === 'date') return 'date `YYYY-MM-DD`'
  if (schema.pattern !== undefined) return `text like ${code(schema.pattern)}`
  return schema.type === 'string' ? 'text' : (schema.type ?? 'anything')
}

if (import.meta.main) {
  for (const [file, content] of generatedFiles()) {
    const full = join(ROOT, file)
    if (readFileSync(full, 'utf8') === content) continue
    writeFileSync(full, content)
    console.log(`written: ${file}`)
  }
}
