import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMultipart } from './multipart.ts'
import { readRequest } from './read-request.ts'

const NIK = '8899990101909001'

function body(fields: Record<string, string>, boundary = '----88boundary'): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--${boundary}--\r\n`
}

test('W-30 a multipart form is read like any other', () => {
  const read = readRequest(
    Buffer.from(body({ nik: NIK, user_id: 'rsud', password: ' p=1&x ', ip_user: '10.0.0.1' })),
  )
  assert.ok(read.kind === 'request')
  assert.deepEqual(
    [read.nik, read.userId, read.password, read.declaredAddress],
    [NIK, 'rsud', ' p=1&x ', '10.0.0.1'],
  )
})

test('W-30 two different NIKs are none', () => {
  const twice = body({ nik: NIK }).replace(/--\r\n$/, '') + body({ NIK: '8899990101909002' })
  const read = readRequest(Buffer.from(twice.replace('----88boundary----88boundary', '----88boundary')))
  assert.ok(read.kind === 'request')
  assert.notEqual(read.nik, '8899990101909002')
})

test('W-30 any text is read without a fault', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      readMultipart(`--${text}`, () => undefined)
      readRequest(Buffer.from(`--${text}`))
    }),
  )
})
