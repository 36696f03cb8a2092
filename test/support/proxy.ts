import { connect, createServer, type Socket } from 'node:net'

export type DatabaseProxy = {
  /** The database's URL by way of the proxy. */
  url: string
  /** Breaks all connections and refuses new ones until `open`. */
  shut(): void
  /** Keeps connections, and lets nothing through in either direction until `open`. */
  stall(): void
  open(): void
  close(): Promise<void>
}

/** Stands between a server and its database, so that a test can take the database away. */
export async function startProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl)
  const pairs = new Set<readonly [Socket, Socket]>()
  let isShut = false
  let isStalled = false

  // Without delay: the gate's statements are small, and each would wait for an acknowledgement.
  const server = createServer({ noDelay: true }, (inner) => {
    if (isShut) {
      inner.destroy()
      return
    }
    const outer = connect({ port: Number(target.port), host: target.hostname, noDelay: true })
    const pair = [inner, outer] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      for (const socket of pair) socket.destroy()
    }
    for (const [from, to] of [pair, pair.toReversed() as [Socket, Socket]]) {
      from.pipe(to, { end: false })
      from.on('error', end).on('close', end)
      if (isStalled) from.pause()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = address !== null && typeof address === 'object' ? String(address.port) : ''

  const breakAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  const setStalled = (stalled: boolean) => {
    isStalled = stalled
    for (const pair of pairs) for (const socket of pair) stalled ? socket.pause() : socket.resume()
  }
  return {
    url: url.href,
    shut: () => {
      isShut = true
      breakAll()
    },
    stall: () => setStalled(true),
    open: () => {
      isShut = false
      setStalled(false)
    },
    close: async () => {
      breakAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
