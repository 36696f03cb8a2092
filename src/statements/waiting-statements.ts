import { listAgreements } from '../agreements/index.ts'
import type { Tx } from '../kernel/database.ts'
import { mayDo, type SignedIn, type Task } from '../offices/index.ts'
import { type MissingStatement, STATEMENT_KINDS, type Statement } from './domain.ts'
import { statementsMissing } from './missing-statements.ts'
import { listStatements } from './statement.store.ts'
import { type StatementView, toStatementView } from './statement-view.ts'

/** A signature that somebody waits for: a paper that was written already, or one that is still to be asked for. */
export type WaitingStatement = Pick<MissingStatement, 'kind' | 'staffId' | 'signerName' | 'why'> & {
  agreement: string
  agreementNumber: string
  agency: string
  /** ISO 8601 in UTC. */
  since: string
  statement: StatementView | null
}

type Viewer = Pick<SignedIn, 'officeId' | 'agencyId' | 'role'>

/**
 * What waits for one person: for the office what was handed in, for an agency what is to be signed, was sent
 * back, has run out, or was never asked for. Of agreements that are over nothing waits.
 */
export async function listWaiting(tx: Tx, who: Viewer): Promise<WaitingStatement[]> {
  const { officeId, agencyId } = who
  if (agencyId === null && !mayDo(who.role, 'statements.decide')) return []
  const agreements = (await listAgreements(tx)).filter(
    (agreement) =>
      agreement.officeId === officeId &&
      (agencyId === null || agreement.agencyId === agencyId) &&
      agreement.state === 'in_force' &&
      !agreement.isOver,
  )
  const statements = await listStatements(tx, { officeId, agencyId })
  const waiting: WaitingStatement[] = []
  for (const agreement of agreements) {
    const about = {
      agreement: agreement.code,
      agreementNumber: agreement.numbers.civilRegistry,
      agency: agreement.agencyName,
    }
    const own = statements.filter(({ agreementId }) => agreementId === agreement.id)
    for (const statement of own.filter((one) => isWaitingFor(who, one))) {
      const { kind, staffId, signerName, isHandedIn } = statement
      const why = isHandedIn ? 'to-check' : 'to-sign'
      const since = statement.handedInAt ?? statement.askedAt
      waiting.push({ ...about, kind, staffId, signerName, why, since, statement: toStatementView(statement) })
    }
    if (agencyId === null) continue
    for (const missing of await statementsMissing(tx, agreement.id)) {
      if (missing.why === 'to-sign' || missing.why === 'to-check') continue
      const last = own.find(({ id }) => id === missing.statementId)
      const { kind, staffId, signerName, why } = missing
      waiting.push({
        ...about,
        kind,
        staffId,
        signerName,
        why,
        since: last?.decidedAt ?? `${agreement.validFrom}T00:00:00.000Z`,
        statement: last === undefined ? null : toStatementView(last),
      })
    }
  }
  return waiting
}

function isWaitingFor({ agencyId }: Viewer, { state, isHandedIn }: Statement): boolean {
  return state === 'waiting' && isHandedIn === (agencyId === null)
}

/** The statements that wait, as lines of the page Tugas. */
export async function statementTasks(tx: Tx, who: SignedIn): Promise<Task[]> {
  if (!mayDo(who.role, 'statements.prepare') && !mayDo(who.role, 'statements.decide')) return []
  return (await listWaiting(tx, who)).map(({ kind, why, since, agency, agreement, agreementNumber }) => ({
    kind: `statement-${why}`,
    title: `${TITLES[why]}: ${STATEMENT_KINDS[kind].name}`,
    detail: `${agency}, perjanjian ${agreementNumber}`,
    path: `/perjanjian/${agreement}/pernyataan`,
    since,
    due: null,
    // Access is closed as long as it is missing.
    isLate: why === 'expired',
  }))
}

const TITLES = {
  'not-asked': 'Pernyataan belum dibuat',
  'to-sign': 'Pernyataan menunggu tanda tangan',
  'to-check': 'Pernyataan menunggu pemeriksaan',
  rejected: 'Pernyataan dikembalikan',
  expired: 'Pernyataan sudah berakhir',
} as const satisfies Record<MissingStatement['why'], string>
