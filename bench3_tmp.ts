import { rmSync } from 'node:fs'
import { createTestDatabase } from './test/support/database.ts'
import { importResidents, loadResidents, generateResidents, SYNTHETIC_SERIALS, seedRegions, loadRegionNames } from './src/registry/index.ts'
import { inTx } from './src/kernel/database.ts'
const db = await createTestDatabase()
try {
  console.time('seed'); await inTx(db.pool, seedRegions); console.timeEnd('seed')
  console.time('seed again'); await inTx(db.pool, seedRegions); console.timeEnd('seed again')
  global.gc?.(); const m = process.memoryUsage().heapUsed
  console.time('names'); const names = await inTx(db.pool, loadRegionNames); console.timeEnd('names')
  global.gc?.(); console.log('names MB', (process.memoryUsage().heapUsed - m) / 1e6, names.hasVillage('x'))
  for (const k of [1, 2]) { console.time('gen+load 20k'); console.log(await inTx(db.pool, (tx) => loadResidents(tx, 'real', generateResidents({ count: 20_000, seed: 's', serials: SYNTHETIC_SERIALS.real })))); console.timeEnd('gen+load 20k') }
  for (const file of process.argv.slice(2)) for (const again of [false, true]) {
    const t = performance.now(); let peak = 0
    const r = await importResidents(db.pool, { filePath: file, space: 'dummy', again, rejectPath: '/tmp/rej.csv', onProgress: (p) => { if (p.rowsDone % 100000 === 0) process.stderr.write(Math.round(process.memoryUsage().rss/1e6)+" "); peak = Math.max(peak, process.memoryUsage().rss) } })
    const s = (performance.now() - t) / 1000
    console.log(r, s, 'rows/s', r.kind === 'finished' ? Math.round(r.rowsDone / s) : 0, 'peak MB', Math.round(peak / 1e6))
  }
} finally { await db.drop() }
