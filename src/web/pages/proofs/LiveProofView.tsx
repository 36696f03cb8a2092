import { useTranslation } from 'react-i18next'
import { type LiveProof, liveProofShape, type Proofs, proofsAddress } from '../../api/proofs.ts'
import { useFormat } from '../../messages/format.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { PaperList } from '../papers/PaperList.tsx'
import { Checklist } from './Checklist.tsx'
import { ProofActs } from './ProofActs.tsx'
import { toneOf, useProofWords } from './proof-words.ts'
import { RunView } from './RunView.tsx'

const EVERY_MS = 3_000

type LiveProofViewProps = { code: string; id: number; proofs: Proofs }

/** One proof: where it stands, what may be done, what is seen of its run, its letters. */
export function LiveProofView({ code, id, proofs }: LiveProofViewProps) {
  const isUnderWay = proofs.proofs.some((proof) => proof.id === id && proof.state === 'running')
  const query = useAsked(
    `${proofsAddress(code)}/${id}`,
    liveProofShape,
    isUnderWay ? { everyMs: EVERY_MS } : {},
  )
  return <Loaded query={query}>{(proof) => <Shown code={code} proof={proof} proofs={proofs} />}</Loaded>
}

function Shown({ code, proof, proofs }: { code: string; proof: LiveProof; proofs: Proofs }) {
  const { t } = useTranslation('proofs')
  const words = useProofWords()
  const { state, run } = proof
  return (
    <Section title={`${proof.application} ${proof.version}`}>
      <Note tone={toneOf(state)}>
        <p>{words.state('next', state)}</p>
        {state === 'failed' && <p>{proof.decisionNote}</p>}
      </Note>
      <ProofFacts proof={proof} />
      <ProofActs code={code} proof={proof} proofs={proofs} />
      {run !== null && <RunView code={code} proof={proof} run={run} />}
      {run !== null && <Checklist code={code} proof={proof} />}
      <Section title={t('papers')}>
        <PaperList about={{ ids: proof.papers }} />
      </Section>
    </Section>
  )
}

function ProofFacts({ proof }: { proof: LiveProof }) {
  const { t } = useTranslation('proofs')
  const format = useFormat()
  const { schedule } = proof
  const by = (name: string | null, at: string | null) =>
    name === null || at === null ? undefined : `${name}, ${format.moment(at)}`
  const facts: (readonly [string, string | undefined])[] = [
    [t('requestedBy'), by(proof.requestedBy, proof.requestedAt)],
    [t('description'), proof.description],
    [
      t('when'),
      schedule === null ? t('notYet') : `${format.day(schedule.on)} ${schedule.from.replace(':', '.')}`,
    ],
    [t('place'), schedule?.place],
    [t('examiners'), schedule?.examiners.map(({ fullName }) => fullName).join(', ')],
    [t('examined'), by(proof.examinedBy, proof.examinedAt)],
    [t('note'), proof.examinationNote ?? undefined],
    [t('decided'), by(proof.decidedBy, proof.decidedAt)],
  ]
  return (
    <div className="card">
      <Facts
        facts={facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))}
      />
    </div>
  )
}
