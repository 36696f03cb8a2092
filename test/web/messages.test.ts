import assert from 'node:assert/strict'
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

describe('messages', () => {
  it('Indonesian and English have the same keys, and no text is empty', () => {
    const [first, second] = [textsOf(id), textsOf(en)]
    assert.deepEqual(second.map(([key]) => key).sort(), first.map(([key]) => key).sort())
    assert.deepEqual(
      [...first, ...second].filter(([, text]) => text.trim() === ''),
      [],
    )
  })

  it('the words of a key name the same facts in both', () => {
    const english = new Map(textsOf(en))
    const differing = textsOf(id).filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    )
    assert.deepEqual(differing, [])
  })
})
