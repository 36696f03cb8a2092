import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readRequest, type WireFault, type WireRequest } from './read-request.ts'

function read(body: string | object): WireRequest | WireFault {
  return readRequest(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))
}

/** One key of every kind, never two of a kind that would make the order matter. */
const distinctFields = fc
  .record({
    user_id: fc.string({ unit: 'grapheme' }),
    User_ID: fc.string({ unit: 'grapheme' }),
    password: fc.string({ unit: 'grapheme' }),
    nik: fc.stringMatching(/^88[0-9]{14}$/),
    ipUser: fc.ipV4(),
    TRESHOLD: fc.nat(100).map(String),
    NAMA_LGKP: fc.string({ unit: 'grapheme' }),
    NO_RT: fc.nat(999).map(String),
    other: fc.string({ unit: 'grapheme' }),
  })
  .chain((record) => fc.shuffledSubarray(Object.entries(record)))

describe('wire requests, for any input', () => {
  it('W-26 no bytes throw', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom(
          '\ufeff',
          '{',
          '}',
          '"',
          '\\u',
          '\\',
          ':',
          ',',
          '[',
          ']',
          '=',
          '&',
          '%',
          '+',
          '1e',
          'nik',
          '"nik":',
        )
        .map((text) => Buffer.from(text)),
    )
    const bytes = fc.array(part, { maxLength: 20 }).map((parts) => Buffer.concat(parts))
    fc.assert(
      fc.property(bytes, fc.boolean(), (body, isJson) => {
        const result = readRequest(isJson ? Buffer.concat([Buffer.from('{'), body]) : body)
        assert.ok(result.kind === 'request' || result.kind === 'unreadable')
      }),
      { numRuns: 2_000 },
    )
  })

  it('W-26 the order of distinct keys does not matter', () => {
    fc.assert(
      fc.property(distinctFields, (entries) => {
        assert.deepEqual(read(Object.fromEntries(entries)), read(Object.fromEntries(entries.toReversed())))
      }),
    )
  })

  it('W-26 a form and JSON of the same fields read the same', () => {
    fc.assert(
      fc.property(distinctFields, (entries) => {
        const form = new URLSearchParams(
          entries.map(([key, value]): [string, string] => [key, value]),
        ).toString()
        assert.deepEqual(read(form), read(Object.fromEntries(entries)))
      }),
    )
  })

  it('W-26 agrees with JSON.parse on what a request of strings says', () => {
    fc.assert(
      fc.property(distinctFields, (entries) => {
        const sent: Record<string, string> = JSON.parse(JSON.stringify(Object.fromEntries(entries)))
        const result = read(sent)
        assert.ok(result.kind === 'request')
        assert.equal(result.userId, (sent.user_id ?? sent.User_ID ?? '').trim())
        assert.equal(result.password, sent.password?.trim() ? sent.password : '')
        assert.equal(result.nik, sent.nik ?? '')
        assert.equal(result.claims.get('NAMA_LGKP'), sent.NAMA_LGKP?.trim() || undefined)
      }),
    )
  })
})
