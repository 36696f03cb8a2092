import { generateResidents } from './src/registry/generate-residents.ts'
import { SYNTHETIC_SERIALS } from './src/registry/synthetic/number-issuer.ts'
const n = Number(process.argv[2])
console.time('gen'); const st: Record<string, number> = {}; let i = 0
for (const r of generateResidents({ count: n, seed: 'a', serials: SYNTHETIC_SERIALS.dummy })) { i++; st[r.status] = (st[r.status] ?? 0) + 1; if (n < 60) console.log(r.nama_lgkp, r.nik, r.tgl_lhr, r.stat_hbkel, r.status_kawin, r.tgl_kwn, r.jenis_pkrjn, r.pddk_akh, r.ektp_status, r.tmpt_lhr, r.kode_pos, r.nama_lgkp_ayah) }
console.timeEnd('gen'); console.log(i, Object.fromEntries(Object.entries(st).map(([k, v]) => [k, (v / i * 100).toFixed(2)])), Math.round(process.memoryUsage().rss / 1e6))
