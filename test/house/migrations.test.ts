import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { it } from 'node:test'
import { FILES, read } from './repository.ts'

// Installations have applied these migrations and refuse to start when one has changed (src/kernel/migrate.ts).
// What a migration got wrong, the next one mends. After adding one: sha256sum migrations/*.sql > test/house/migrations.sha256

const sums = new Map(
  read('test/house/migrations.sha256')
    .trimEnd()
    .split('\n')
    .map((line): [string, string] => [line.slice(66), line.slice(0, 64)]),
)

it('no migration is changed, lost or added without its checksum', () => {
  const migrations = FILES.filter((file) => file.startsWith('migrations/') && file.endsWith('.sql'))
  const now = migrations.map((file): [string, string] => [
    file,
    createHash('sha256').update(read(file)).digest('hex'),
  ])
  assert.deepEqual(new Map(now), sums)
})

it('migrations are numbered without gaps', () => {
  const numbers = [...sums.keys()].map((file) => file.slice('migrations/'.length).slice(0, 4))
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => String(index + 1).padStart(4, '0')),
  )
})
