import { templateNames, type Vocabulary } from '../letters/index.ts'
import type { PaperKind } from './domain.ts'
import { OCCASION_TABLES } from './occasion-tables.ts'
import { OCCASION_FACTS } from './occasions.ts'
import { shippedTemplate } from './shipped-templates.ts'
import { STANDARD_PLACEHOLDERS, STANDARD_TABLES } from './standard-placeholders.ts'

export type Word = { name: string; about: string }

const FACTS: readonly Word[] = Object.values(OCCASION_FACTS).map(({ placeholder, about }) => ({
  name: placeholder,
  about,
}))

const TABLES: readonly Word[] = Object.values(OCCASION_TABLES).map(({ placeholder, about }) => ({
  name: placeholder,
  about,
}))

const wordsOf = (words: Readonly<Record<string, string>>): Word[] =>
  Object.entries(words).map(([name, about]) => ({ name, about }))

/**
 * What templates of a kind may speak of: what is known of every paper, and of what occasions add, what the
 * delivered template of the kind asks for (nothing else is given).
 */
export function wordsOfKind(kind: PaperKind): { placeholders: Word[]; tables: Word[] } {
  const asked = templateNames(shippedTemplate(kind))
  const isAsked = ({ name }: Word) =>
    asked.placeholders.has(name) || asked.tables.has(name) || isOfSigner(name, asked.placeholders)
  const standard = wordsOf(STANDARD_PLACEHOLDERS)
  return {
    placeholders: [
      ...standard,
      ...FACTS.filter((word) => isAsked(word) && STANDARD_PLACEHOLDERS[word.name] === undefined),
    ],
    tables: [...wordsOf(STANDARD_TABLES), ...TABLES.filter(isAsked)],
  }
}

/** Who signs is asked for by name; position, rank and number follow where they are known. */
const isOfSigner = (name: string, asked: ReadonlySet<string>) =>
  /^(jabatan|pangkat|nip|unit)_/.test(name) && asked.has(name.replace(/^[a-z]+_/, 'nama_'))

export function vocabularyOf(kind: PaperKind): Vocabulary {
  const { placeholders, tables } = wordsOfKind(kind)
  return {
    placeholders: new Set(placeholders.map(({ name }) => name)),
    tables: new Set(tables.map(({ name }) => name)),
  }
}

/** What a placeholder or a table is, for whoever misses it. */
export function aboutOf(name: string): string {
  const found = [...FACTS, ...TABLES, ...wordsOf(STANDARD_TABLES)].find((word) => word.name === name)
  return STANDARD_PLACEHOLDERS[name] ?? found?.about ?? name
}
