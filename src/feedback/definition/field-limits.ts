// What a definition may say at most (FB-80, FB-82). The portal's form shows the same limits.

export const MAX_FIELDS = 40
export const MAX_LABEL = 100
export const MAX_HELP = 200
export const MAX_TEXT = 500
export const MAX_DECIMALS = 6
export const MAX_CODES = 500
export const MAX_CODE = 40
export const MAX_MONTHS = 1200

/** Capitals, digits and underscores: the same in every file, program and spreadsheet. */
export const KEY_FORM = /^[A-Z0-9][A-Z0-9_]{0,39}$/
