import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../../src/audit/index.ts'
import { issueCredential } from '../../src/credentials/index.ts'
import { issueFeedbackToken } from '../../src/feedback/index.ts'
import { inTx, type Pool } from '../../src/kernel/database.ts'
import type { NikHasher } from '../../src/kernel/secrets.ts'
import { agreementFile, enterAgreement } from './agreement.ts'

/** A hospital that owes blood group, medical record number and death certificate number. */
export async function hospitalOwingFeedback(pool: Pool, code = 'rsud-balikan') {
  const file = agreementFile({
    code,
    number: { civilRegistry: `400.12.4/${code}`, userAgency: `400.7/${code}` },
    userAgency: { name: `RSUD ${code}`, kind: 'RSUD', wireName: code.replaceAll('-', '_') },
    feedback: {
      fields: ['Golongan Darah', 'Nomor Rekam Medis', 'Nomor Surat Keterangan Kematian'].map((name) => ({
        name,
      })),
      methods: ['web-service', 'upload', 'form', 'offline-media'],
    },
  })
  await enterAgreement(pool, file)
  const userId = `${code}.user`
  const issued = await issueCredential(
    pool,
    { agreementCode: code, userId, kind: 'production', addresses: ['127.0.0.1'] },
    'uji',
  )
  assert.equal(issued.kind, 'issued', JSON.stringify(issued))
  const { rows } = await pool.query(
    `select c.id as "credentialId", c.agreement_id as "agreementId", c.office_id as "officeId", o.code as "officeCode"
     from credential c join office o on o.id = c.office_id where user_id = $1`,
    [userId],
  )
  const ids: { credentialId: number; agreementId: number; officeId: number; officeCode: string } = rows[0]
  const token = await issueFeedbackToken(pool, { officeId: ids.officeId, userId, by: 'uji' })
  assert.ok(token !== undefined)
  const password = issued.kind === 'issued' ? issued.secret : ''
  return { ...ids, code, userId, password, token }
}

/** Leaves in the log what looking these people up leaves. */
export async function lookUpAll(
  pool: Pool,
  nikHasher: NikHasher,
  by: { officeId: number; credentialId: number; agreementId: number },
  niks: Iterable<string>,
): Promise<void> {
  const entries = [...niks].map((nik) =>
    auditEntry({
      event: 'verification.answered',
      outcome: 'disclosed',
      requestId: randomUUID(),
      officeId: by.officeId,
      credentialId: by.credentialId,
      agreementId: by.agreementId,
      termVersion: 1,
      nikHash: nikHasher.hash(nik),
    }),
  )
  for (let from = 0; from < entries.length; from += 10_000) {
    await inTx(pool, (tx) => append(tx, entries.slice(from, from + 10_000)))
  }
}

/** Well-formed numbers of invented people (region 88), different for each place. */
export function inventedNik(place: number): string {
  const serial = (place % 9_999) + 1
  const day = (Math.floor(place / 9_999) % 28) + 1
  const month = (Math.floor(place / (9_999 * 28)) % 12) + 1
  const two = (value: number) => String(value).padStart(2, '0')
  return `880101${two(day)}${two(month)}90${String(serial).padStart(4, '0')}`
}
