import { Agent, request } from 'node:http'

export type WireCall = {
  userId: string
  password: string
  nik: string
  /** Below `/dukcapil/get_json/`. */
  path?: string
  /** Further fields of the body. */
  more?: Record<string, unknown>
}

export type WireReply = {
  status: number
  retryAfter: string | undefined
  /** The body, to the byte. */
  text: string
  /** `content[0]`, or the whole body of an error. */
  row: Record<string, unknown>
  /** `RESPONSE_CODE` or `code` of an answer without data; undefined when there are data. */
  code: string | undefined
}

export const BIODATA_PATH = '33-13/rsud_contoh/CALL_NIK'
export const MATCH_PATH = '33-13/rsud_contoh/CALL_VERIFY_BY_ELEMEN'

/** A client of the old service on kept-open connections, as the agencies' programs are. */
export function createWireClient(address: string, connections = 32) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    /** @throws when the connection breaks before the answer is complete */
    call: ({ userId, password, nik, path = BIODATA_PATH, more = {} }: WireCall): Promise<WireReply> =>
      new Promise((resolve, reject) => {
        const sent = request(
          `${address}/dukcapil/get_json/${path}`,
          { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('error', reject)
            response.on('end', () => {
              if (!response.complete) return reject(new Error('the answer was cut off'))
              resolve(toReply(response.statusCode ?? 0, response.headers['retry-after'], chunks))
            })
          },
        )
        sent.on('error', reject)
        sent.end(JSON.stringify({ user_id: userId, password, nik, ip_user: '10.88.0.70', ...more }))
      }),
    close: () => agent.destroy(),
  }
}

export type WireClient = ReturnType<typeof createWireClient>

function toReply(status: number, retryAfter: string | undefined, chunks: Buffer[]): WireReply {
  const text = Buffer.concat(chunks).toString('utf8')
  const body: { content?: Record<string, unknown>[] } & Record<string, unknown> = JSON.parse(text)
  const row = body.content?.[0] ?? body
  const code = row.RESPONSE_CODE ?? row.RESPON ?? row.code
  return { status, retryAfter, text, row, code: typeof code === 'string' ? code : undefined }
}

/** Runs `act` for each item, so many at once; results in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await act(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
