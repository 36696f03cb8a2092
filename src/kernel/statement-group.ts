import pg from 'pg'

/** A statement by its name: it is prepared once a connection. Rows come back as arrays. */
export type NamedStatement = { name: string; text: string; values?: readonly unknown[] }

type Cell = unknown
type Waiting = NamedStatement & { resolve(rows: Cell[][]): void; reject(error: unknown): void }
type ColumnParser = (text: string) => Cell

/** What a connection has prepared: by statement, how the columns of its rows are read. */
export type Prepared = Map<string, ColumnParser[]>

/** A statement that was not run, because one sent before it in the same group failed. */
export class Skipped extends Error {
  constructor(name: string, cause: unknown) {
    super(`${name} was not run: a statement before it failed`, { cause })
  }
}

/**
 * Statements that go to the database in one write, with one Sync behind the last, and whose results come back in
 * one piece. `pg` sends each statement with a Sync and a Describe of its own: the database then answers each with
 * a write of its own, and each wakes the other side. For a batch of the gate that was half of its fixed cost
 * (docs/performance.md).
 *
 * When one fails those behind it are skipped, the commit among them: the transaction is then to be rolled back.
 */
export class StatementGroup extends pg.Query {
  /** Set by `pg` around its timeout; called once at the end. */
  callback: (error: unknown) => void = () => undefined
  readonly #statements: readonly Waiting[]
  readonly #prepared: Prepared
  readonly #rows: Cell[][][]
  #current = 0

  constructor(statements: readonly Waiting[], prepared: Prepared) {
    super('')
    this.#statements = statements
    this.#prepared = prepared
    this.#rows = statements.map(() => [])
    this.submit = (connection) => this.#send(connection as unknown as ProtocolConnection)
  }

  #send(connection: ProtocolConnection) {
    connection.stream.cork()
    for (const { name, text, values = [] } of this.#statements) {
      const isNew = !this.#prepared.has(name)
      if (isNew) {
        this.#prepared.set(name, [])
        connection.parse({ name, text, types: [] })
      }
      connection.bind({ statement: name, values: values.map(parameterOf) })
      // Only once: the columns of a prepared statement do not change.
      if (isNew) connection.describe({ type: 'P', name: '' })
      connection.execute({})
    }
    connection.sync()
    connection.stream.uncork()
    return null
  }

  handleRowDescription({ fields }: { fields: readonly { dataTypeID: number }[] }) {
    const name = this.#statements[this.#current]?.name ?? ''
    const parsers = fields.map(({ dataTypeID }): ColumnParser => pg.types.getTypeParser(dataTypeID, 'text'))
    this.#prepared.set(name, parsers)
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }) {
    const parsers = this.#prepared.get(this.#statements[this.#current]?.name ?? '') ?? []
    const row = fields.map((text, column) => (text === null ? null : parsers[column]?.(text)))
    this.#rows[this.#current]?.push(row)
  }

  handleCommandComplete() {
    this.#current += 1
  }

  handleReadyForQuery() {
    for (const [index, { resolve }] of this.#statements.entries()) resolve(this.#rows[index] ?? [])
    this.callback(null)
  }

  handleError(error: unknown) {
    for (const [index, { name, resolve, reject }] of this.#statements.entries()) {
      if (index < this.#current) resolve(this.#rows[index] ?? [])
      else reject(index === this.#current ? error : new Skipped(name, error))
    }
    this.callback(error)
  }
}

/** What of pg's connection is used here; its published types lag behind. */
type ProtocolConnection = {
  stream: { cork(): void; uncork(): void }
  parse(message: { name: string; text: string; types: readonly number[] }): void
  bind(message: { statement: string; values: readonly Parameter[] }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: object): void
  sync(): void
}

type Parameter = string | Buffer | null

function parameterOf(value: unknown): Parameter {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value
  if (typeof value === 'number') return String(value)
  throw new TypeError('a statement of a group takes text, numbers, bytes and null')
}
