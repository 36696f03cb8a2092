import { findAgreement, findDocument } from '../../agreements/index.ts'
import type { Tx } from '../../kernel/database.ts'
import { definitionInForce } from '../definition.store.ts'
import { openWays } from '../desk/ways.ts'
import { findKeysOf } from './feedback-key.store.ts'
import type { Manifest } from './manifest.ts'
import { momentIn } from './moment-words.ts'
import { findTaken } from './package.store.ts'
import { type PackageFault, packageFault } from './package-fault.ts'

export type Admission =
  | { kind: 'admitted'; agreementId: number; keyId: number }
  | { kind: 'refused'; fault: PackageFault }

const refused = (...fault: Parameters<typeof packageFault>): Admission => ({
  kind: 'refused',
  fault: packageFault(...fault),
})

/** May a package come in whose signature is good: is it an agency's, of this office, by a key it stands for, and new? */
export async function admitPackage(tx: Tx, officeId: number, manifest: Manifest): Promise<Admission> {
  const [code = ''] = manifest.agreements
  if (manifest.kind !== 'agency') {
    return refused('FB-95', 'Paket ini dibuat sebuah kantor untuk pusat, bukan oleh instansi.')
  }
  const agreement = await findAgreement(tx, code)
  if (agreement?.officeId !== officeId) {
    return refused('FB-95', 'Perjanjian yang disebut paket ini tidak ada di kantor ini.')
  }
  if ((await definitionInForce(tx, agreement.id)) === undefined) {
    return refused('FB-95', 'Perjanjian yang disebut paket ini tidak memuat data balikan.')
  }
  const { feedback } = await findDocument(tx, agreement.id)
  if (!openWays({ state: agreement.state, methods: feedback?.methods }).includes('offline-media')) {
    return refused('FB-95', 'Perjanjian ini tidak memuat pengiriman dengan media, atau sudah dicabut.')
  }
  const keys = await findKeysOf(tx, agreement.id, Buffer.from(manifest.signer, 'base64'))
  const key = keys.find(({ state }) => state === 'active')
  if (key === undefined && keys.length === 0 && (await hasGoodKey(tx, officeId, manifest.signer))) {
    return refused(
      'FB-95',
      'Penandatangan paket ini terdaftar untuk perjanjian lain, bukan yang disebut paket ini.',
    )
  }
  if (key === undefined) return refused('FB-94', SIGNER_WORDS[keys[0]?.state ?? 'unknown'])
  const before = await findTaken(tx, manifest.id)
  if (before !== undefined) {
    const at = momentIn(agreement.timeZone)(before.at)
    return refused('FB-96', `Paket ini sudah dimuat pada ${at}; paket yang sama hanya dimuat sekali.`)
  }
  return { kind: 'admitted', agreementId: agreement.id, keyId: key.id }
}

/** Whether a key stands for any agreement of the office. */
async function hasGoodKey(tx: Tx, officeId: number, signer: string): Promise<boolean> {
  const { rows } = await tx.query(
    `select from feedback_key k join agreement a on a.id = k.agreement_id
     where a.office_id = $1 and k.public_key = decode($2, 'base64') and k.state = 'active' limit 1`,
    [officeId, signer],
  )
  return rows.length > 0
}

const SIGNER_WORDS = {
  unknown: 'Penandatangan paket ini tidak terdaftar untuk perjanjian ini.',
  waiting: 'Kunci penandatangan paket ini belum diperiksa kantor.',
  rejected: 'Kunci penandatangan paket ini ditolak kantor.',
  revoked: 'Kunci penandatangan paket ini sudah dicabut.',
  active: '',
} as const
