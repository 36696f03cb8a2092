import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { WirePath } from './path.ts'
import { pathOf } from './path-of-url.ts'

const path: WirePath = { region: '8813', agency: 'rsud_contoh', method: 'call_nik' }

const rows: { rule: string; url: string; expect: WirePath | null }[] = [
  { rule: 'W-01 an address', url: '/dukcapil/get_json/88-13/rsud_contoh/CALL_NIK', expect: path },
  { rule: 'W-01 again, as remembered', url: '/dukcapil/get_json/88-13/rsud_contoh/CALL_NIK', expect: path },
  { rule: 'W-01 a query', url: '/dukcapil/get_json/88-13/rsud_contoh/CALL_NIK?a=b/c', expect: path },
  { rule: 'W-01 a slash behind', url: '/dukcapil/get_json/88-13/rsud_contoh/CALL_NIK/', expect: path },
  { rule: 'W-01 slashes repeated', url: '//dukcapil//get_json///88-13/rsud_contoh//CALL_NIK', expect: path },
  { rule: 'W-01 percent-encoded', url: '/dukcapil/get_json/88%2D13/rsud%5Fcontoh/CALL_NIK', expect: path },
  { rule: 'W-01 a broken encoding', url: '/dukcapil/get_json/88-13/%E0%A4%A/CALL_NIK', expect: null },
  { rule: 'W-01 another place', url: '/api/portal/me', expect: null },
  { rule: 'W-01 nothing behind', url: '/dukcapil/get_json', expect: null },
  { rule: 'W-01 another case of the prefix', url: '/Dukcapil/get_json/rsud_contoh/CALL_NIK', expect: null },
  { rule: 'W-01 no target at all', url: '', expect: null },
]
for (const { rule, url, expect } of rows) it(rule, () => assert.deepEqual(pathOf(url), expect))
