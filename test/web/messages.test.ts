import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { en } from '../../src/web/messages/en.ts'
import { id } from '../../src/web/messages/id.ts'

type Words = { readonly [key: string]: string | Words }

/** Every text with its place. */
const textsOf = (words: Words, place = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${place}${key}`, value]] : textsOf(value, `${place}${key}.`),
  )

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

const MESSAGES = join(import.meta.dirname, '../../src/web/messages')

/** The words of every front page, and of each room that has its own. */
const BOTH: { of: string; id: Words; en: Words }[] = [{ of: 'the portal', id, en }]
for (const room of readdirSync(MESSAGES)) {
  if (!existsSync(join(MESSAGES, room, 'id.ts'))) continue
  const first = await import(join(MESSAGES, room, 'id.ts'))
  const second = await import(join(MESSAGES, room, 'en.ts'))
  BOTH.push({ of: room, id: first.id, en: second.en })
}

for (const words of BOTH) {
  describe(`messages of ${words.of}`, () => {
    it('Indonesian and English have the same keys, and no text is empty', () => {
      const [first, second] = [textsOf(words.id), textsOf(words.en)]
      assert.ok(first.length > 0)
      assert.deepEqual(second.map(([key]) => key).sort(), first.map(([key]) => key).sort())
      assert.deepEqual(
        [...first, ...second].filter(([, text]) => text.trim() === ''),
        [],
      )
    })

    it('the words of a key name the same facts in both', () => {
      const english = new Map(textsOf(words.en))
      const differing = textsOf(words.id).filter(
        ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
      )
      assert.deepEqual(differing, [])
    })
  })
}
