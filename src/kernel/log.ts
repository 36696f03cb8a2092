import pino from 'pino'

export type Log = pino.Logger

/** Sixteen digits in a row, a NIK or a family card number. */
const SIXTEEN_DIGITS = /[0-9]{16}/g

/**
 * The log of the process, JSON lines on standard error. It never receives request bodies; as a second line
 * of defence every message and error text is cleared of 16-digit numbers (I7).
 */
export function openLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: safeError },
    },
    pino.destination({ fd: 2, sync: false }),
  )
}

/**
 * An error as it may stand in a log: kind, text, place and cause. PostgreSQL's `detail` and `where` can hold
 * row values and stay out.
 */
export function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return {
    type: error.name,
    message: masked(error.message),
    ...code,
    stack: masked(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: safeError(error.cause) }),
  }
}

/** The text with every 16-digit number masked. */
export function masked(text: string): string {
  return text.replace(SIXTEEN_DIGITS, '••••••••••••••••')
}
