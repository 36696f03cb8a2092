import type { Control } from './file-of.ts'

/** The id of the element that a control is, so that a fault can lead to it. */
export const idOf = (control: Control) => `isian-${control.replace(/[^A-Za-z0-9_-]/g, '_')}`
