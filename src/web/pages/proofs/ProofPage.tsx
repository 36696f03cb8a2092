import '../../messages/proofs/words.ts'
import './proofs.css'
import { useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Proofs, proofsAddress, proofsShape } from '../../api/proofs.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { LiveProofView } from './LiveProofView.tsx'
import { PackDownload } from './PackDownload.tsx'
import { ProofTable } from './ProofTable.tsx'
import { RequestProof } from './RequestProof.tsx'

/** Proofs of concept of one agreement: asked for by its agency, examined by its office, seen by both. */
export function ProofPage() {
  return (
    <Door needs="agreement.read">
      <OfAgreement />
    </Door>
  )
}

function OfAgreement() {
  const { t } = useTranslation('proofs')
  const { code } = useParams({ from: '/shell/perjanjian/$code/poc' })
  const query = useAsked(proofsAddress(code), proofsShape)
  const mayRequest = useMay('proofs.request')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AgreementTabs code={code} />
      <Loaded query={query}>
        {(proofs) => (
          <>
            <Standing proofs={proofs} />
            {mayRequest && <RequestProof code={code} />}
            <List code={code} proofs={proofs} />
          </>
        )}
      </Loaded>
      <PackDownload code={code} />
    </Page>
  )
}

function Standing({ proofs: { isRequired, isMissing, isOnWire } }: { proofs: Proofs }) {
  const { t } = useTranslation('proofs')
  const standing = isMissing ? 'missing' : isRequired ? 'passed' : 'not-required'
  return (
    <Note tone={isMissing ? 'warn' : 'info'}>
      <p>{t(`standing.${standing}`)}</p>
      {!isOnWire && <p>{t('offWire')}</p>}
    </Note>
  )
}

/** The list, and below it the one that the address names, else the newest. */
function List({ code, proofs }: { code: string; proofs: Proofs }) {
  const { t } = useTranslation('proofs')
  const { uji } = useSearch({ from: '/shell/perjanjian/$code/poc' })
  const shown = proofs.proofs.find(({ id }) => id === uji) ?? proofs.proofs[0]
  return (
    <>
      <Section title={t('table')}>
        <ProofTable code={code} proofs={proofs.proofs} shown={shown?.id} />
      </Section>
      {shown !== undefined && <LiveProofView key={shown.id} code={code} id={shown.id} proofs={proofs} />}
    </>
  )
}
