import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Body = { id_lembaga: string; nama_lembaga: string; data: { NIK: string; param: object[] }[] }[]

export type CentralServer = {
  url: string
  port: number
  /** Everything it has taken, row by row. */
  rows: { nik: string; param: object; agency: string }[]
  requests: number
  /** What it does with the next requests, one after the other; then it takes them. */
  next: ('break' | 'hang' | 'take-and-break' | number)[]
  stop(): Promise<void>
}

/** A web service of the central authority as its clients know it: a token, batches, a repeat answered as such. */
export async function startCentralServer(token: string, port = 0): Promise<CentralServer> {
  const known = new Set<string>()
  const central: CentralServer = {
    url: '',
    port: 0,
    rows: [],
    requests: 0,
    next: [],
    stop: async () => undefined,
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    central.requests += 1
    const act = central.next.shift()
    const body = await text(request)
    if (act === 'hang') return
    if (act === 'break') {
      request.socket.destroy()
      return
    }
    const [status, message] = typeof act === 'number' ? [act, 'Galat'] : take(request, body)
    if (act === 'take-and-break') {
      request.socket.destroy()
      return
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
  }
  const server = createServer((request, response) => void answer(request, response))
  function take(request: IncomingMessage, body: string): [number, string] {
    if (request.headers.authorization !== `Bearer ${token}`) return [401, 'Unauthenticated.']
    if (known.has(body)) return [400, 'Data sudah pernah dikirim']
    known.add(body)
    const agencies: Body = JSON.parse(body)
    for (const { nama_lembaga: agency, data } of agencies) {
      for (const { NIK: nik, param } of data)
        for (const one of param) central.rows.push({ nik, param: one, agency })
    }
    return [200, 'Success']
  }
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  central.port = address.port
  central.url = `http://127.0.0.1:${address.port}/databalikan/api/store`
  central.stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return central
}
