import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { readRegions } from './src/registry/region-source.ts'
for (let i=0;i<2;i++){ console.time('ours'); readRegions(); console.timeEnd('ours')
console.time('csv-parse'); for (const f of ['provinces','regencies','districts','villages']) parse(readFileSync(`node_modules/idn-area-data/data/${f}.csv`)); console.timeEnd('csv-parse') }
