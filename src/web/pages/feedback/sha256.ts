/**
 * The SHA-256 of bytes in hex. Where the portal is reached without HTTPS the browser offers none of its own: then
 * this one is used, at some 100 MB/s.
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return globalThis.isSecureContext === true
    ? hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
    : plainSha256(bytes)
}

const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const BLOCK = 64

/** FIPS 180-4, section 6.2. */
export function plainSha256(bytes: Uint8Array): string {
  const state = INITIAL.slice()
  const words = new Uint32Array(BLOCK)
  const whole = bytes.length - (bytes.length % BLOCK)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < whole; at += BLOCK) addBlock(state, words, view, at)
  const rest = bytes.length - whole
  // The rest, a bit, and the length in bits at the end of the last block.
  const tail = new Uint8Array(rest + 9 > BLOCK ? 2 * BLOCK : BLOCK)
  tail.set(bytes.subarray(whole))
  tail[rest] = 0x80
  const tailView = new DataView(tail.buffer)
  tailView.setBigUint64(tail.length - 8, BigInt(bytes.length) * 8n)
  for (let at = 0; at < tail.length; at += BLOCK) addBlock(state, words, tailView, at)
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

function addBlock(state: Uint32Array, words: Uint32Array, view: DataView, at: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(at + 4 * i)
  for (let i = 16; i < BLOCK; i += 1) {
    const before = words[i - 15] ?? 0
    const last = words[i - 2] ?? 0
    const s0 = turn(before, 7) ^ turn(before, 18) ^ (before >>> 3)
    const s1 = turn(last, 17) ^ turn(last, 19) ^ (last >>> 10)
    words[i] = ((words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1) | 0
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < BLOCK; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUNDS[i] ?? 0) + (words[i] ?? 0)) | 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] = ((state[index] ?? 0) + word) | 0
  }
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** The first bits of the fractions of roots of the first primes, by which the standard defines its constants. */
function fractions(root: (prime: number) => number, count: number): Uint32Array {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return Uint32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32))
}

const INITIAL = fractions(Math.sqrt, 8)
const ROUNDS = fractions(Math.cbrt, BLOCK)
