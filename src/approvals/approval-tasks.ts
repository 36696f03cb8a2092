import { mayDo, type TaskSource } from '../offices/index.ts'
import { listProposals } from './proposal.store.ts'
import { countWaitingFor } from './proposal-view.ts'
import { listSecretsOf } from './secret.store.ts'

const DAY_MS = 86_400_000

/** Proposals that wait for this person's answer, and what an approved one made and nobody has fetched yet. */
export const approvalTasks: TaskSource = async (tx, who) => {
  if (!mayDo(who.role, 'approvals.read')) return []
  const proposals = await listProposals(tx, who.officeId)
  const answers = proposals
    .filter((proposal) => proposal.state === 'waiting' && countWaitingFor([proposal], who) > 0)
    .map((proposal) => ({
      kind: 'approval',
      title: `Persetujuan orang kedua: ${proposal.whom}`,
      detail: `Diusulkan ${proposal.proposedBy.fullName}: ${proposal.reason}`,
      path: `/persetujuan/${proposal.id}`,
      since: proposal.proposedAt,
      // Half open: on the day on which it expires it can still be answered for a part of it.
      due: new Date(Date.parse(proposal.expiresAt) - DAY_MS).toISOString().slice(0, 10),
      isLate: false,
    }))
  const secrets = (await listSecretsOf(tx, who.staffId))
    .filter(({ state }) => state === 'waiting')
    .map(({ proposalId, until }) => ({
      kind: 'secret',
      title: 'Ambil kata sandi hasil persetujuan',
      detail: proposals.find(({ id }) => id === proposalId)?.whom ?? '',
      path: `/persetujuan/${proposalId}`,
      since: proposals.find(({ id }) => id === proposalId)?.decidedAt ?? until,
      due: until.slice(0, 10),
      isLate: false,
    }))
  return [...answers, ...secrets]
}
