import { findAgreement } from '../agreements/index.ts'
import { beginUpload, findUpload, listUnfinished, lookAtUpload, receivePart } from '../feedback/index.ts'
import type { Pool } from '../kernel/database.ts'
import type { DemoResidents } from './demo-residents.ts'

const AGREEMENT = 'karanganyar-kesehatan-2026'
const FILE_NAME = 'contoh-data-balikan.csv'
const BY = 'staff:pic.dinkes'

/**
 * A file of feedback that has arrived and waits for its sender's word, with the faults that files have: nothing of it is
 * stored, for nobody of the demo has looked these people up yet. Done again, it changes nothing.
 */
export async function enterDemoFeedback(pool: Pool, residents: DemoResidents): Promise<void> {
  const agreement = await findAgreement(pool, AGREEMENT)
  if (agreement === undefined) throw new Error(`the demo has no agreement ${AGREEMENT}`)
  const { officeId, id: agreementId } = agreement
  const bytes = Buffer.from(`${linesOf(residents.active).join('\r\n')}\r\n`)
  const begun = { agreementId, fileName: FILE_NAME, size: bytes.length }
  if ((await listUnfinished(pool, begun)).length > 0) return
  const result = await beginUpload(pool, { ...begun, officeId, by: BY })
  if (result.kind === 'refused') throw new Error(`the demo's feedback: ${result.fault.message}`)
  const upload = await findUpload(pool, result.id)
  if (upload === undefined) throw new Error("the demo's upload is gone")
  await receivePart(pool, upload, 0, bytes)
  const { rows } = await pool.query<{ today: string }>(
    'select (clock_timestamp() at time zone $1)::date::text as today',
    [agreement.timeZone],
  )
  await lookAtUpload(pool, upload, rows[0]?.today ?? '', {})
}

const BLOOD = ['A', 'B+', 'O', 'AB'] as const

function linesOf(niks: readonly string[]): string[] {
  const good = niks.slice(0, 9).map((nik, place) => `${nik};RM-${1001 + place};${BLOOD[place % 4]};meja 1`)
  const [first = '', second = '', third = ''] = niks.slice(9)
  return [
    'NIK;NOMOR_REKAM_MEDIS;GOLONGAN_DARAH;Catatan',
    ...good.slice(0, 4),
    `${first.slice(0, 15)};RM-1010;A;meja 2`,
    ...good.slice(4),
    `${second};RM-1011;Z;meja 2`,
    `${third};;O;meja 2`,
  ]
}
