import type { Code } from '../../../feedback/domain.ts'

/** Codes as people write or paste them: one a line, `CODE = Label`, or the two cells of a spreadsheet; the code alone
 * is its own label. */
export function readCodeLines(text: string): Code[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^(.*?)\s*(?:\t|=|;)\s*(.*)$/.exec(line)
      const code = match?.[1] ?? line
      const label = match?.[2] ?? ''
      return { code, label: label === '' ? code : label }
    })
}

/** The same back into lines. */
export const writeCodeLines = (codes: readonly Code[]): string =>
  codes.map(({ code, label }) => (code === label ? code : `${code} = ${label}`)).join('\n')
