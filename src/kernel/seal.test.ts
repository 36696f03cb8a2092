import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openSealer, SealBroken } from './seal.ts'

const folder = mkdtempSync(join(tmpdir(), 'gapura-seal-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const file = join(folder, 'secrets', 'seal.key')
const sealer = openSealer(file)
const content = Buffer.from('rahasia')

describe('what is sealed', () => {
  it('opens again with the same key file', () => {
    assert.deepEqual(openSealer(file).open(sealer.seal(content, 'a'), 'a'), content)
  })

  it('is never the same twice and does not show its content', () => {
    const [one, two] = [sealer.seal(content, 'a'), sealer.seal(content, 'a')]
    assert.notDeepEqual(one, two)
    assert.equal(one.includes(content), false)
  })

  it('opens for no other purpose', () => {
    assert.throws(() => sealer.open(sealer.seal(content, 'staff 1'), 'staff 2'), SealBroken)
  })

  it('opens with no other key, and says so', () => {
    const other = openSealer(join(folder, 'other.key'))
    assert.throws(() => other.open(sealer.seal(content, 'a'), 'a'), /another key/)
  })

  it('does not open when any byte has changed', () => {
    const sealed = sealer.seal(content, 'a')
    for (const [index, byte] of sealed.entries()) {
      const changed = Buffer.from(sealed)
      changed[index] = byte ^ 1
      assert.throws(() => sealer.open(changed, 'a'), SealBroken, `byte ${index}`)
    }
    assert.throws(() => sealer.open(sealed.subarray(0, -1), 'a'), SealBroken)
    assert.throws(() => sealer.open(Buffer.alloc(0), 'a'), SealBroken)
  })
})

describe('the key', () => {
  it('is readable for its owner only', () => {
    assert.equal(statSync(file).mode & 0o777, 0o600)
  })

  it('gives other keys for other uses, the same every time', () => {
    assert.deepEqual(sealer.derive('a'), openSealer(file).derive('a'))
    assert.notDeepEqual(sealer.derive('a'), sealer.derive('b'))
  })

  it('must be 32 bytes in hex', () => {
    const short = join(folder, 'short.key')
    writeFileSync(short, 'abcd')
    assert.throws(() => openSealer(short), /not 32 bytes/)
  })
})
