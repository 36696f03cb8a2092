import { reportReachable, reportSignedOut } from './connection.ts'
import { list, number, optional, record, type Shape, text, UnexpectedAnswer } from './shape.ts'

/** Why the server, or the way to it, did not do what was asked. */
export type Problem = {
  /** HTTP status; 0 when no answer came. */
  status: number
  code: string
  message: string
  fields: readonly { field: string; message: string }[]
  requestId: string | undefined
  retryAfterSeconds: number | undefined
}

export type Answer<T> = { kind: 'ok'; value: T } | { kind: 'refused'; problem: Problem }

/** What a query throws, because a query can say no otherwise. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

const problemShape = record({
  code: text,
  message: text,
  field: optional(text),
  fields: optional(list(record({ field: text, message: text }))),
  requestId: optional(text),
  retryAfterSeconds: optional(number),
})

const sessionShape = record({ csrf: optional(text), staff: optional(record({ id: number })) })

// The token of this tab's session. In memory only: it is fetched anew with every load of the page.
let csrfToken: string | undefined

const PATIENCE_MS = 20_000

// Whose session it is, as the server last said.
let owner: number | undefined

type Sent = {
  method: Method
  path: string
  body?: object | undefined
  more: Readonly<Record<string, string>>
}

/** Asks the server; every way to fail is a value. Nothing is cached by the browser. */
export async function call<T>(
  method: Method,
  path: string,
  shape: Shape<T>,
  body?: object,
  more: Readonly<Record<string, string>> = {},
  patienceMs = PATIENCE_MS,
): Promise<Answer<T>> {
  const sent = { method, path, body, more }
  let reached = await send(sent, patienceMs)
  if (reached !== undefined && isStale(reached, sent) && (await isStillOurs())) {
    reached = await send(sent, patienceMs)
  }
  if (reached === undefined) return refused({ ...NO_ANSWER, status: 0, code: 'unreachable' })
  const { response, answer } = reached
  if (!response.ok) return refused(problemOf(response, answer))
  try {
    return { kind: 'ok', value: shape(answer, '') }
  } catch (error) {
    if (error instanceof UnexpectedAnswer) {
      return refused({ ...NO_ANSWER, status: response.status, code: 'unexpected', message: error.message })
    }
    throw error
  }
}

type Reached = { response: Response; answer: unknown }

/** One request; undefined when no answer came. */
async function send({ method, path, body, more }: Sent, patienceMs: number): Promise<Reached | undefined> {
  let response: Response
  try {
    response = await fetch(`/api/portal${path}`, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': body instanceof File ? NDJSON : 'application/json' }),
        ...more,
        ...(csrfToken === undefined ? {} : { 'x-gapura-csrf': csrfToken }),
      },
      ...(body === undefined ? {} : { body: body instanceof File ? body : JSON.stringify(body) }),
    })
  } catch {
    reportReachable(false)
    return undefined
  }
  const gone = [502, 504].includes(response.status)
  reportReachable(!gone)
  const answer = await bodyOf(response)
  if (response.ok) {
    try {
      const { csrf, staff } = sessionShape(answer ?? {}, '')
      csrfToken = csrf ?? csrfToken
      if (path === ME) owner = staff?.id
    } catch {
      // A list carries no token.
    }
  }
  return { response, answer }
}

const ME = '/me'

/**
 * Whether a request was refused only because the session goes on under another token: it does so after the second
 * factor and a change of password, here or in another tab, while this request was under way or this tab slept.
 */
function isStale({ response, answer }: Reached, { path }: Sent): boolean {
  const isRefusal = response.status === 401 || response.status === 403
  if (!isRefusal || path === ME || owner === undefined) return false
  return ['signed-out', 'csrf'].includes(problemOf(response, answer).code)
}

/** Asks whose session it is now. Somebody else's must not do what a page of the former one was about to. */
async function isStillOurs(): Promise<boolean> {
  const before = owner
  const reached = await send({ method: 'GET', path: ME, more: {} }, PATIENCE_MS)
  return reached?.response.ok === true && owner === before
}

export const get = <T>(path: string, shape: Shape<T>) => call('GET', path, shape)

export const post = <T>(path: string, shape: Shape<T>, body: object = {}) => call('POST', path, shape, body)

const NDJSON = 'application/x-ndjson'
/** A file may be long, and is checked while it comes. */
const FILE_PATIENCE_MS = 120_000

/** Sends a file of lines as it is. */
export const sendFile = <T>(path: string, shape: Shape<T>, file: File) =>
  call('POST', path, shape, file, {}, FILE_PATIENCE_MS)

/**
 * Puts a document (PDF, JPEG, PNG) at its place.
 *
 * @param headers what the server is to know of it, such as its number
 */
export const putDocument = <T>(
  path: string,
  shape: Shape<T>,
  file: File,
  headers: Readonly<Record<string, string>> = {},
) =>
  call(
    'PUT',
    path,
    shape,
    file,
    {
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, encodeURIComponent(value)]),
      ),
      'content-type': file.type === '' ? 'application/octet-stream' : file.type,
      'x-file-name': encodeURIComponent(file.name),
    },
    FILE_PATIENCE_MS,
  )

/** What a page asks by itself does not keep a session alive that nobody uses. */
const BACKGROUND = { 'x-gapura-background': '1' }

/** The form of `call` that React Query wants. */
export async function getOrThrow<T>(path: string, shape: Shape<T>, isBackground = false): Promise<T> {
  const answer = await call('GET', path, shape, undefined, isBackground ? BACKGROUND : {})
  if (answer.kind === 'refused') throw new Refused(answer.problem)
  return answer.value
}

const NO_ANSWER = { message: '', fields: [], requestId: undefined, retryAfterSeconds: undefined }

function refused<T>(problem: Problem): Answer<T> {
  if (problem.status === 401 && problem.code === 'signed-out') reportSignedOut('expired')
  // The words are those of a suspended account that comes from the office's own provider.
  if (problem.status === 401 && problem.code === 'suspended') reportSignedOut('oidc-suspended')
  return { kind: 'refused', problem }
}

async function bodyOf(response: Response): Promise<unknown> {
  const content = await response.text().catch(() => '')
  if (content === '') return undefined
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

function problemOf(response: Response, answer: unknown): Problem {
  const base = { ...NO_ANSWER, status: response.status, code: 'unexpected' }
  try {
    const { field, fields, requestId, retryAfterSeconds, code, message } = problemShape(answer, '')
    const named = field === undefined ? [] : [{ field, message }]
    return { status: response.status, code, message, fields: fields ?? named, requestId, retryAfterSeconds }
  } catch {
    return base
  }
}

/** A query string without what is not set. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const set = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set).toString()}`
}
