import type { Tx } from '../kernel/database.ts'
import { notify, type Recipient } from '../notifications/index.ts'
import { STATEMENT_KINDS, type Statement, type StatementKind } from './domain.ts'

/** Who in an agency sees to a signature: the head to their own, others to those of operators and providers. */
const KEEPERS = {
  sptjm: ['agency-head', 'agency-pic'],
  nda: ['agency-head', 'agency-pic', 'agency-administrator'],
  'closed-network': ['agency-pic'],
} as const satisfies Record<StatementKind, readonly string[]>

const WORDS = {
  asked: { event: 'statement.asked', title: 'Pernyataan menunggu tanda tangan', office: false },
  'handed-in': { event: 'statement.handed_in', title: 'Pernyataan menunggu pemeriksaan', office: true },
  accepted: { event: 'statement.accepted', title: 'Pernyataan diterima', office: false },
  rejected: { event: 'statement.rejected', title: 'Pernyataan dikembalikan', office: false },
  withdrawn: { event: 'statement.withdrawn', title: 'Pernyataan tidak berlaku lagi', office: false },
} as const

/** Tells those who have something to do of what became of a statement; no name stands in it. */
export async function tellOfStatement(
  tx: Tx,
  what: keyof typeof WORDS,
  statement: Pick<Statement, 'officeId' | 'agencyId' | 'agreementCode' | 'agreementNumber' | 'kind'>,
): Promise<void> {
  const { officeId, agencyId, agreementCode, agreementNumber, kind } = statement
  if (agencyId === null || agreementCode === null) return
  const { event, title, office } = WORDS[what]
  const to: Recipient[] = office
    ? [{ role: 'agreement-officer', agencyId: null }]
    : KEEPERS[kind].map((role) => ({ role, agencyId }))
  for (const recipient of to) {
    await notify(tx, {
      officeId,
      to: recipient,
      event,
      title,
      body: `${STATEMENT_KINDS[kind].name}, perjanjian ${agreementNumber}.`,
      path: `/perjanjian/${agreementCode}/pernyataan`,
    })
  }
}
