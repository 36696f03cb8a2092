import { masked } from '../kernel/log.ts'

/** Exit codes of every command. */
export const EXIT = {
  ok: 0,
  /** Refused by a rule, not found, or failed. */
  failed: 1,
  /** The command line or the configuration is wrong; nothing was tried. */
  usage: 2,
  /** An import came to its end, but rows were refused: a script can tell this from "nothing works". */
  someRejected: 3,
} as const

/** The option of every command that returns something. */
export const JSON_OPTION = ['--json', 'keluaran JSON untuk program'] as const

/** A line for the program that reads the output, or the person. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** A line beside the output. 16-digit numbers are masked: no message may repeat a NIK (I7). */
export function printError(line: string): void {
  process.stderr.write(`${masked(line)}\n`)
}

export type Fault = { field: string; code: string; message: string }

/** Tells everything that was wrong, and sets the exit code. */
export function refuse(faults: readonly Fault[], options: { json?: boolean | undefined } = {}): void {
  process.exitCode = EXIT.failed
  if (options.json === true) printJson({ kind: 'refused', faults })
  for (const { field, code, message } of faults) {
    printError(`${code}  ${field === '' ? message : `${field}: ${message}`}`)
  }
}

const CONTROL = /\p{Cc}/gu

/** Rows in columns as wide as their widest cell, under a heading. */
export function printTable(heading: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [heading, ...rows].map((row) => row.map((cell) => cell.replace(CONTROL, ' ')))
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  for (const line of lines) {
    print(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  }
}

/** Names and values one below the other. */
export function printFields(fields: readonly (readonly [name: string, value: string])[]): void {
  const width = Math.max(...fields.map(([name]) => name.length))
  for (const [name, value] of fields) print(`${name.padEnd(width)} : ${value.replace(CONTROL, ' ')}`)
}

/** A whole number as people read it. */
export function inDigits(number: number): string {
  return number.toLocaleString('id-ID')
}
