const EMPTY = 0
const FIRST_CAPACITY = 1 << 12

/**
 * Which NIKs were met, and on which line: an open-addressed table in two typed arrays. It takes 17–34 bytes a
 * NIK (24 MB for a million), a third of what a Map takes, so that a whole regency fits easily and a
 * province of 40 million residents still does (about 1 GB).
 */
export class NikLines {
  #keys = new Float64Array(FIRST_CAPACITY)
  #lines = new Uint32Array(FIRST_CAPACITY)
  #size = 0

  /** Notes a well-formed NIK; returns the line it was first met on, or undefined when it is new. */
  add(nik: string, line: number): number | undefined {
    if (this.#size * 10 > this.#keys.length * 7) this.#grow()
    const key = packed(nik)
    const slot = this.#slotOf(key)
    if (this.#keys[slot] === key) return this.#lines[slot]
    this.#keys[slot] = key
    this.#lines[slot] = line
    this.#size++
    return undefined
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1
    let slot = hash(key) & mask
    for (;;) {
      const held = this.#keys[slot]
      if (held === key || held === EMPTY) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow() {
    const keys = this.#keys
    const lines = this.#lines
    this.#keys = new Float64Array(keys.length * 2)
    this.#lines = new Uint32Array(keys.length * 2)
    for (const [index, key] of keys.entries()) {
      if (key === EMPTY) continue
      const slot = this.#slotOf(key)
      this.#keys[slot] = key
      this.#lines[slot] = lines[index] ?? 0
    }
  }
}

/**
 * A well-formed NIK as an exact number. The 16 digits themselves exceed 2^53 for the provinces of Papua; with
 * the date packed as mixed radix (day below 72, month below 13) every NIK stays below 10^15.
 */
function packed(nik: string): number {
  const date = (Number(nik.slice(6, 8)) * 13 + Number(nik.slice(8, 10))) * 100 + Number(nik.slice(10, 12))
  return (Number(nik.slice(0, 6)) * 100_000 + date) * 10_000 + Number(nik.slice(12))
}

function hash(key: number): number {
  let mixed = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 4_294_967_296) | 0, 0x85ebca6b)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
