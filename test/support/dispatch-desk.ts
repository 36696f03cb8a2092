import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { followAccesses, loadUpload } from '../../src/feedback/index.ts'
import { readDispatchParts } from '../../src/feedback/media/dispatch.store.ts'
import { makePackage, planPackage } from '../../src/feedback/media/make-dispatch.ts'
import { readPackage } from '../../src/feedback/media/read-package.ts'
import { moveUpload } from '../../src/feedback/upload/upload.store.ts'
import { openNikHasher } from '../../src/kernel/secrets.ts'
import { createTestDatabase } from './database.ts'
import { hospitalOwingFeedback, inventedNik, lookUpAll } from './feedback.ts'
import { lookAtFile, receiveFile } from './feedback-file.ts'
import { ACTOR, officeKeys } from './media.ts'

const TODAY = '2026-11-21'
const PEOPLE = 4_000

type Change = Partial<Parameters<typeof planPackage>[1]>

/** Two hospitals that may send feedback about the same people, the keys of their office and of the central authority. */
export async function openDispatchDesk() {
  const database = await createTestDatabase()
  const { pool } = database
  const first = await hospitalOwingFeedback(pool)
  const second = await hospitalOwingFeedback(pool, 'rsud-dua')
  const nikHasher = openNikHasher(join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'nik.key'))
  const people = Array.from({ length: PEOPLE }, (_, place) => inventedNik(place))
  for (const one of [first, second]) await lookUpAll(pool, nikHasher, one, people)
  await followAccesses(pool)
  const [{ keys: office }, { keys: centre }] = [await officeKeys(), await officeKeys()]
  let place = 0

  const plan = (change: Change = {}) =>
    planPackage(pool, {
      officeId: first.officeId,
      agreements: [],
      recipient: centre.recipient,
      actor: ACTOR,
      ...change,
    })

  return {
    database,
    pool,
    first,
    second,
    office,
    /** Stores so many rows of an agency as an upload, about other people each time. */
    store: async (of: typeof first, count: number) => {
      const lines = Array.from({ length: count }, () => {
        place += 1
        return `${inventedNik(place)};MR/${of.code}/${place};O+`
      })
      const bytes = Buffer.from(['NIK;NOMOR_REKAM_MEDIS;GOLONGAN_DARAH', ...lines, ''].join('\n'))
      const id = await receiveFile(pool, of, bytes)
      await lookAtFile(pool, id, TODAY)
      await moveUpload(pool, id, ['received'], 'loading')
      assert.equal(await loadUpload(pool, nikHasher, { id, today: TODAY }), 'finished')
    },
    plan,
    make: async (change: Change = {}): Promise<number> => {
      const planned = await plan(change)
      assert.ok(planned.kind === 'planned', JSON.stringify(planned))
      await makePackage(pool, office, planned.id)
      return planned.id
    },
    /** What the central authority finds in a package. */
    opened: async (id: number) => {
      const bytes = await buffer(readDispatchParts(pool, id))
      const data: Buffer[] = []
      const onData = async (piece: Buffer) => void data.push(Buffer.from(piece))
      const reading = await readPackage(once(bytes), { ...centre, size: bytes.length, onData })
      assert.ok(reading.kind === 'read', JSON.stringify(reading))
      const [, ...lines] = Buffer.concat(data).toString('utf8').trimEnd().split('\r\n')
      return { manifest: reading.manifest, lines }
    },
  }
}

async function* once(bytes: Buffer) {
  yield bytes
}
