import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { deviceOf, newDevice } from './device.ts'
import { passwordFault } from './password-rules.ts'
import { hashRecoveryCode, isRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { waitSeconds } from './throttle.ts'
import { acceptedStep, codeAt, newTotpSecret } from './totp.ts'

describe('SP-10 a password', () => {
  const of = {
    username: 'sekar.dinkes',
    fullName: 'Sekar Contoh Lengkap',
    officeName: 'Dinas Kependudukan dan Pencatatan Sipil Kabupaten Contoh Jaya',
    agencyName: 'Dinas Kesehatan Kabupaten Contoh Jaya',
  }
  const rows = [
    { text: 'tujuh ember biru', expect: 'good' },
    { text: 'gC7!xw-Tq4pL', expect: 'good' },
    { text: 'kopi pahit di serambi timur', expect: 'good' },
    { text: 'a'.repeat(11), expect: 'Kata sandi paling sedikit 12' },
    { text: 'kopi pahit!', expect: 'Kata sandi paling sedikit 12' },
    { text: 'ember biru '.repeat(12), expect: 'Kata sandi paling banyak 128' },
    { text: 'aaaaaaaaaaaaaa', expect: 'Kata sandi hanya mengulang' },
    { text: 'abcabcabcabcabc', expect: 'Kata sandi hanya mengulang' },
    { text: '34567890123456', expect: 'Kata sandi hanya berupa urutan' },
    { text: 'zyxwvutsrqponm', expect: 'Kata sandi hanya berupa urutan' },
    { text: '1qaz2wsx3edc', expect: 'Kata sandi ini terlalu mudah' },
    { text: 'Password2026!', expect: 'Kata sandi ini terlalu mudah' },
    { text: 'P@ssw0rd123456', expect: 'Kata sandi ini terlalu mudah' },
    { text: '123456 Rahasia', expect: 'Kata sandi ini terlalu mudah' },
    { text: 'Karanganyar-2026', expect: 'Kata sandi ini terlalu mudah' },
    { text: 'purbalingga123', expect: 'Kata sandi ini terlalu mudah' },
    { text: 'bismillahbismillah', expect: 'Kata sandi ini terlalu mudah' },
    { text: 'Disdukcapil 3313', expect: 'Kata sandi ini terlalu mudah' },
    { text: 'SekarDinkes2026', expect: 'Kata sandi tidak boleh berupa nama' },
    { text: 'KabupatenContohJaya-26', expect: 'Kata sandi tidak boleh berupa nama kantor' },
    { text: 'sekar kependudukan 1', expect: 'Kata sandi tidak boleh berupa nama kantor' },
    { text: 'dinas luar kota besok', expect: 'good' },
    // Of real leaks, and in none of our own lists.
    { text: 'spongebob2026!', expect: 'Kata sandi ini terlalu mudah' },
    { text: '!!Blink182!!!!', expect: 'Kata sandi ini terlalu mudah' },
    { text: 'heatherheather', expect: 'Kata sandi ini terlalu mudah' },
    { text: 'spongebob makan soto', expect: 'good' },
    { text: 'lengkap.sekar.88', expect: 'Kata sandi tidak boleh berupa nama' },
  ]
  for (const { text, expect } of rows) {
    it(`${text.slice(0, 20)}: ${expect}`, async () => {
      assert.equal(((await passwordFault(text, of)) ?? 'good').slice(0, expect.length), expect)
    })
  }

  it('may be anything, and never breaks the check', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        const fault = await passwordFault(text, of)
        assert.ok(fault === undefined || fault.startsWith('Kata sandi'))
      }),
    )
  })
})

