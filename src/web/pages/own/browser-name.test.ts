import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { browserName } from './browser-name.ts'

describe('browserName', () => {
  const rows = [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36',
      'Chrome · Windows',
    ],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36 Edg/156.0', 'Edge · Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox · Linux'],
    ['Mozilla/5.0 (Linux; Android 15) Chrome/156.0 Mobile Safari/537.36', 'Chrome · Android'],
    ['curl/8.5.0', 'curl/8.5.0'],
  ] as const
  for (const [userAgent, name] of rows) it(name, () => assert.equal(browserName(userAgent), name))
})
