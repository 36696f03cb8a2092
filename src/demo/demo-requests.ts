import { randomUUID } from 'node:crypto'
import type { AgreementDraft } from '../agreements/index.ts'
import type { Vault } from '../files/index.ts'
import type { Pool } from '../kernel/database.ts'
import type { Sealer } from '../kernel/seal.ts'
import { type Actor, isRole, staffName } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import {
  addRequestFile,
  DOCUMENT_KINDS,
  type Doer,
  doAct,
  listRequests,
  openRequest,
  type RequestTools,
} from '../requests/index.ts'

type DemoRequest = { draft: AgreementDraft; need: string; number: string; isForwarded: boolean }

const NETWORK = {
  kind: 'closed',
  provider: 'Dinas Komunikasi dan Informatika Kabupaten Karanganyar',
  bandwidthMbps: 10,
  connectionPoints: 2,
} as const

/** One that waits for the office's check, one for the central authority's word. */
const REQUESTS: readonly DemoRequest[] = [
  {
    draft: {
      purpose: 'verifikasi data calon peserta imunisasi pada Puskesmas',
      elements: ['NIK', 'NAMA_LGKP', 'TGL_LHR', 'NAMA_LGKP_IBU', 'ALAMAT'],
      methods: ['web-service'],
      users: 1,
      quotaPerUserPerDay: 500,
      developmentUser: true,
      proofOfConceptRequired: true,
      network: NETWORK,
      feedback: { fields: [{ name: 'Nomor Register Imunisasi' }], methods: ['web-service'] },
      validUntil: '2028-12-31',
    },
    need: 'dicocokkan dengan buku kesehatan ibu dan anak',
    number: '400.7/0311/2026',
    isForwarded: true,
  },
  {
    draft: {
      purpose: 'verifikasi data pemohon surat keterangan sehat',
      elements: ['NIK', 'NAMA_LGKP', 'JENIS_KLMIN', 'TMPT_LHR', 'TGL_LHR', 'ALAMAT'],
      methods: ['web-portal'],
      users: 5,
      quotaPerUserPerDay: 200,
      network: NETWORK,
      feedback: { fields: [{ name: 'Nomor Surat Keterangan' }], methods: ['form', 'upload'] },
      validUntil: '2028-12-31',
    },
    need: 'dicocokkan dengan KTP-el pemohon',
    number: '400.7/0327/2026',
    isForwarded: false,
  },
]

/** Two requests under way, made by the acts of the path themselves. */
export async function enterDemoRequests(
  pool: Pool,
  tools: { vault: Vault; paperMaker: PaperMaker; sealer: Sealer },
): Promise<void> {
  const [head, pic, officer] = [
    await doerOf(pool, 'kepala.dinkes'),
    await doerOf(pool, 'pic.dinkes'),
    await doerOf(pool, 'perjanjian.dukcapil'),
  ]
  // Done again after an interruption: those that were made stay.
  const known = await listRequests(pool, pic.who)
  const complete = { ...tools, pool, fourEyes: 'required' } as const
  for (const request of REQUESTS) {
    if (known.some(({ draft }) => draft.purpose === request.draft.purpose)) continue
    const opened = await openRequest(complete, { sent: {}, ...pic })
    if (opened.kind === 'refused') throw failed(opened)
    const { id } = opened
    const { draft, need, number, isForwarded } = request
    const needs = Object.fromEntries((draft.elements ?? []).map((element) => [element, need]))
    await act(complete, 'save', { id, sent: { draft, needs }, ...pic })
    await handIn(complete, id, pic)
    await act(complete, 'submit', { id, sent: { number }, ...head })
    if (isForwarded) await act(complete, 'forward', { id, sent: {}, ...officer })
  }
}

async function act(
  tools: RequestTools,
  name: Parameters<typeof doAct>[1],
  asked: Parameters<typeof doAct>[2],
) {
  const done = await doAct(tools, name, asked)
  if (done.kind !== 'done') throw failed({ name, ...done })
}

/** The package: its papers are all the same page, for nobody's are shown. */
async function handIn(tools: RequestTools, id: number, pic: Person): Promise<void> {
  for (const kind of DOCUMENT_KINDS) {
    if (kind === 'other') continue
    const file = { kind, bytes: PAGE, name: `${kind}.pdf`, number: '', date: '' }
    const added = await addRequestFile(tools, id, file, pic)
    if (added.kind !== 'added') throw failed({ file: kind, ...added })
  }
}

type Person = { who: Doer; actor: Actor }

async function doerOf(pool: Pool, username: string): Promise<Person> {
  const { rows } = await pool.query<Doer>(
    `select id as "staffId", office_id as "officeId", agency_id as "agencyId", role, full_name as "fullName" from staff
     where username = $1`,
    [username],
  )
  const who = rows[0]
  if (who === undefined || !isRole(who.role)) throw new Error(`the demo has no account ${username}`)
  return { who, actor: { by: staffName({ username }), requestId: randomUUID(), address: null } }
}

const failed = (what: object) => new Error(`the demo's requests: ${JSON.stringify(what)}`)

/** An empty page. */
export const PAGE = pageOf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
])

function pageOf(objects: readonly string[]): Buffer {
  let pdf = '%PDF-1.7\n'
  const rows = objects.map((object, index) => {
    const offset = pdf.length
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`
  return Buffer.from(
    `${pdf}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`,
  )
}
