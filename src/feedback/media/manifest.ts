// What a package says of itself (docs/feedback-package.md). Runs in a browser as well: no module of Node here.

export const PACKAGE_FORMAT = 'gapura-balikan'
export const PACKAGE_VERSION = 1
export const PACKAGE_ENDING = '.gapura-balikan'

/** A manifest is a page of text; more is somebody trying what happens. */
export const MAX_MANIFEST_BYTES = 64 * 1024
/** As much as an upload may have (upload/receive-upload.ts). */
export const MAX_DATA_BYTES = 2 * 1024 * 1024 * 1024
const MAX_AGREEMENTS = 1_000

/** Who made a package, of what, for whom. The signature is over its bytes as they stand in the package. */
export type Manifest = {
  /** Once in the world: a package is taken in once. */
  id: string
  /** An agency's own data for its office, or an office's collected data for the central authority. */
  kind: 'agency' | 'office'
  /** By the clock of the machine that made it, which may be wrong: shown, never decided on. */
  madeAt: string
  madeBy: { organisation: string; name: string }
  /** Whose key it was encrypted to, so that nobody can pass a package on to somebody else as if meant for them. */
  to: string
  /** Raw Ed25519 public key, base64. */
  signer: string
  /** Codes; an agency's package has exactly one. */
  agreements: readonly string[]
  /** Version of the definition that the sender had before it. */
  definition: number | null
  /** Of the rows' arrival, in an office's package. */
  period: { from: string; until: string } | null
  /** The file it was made from. */
  source: FileFacts | null
  /** The CSV inside. */
  data: Omit<FileFacts, 'name'>
}

export type FileFacts = { name: string; sha256: string; bytes: number; rows: number }

export const encodeManifest = (manifest: Manifest): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    `${JSON.stringify({ format: PACKAGE_FORMAT, version: PACKAGE_VERSION, ...manifest }, null, 2)}\n`,
  )

/** Reads a manifest; undefined when it is none that this version knows. Nothing of it is believed beyond its form. */
export function parseManifest(bytes: Uint8Array): Manifest | undefined {
  const fields = recordOf(jsonOf(bytes))
  if (fields?.format !== PACKAGE_FORMAT || fields.version !== PACKAGE_VERSION) return undefined
  return manifestOf(fields)
}

/** A manifest that was read before and kept; null when it is none. */
export const parseStoredManifest = (kept: unknown): Manifest | null =>
  manifestOf(recordOf(kept) ?? {}) ?? null

function manifestOf(fields: Record<string, unknown>): Manifest | undefined {
  const madeBy = recordOf(fields.madeBy)
  const data = fileFactsOf({ name: 'data.csv', ...recordOf(fields.data) })
  const source = fields.source === null ? null : fileFactsOf(fields.source)
  const period = fields.period === null ? null : periodOf(fields.period)
  const { id, kind, madeAt, to, signer, agreements, definition } = fields
  if (!isText(id, UUID) || !isText(madeAt, MOMENT) || !isText(to, RECIPIENT) || !isText(signer, PUBLIC_KEY))
    return undefined
  if (kind !== 'agency' && kind !== 'office') return undefined
  if (!isText(madeBy?.organisation, LINE) || !isText(madeBy.name, LINE)) return undefined
  if (data === undefined || source === undefined || period === undefined) return undefined
  if (definition !== null && !isCount(definition)) return undefined
  if (!Array.isArray(agreements) || agreements.length < 1 || agreements.length > MAX_AGREEMENTS)
    return undefined
  const codes = agreements.filter((code): code is string => isText(code, CODE))
  if (codes.length < agreements.length || (kind === 'agency' && codes.length > 1)) return undefined
  return {
    id,
    kind,
    madeAt,
    madeBy: { organisation: madeBy.organisation, name: madeBy.name },
    to,
    signer,
    agreements: codes,
    definition,
    period,
    source,
    data: { sha256: data.sha256, bytes: data.bytes, rows: data.rows },
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/
const SHA256 = /^[0-9a-f]{64}$/
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/
const PUBLIC_KEY = /^[A-Za-z0-9+/]{43}=$/
const CODE = /^[a-z0-9][a-z0-9-]{0,63}$/
/** Whether a text can be what packages are encrypted to. */
export const isRecipient = (text: string): boolean => RECIPIENT.test(text)

/** One line of words, without signs that steer a screen. */
const LINE = /^[^\p{C}]{1,200}$/u

const isText = (value: unknown, form: RegExp): value is string =>
  typeof value === 'string' && form.test(value)

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

const recordOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined

function fileFactsOf(value: unknown): FileFacts | undefined {
  const { name, sha256, bytes, rows } = recordOf(value) ?? {}
  if (!isText(name, LINE) || !isText(sha256, SHA256) || !isCount(bytes) || !isCount(rows)) return undefined
  return { name, sha256, bytes, rows }
}

function periodOf(value: unknown): { from: string; until: string } | undefined {
  const { from, until } = recordOf(value) ?? {}
  return isText(from, MOMENT) && isText(until, MOMENT) ? { from, until } : undefined
}
