import { randomUUID } from 'node:crypto'
import { type AgreementInForce, findAgreement } from '../agreements/index.ts'
import {
  actOnChange,
  askWhatIf,
  attachFile,
  listChanges,
  type Person,
  writeChange,
} from '../changes/index.ts'
import type { Vault } from '../files/index.ts'
import type { Pool } from '../kernel/database.ts'
import type { Sealer } from '../kernel/seal.ts'
import { type Actor, staffName } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { PAGE } from './demo-requests.ts'

const CODE = 'karanganyar-kesehatan-2026'

const LETTER = { letterNumber: '440/0412/2026', letterOn: '2026-01-15' }

/** One change that waits for the office's check, and one that the agency has begun. */
export async function enterDemoChanges(
  pool: Pool,
  { vault, paperMaker, sealer }: { vault: Vault; paperMaker: PaperMaker; sealer: Sealer },
): Promise<void> {
  const agreement = await findAgreement(pool, CODE)
  if (agreement === undefined || agreement.state !== 'in_force' || agreement.isOver) return
  // Done again after an interruption: those that were made stay.
  if ((await listChanges(pool, agreement.id)).length > 0) return
  const [head, pic] = [await personOf(pool, 'kepala.dinkes'), await personOf(pool, 'pic.dinkes')]
  const write = (body: object) => writeChange({ pool, sealer }, agreement, body, pic)
  const quota = must(
    await write({
      kind: 'quota',
      content: { quotaPerDay: 1_000 },
      reason: 'kuota dibatasi menurut hasil evaluasi semester',
      ...LETTER,
    }),
  )
  await attach({ pool, vault }, agreement, quota.id, pic)
  must(await askWhatIf(pool, agreement, quota.id, pic))
  const tools = { pool, papers: paperMaker, fourEyes: 'required' } as const
  must(await actOnChange(tools, agreement, { id: quota.id, act: 'submit', sent: {} }, head))
  const elements = agreement.elements.filter((name) => name !== 'JENIS_PKRJN')
  must(
    await write({
      kind: 'elements',
      content: { elements: [...elements, 'GOL_DARAH'] },
      reason: 'golongan darah diperlukan unit gawat darurat, pekerjaan tidak',
    }),
  )
}

async function attach(
  tools: { pool: Pool; vault: Vault },
  agreement: AgreementInForce,
  id: number,
  pic: { who: Person; actor: Actor },
) {
  for (const kind of ['letter', 'study'] as const) {
    must(await attachFile(tools, agreement, id, { kind, name: `${kind}.pdf`, bytes: PAGE }, pic))
  }
}

async function personOf(pool: Pool, username: string): Promise<{ who: Person; actor: Actor }> {
  const { rows } = await pool.query<Person>(
    `select id as "staffId", office_id as "officeId", agency_id as "agencyId", role from staff where username = $1`,
    [username],
  )
  const [who] = rows
  if (who === undefined) throw new Error(`the demo has no account ${username}`)
  return { who, actor: { by: staffName({ username }), requestId: randomUUID(), address: null } }
}

type Done<T> = { kind: 'done'; value: T } | { kind: string }

function must<T>(result: Done<T>): T {
  if (result.kind === 'done' && 'value' in result) return result.value
  throw new Error(`a change of the demo was not made: ${JSON.stringify(result)}`)
}
