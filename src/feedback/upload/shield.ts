/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), in narrow and wide letters. */
const CALCULATED = '[=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20]'

const NEEDS_SHIELD = new RegExp(`^'*${CALCULATED}`)
const HAS_SHIELD = new RegExp(`^'+${CALCULATED}`)

const APOSTROPHE = 0x27

/**
 * A cell as it leaves in CSV: one that a spreadsheet would calculate gets an apostrophe before it. One that looks
 * shielded already gets one more, so that reading finds exactly what was there (FB-65).
 */
export function shielded(cell: string): string {
  return NEEDS_SHIELD.test(cell) ? `'${cell}` : cell
}

/** The cell without the apostrophe of `shielded`. */
export function withoutShield(cell: string): string {
  return cell.charCodeAt(0) === APOSTROPHE && HAS_SHIELD.test(cell) ? cell.slice(1) : cell
}