describe('SP-11 a code', () => {
  const secret = newTotpSecret()
  const now = 1_800_000_015_000
  const step = Math.floor(now / 30_000)
  const rows = [
    { rule: 'of this step', at: 0, last: null, expect: step },
    { rule: 'of the step before', at: -1, last: null, expect: step - 1 },
    { rule: 'of the next step', at: 1, last: null, expect: step + 1 },
    { rule: 'of two steps ago', at: -2, last: null, expect: undefined },
    { rule: 'of two steps ahead', at: 2, last: null, expect: undefined },
    { rule: 'that was used', at: 0, last: step, expect: undefined },
    { rule: 'before one that was used', at: -1, last: step, expect: undefined },
    { rule: 'after one that was used', at: 1, last: step, expect: step + 1 },
  ]
  for (const { rule, at, last, expect } of rows) {
    it(rule, () => {
      const code = codeAt(secret, now + at * 30_000)
      assert.equal(acceptedStep(secret, code, now, last), expect)
    })
  }

  it('is six digits and nothing else', () => {
    for (const text of ['', '12345', '1234567', 'abcdef', '１２３４５６']) {
      assert.equal(acceptedStep(secret, text, now, null), undefined)
    }
  })

  it('of another secret is none', () => {
    assert.equal(acceptedStep(newTotpSecret(), codeAt(secret, now), now, null), undefined)
  })
})

describe('SP-12 recovery codes', () => {
  const key = Buffer.alloc(32, 1)

  it('are ten, all different, and are read however they are typed', () => {
    const codes = newRecoveryCodes()
    assert.equal(new Set(codes).size, 10)
    for (const code of codes) {
      assert.match(code, /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
      assert.ok(isRecoveryCode(code))
      const typed = code.toLowerCase().replaceAll('-', ' ')
      assert.deepEqual(hashRecoveryCode(key, typed), hashRecoveryCode(key, code))
    }
    assert.ok(!isRecoveryCode('123456'))
  })
})

describe('SP-09 the wait', () => {
  const rows = [
    { fromHere: 0, expect: 0 },
    { fromHere: 3, expect: 0 },
    { fromHere: 4, expect: 2 },
    { fromHere: 5, expect: 4 },
    { fromHere: 12, expect: 512 },
    { fromHere: 13, expect: 900 },
    { fromHere: 1_000, expect: 900 },
    { fromHere: 0, fromElsewhere: 19, expect: 0 },
    { fromHere: 0, fromElsewhere: 20, expect: 10 },
    { fromHere: 0, fromElsewhere: 1_000_000, expect: 10 },
    { fromHere: 0, fromElsewhere: 1_000_000, isKnownDevice: true, expect: 0 },
    { fromHere: 4, fromElsewhere: 1_000_000, isKnownDevice: true, expect: 2 },
    { fromHere: 9, fromElsewhere: 20, expect: 64 },
  ]
  for (const { fromHere, fromElsewhere = 0, isKnownDevice = false, expect } of rows) {
    it(`${fromHere} here, ${fromElsewhere} elsewhere${isKnownDevice ? ', known device' : ''}: ${expect} s`, () => {
      assert.equal(waitSeconds({ fromHere, fromElsewhere, isKnownDevice }), expect)
    })
  }

  it('nobody elsewhere can make the holder wait longer than ten seconds', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (fromElsewhere, isKnownDevice) => {
        assert.ok(waitSeconds({ fromHere: 0, fromElsewhere, isKnownDevice }) <= 10)
      }),
    )
  })
})

describe('a known device', () => {
  const key = Buffer.alloc(32, 7)
  const cookie = newDevice(key, 12)

  it('is known to its member of staff only, and to this installation', () => {
    assert.ok(deviceOf(key, cookie, 12) !== undefined)
    assert.equal(deviceOf(key, cookie, 13), undefined)
    assert.equal(deviceOf(Buffer.alloc(32, 8), cookie, 12), undefined)
    assert.equal(deviceOf(key, cookie.replace(/^12/, '13'), 13), undefined)
  })

  it('is not made up', () => {
    for (const text of [undefined, '', '12', '12.a', '12.a.b', '..', '12..']) {
      assert.equal(deviceOf(key, text, 12), undefined)
    }
  })
})
