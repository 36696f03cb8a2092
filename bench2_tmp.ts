import { createReadStream, rmSync } from 'node:fs'
import { parse } from 'csv-parse'
import { generateResidents } from './src/registry/generate-residents.ts'
import { SYNTHETIC_SERIALS } from './src/registry/synthetic/number-issuer.ts'
import { writeResidentsCsv } from './src/registry/residents-csv.ts'
rmSync('/tmp/p200k.csv', { force: true })
console.time('write'); await writeResidentsCsv('/tmp/p200k.csv', generateResidents({ count: 200_000, seed: 'a', serials: SYNTHETIC_SERIALS.dummy })); console.timeEnd('write')
for (const info of [false, true]) {
  console.time('parse info=' + info); let n = 0
  for await (const r of createReadStream('/tmp/p200k.csv', { highWaterMark: 1 << 18 }).pipe(parse({ bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: 65536, info }))) n++
  console.timeEnd('parse info=' + info); console.log(n)
}
