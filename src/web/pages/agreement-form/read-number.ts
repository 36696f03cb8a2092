const GROUPED = /^\d{1,3}(\.\d{3})+$/

/** A whole number as people here write it: `1.000` is a thousand. */
export function wholeNumberIn(text: string): number | undefined {
  const digits = GROUPED.test(text) ? text.replaceAll('.', '') : text
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined
}

/** A number with a decimal comma or, where it cannot be a thousand, a decimal point. */
export function numberIn(text: string): number | undefined {
  const plain = GROUPED.test(text) ? text.replaceAll('.', '') : text.replace(',', '.')
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}
