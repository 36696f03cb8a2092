import '../../messages/proof-acts/words.ts'
import type { LiveProof, ProofRow, Proofs } from '../../api/proofs.ts'
import { DecideProof } from './DecideProof.tsx'
import { ExamineProof } from './ExamineProof.tsx'
import { RequestForm } from './RequestForm.tsx'
import { ScheduleProof } from './ScheduleProof.tsx'
import { StartRun } from './StartRun.tsx'
import { TickRule } from './TickRule.tsx'
import { WithdrawProof } from './WithdrawProof.tsx'

/** What is open, and on what. */
export type OpenDialog =
  | { act: 'request' }
  | { act: 'schedule' | 'start'; proof: LiveProof; proofs: Proofs }
  | { act: 'examine' | 'decide' | 'withdraw'; proof: LiveProof }
  | { act: 'tick'; proof: LiveProof; row: ProofRow }

type ProofDialogsProps = { code: string; open: OpenDialog; onClose: () => void }

/** Every dialog of the page. They are fetched with the first act: whoever only looks needs none. */
export function ProofDialogs({ code, open, onClose }: ProofDialogsProps) {
  if (open.act === 'request') return <RequestForm code={code} onClose={onClose} />
  const at = { code, proof: open.proof, onClose }
  switch (open.act) {
    case 'schedule':
      return <ScheduleProof {...at} examiners={open.proofs.examiners} />
    case 'start':
      return <StartRun {...at} proofs={open.proofs} />
    case 'examine':
      return <ExamineProof {...at} />
    case 'decide':
      return <DecideProof {...at} />
    case 'withdraw':
      return <WithdrawProof {...at} />
    case 'tick':
      return <TickRule {...at} row={open.row} />
  }
}
