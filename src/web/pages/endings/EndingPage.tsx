import '../../messages/endings/words.ts'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { agreementShape } from '../../api/agreement.ts'
import { endingsShape } from '../../api/endings.ts'
import { PATHS } from '../../paths.ts'
import { ActBar } from '../../ui/ActBar.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { useAgreementActs } from '../office/agreement-acts.ts'
import { EndForm } from './EndForm.tsx'
import { EndingTable } from './EndingTable.tsx'

/** How access under an agreement ends: what will happen, to whom, from when, with which letter. */
export function EndingPage() {
  return (
    <Door needs="agreement.read">
      <Ending />
    </Door>
  )
}

function Ending() {
  const { t } = useTranslation('endings')
  const { code } = useParams({ from: '/shell/perjanjian/$code/akhir' })
  const mayEnd = useMay('office.agreements.change')
  const seesDrills = useMay('office.agreements.read')
  const path = `/agreements/${encodeURIComponent(code)}`
  const agreement = useAsked(path, agreementShape)
  const query = useAsked(`${path}/endings`, endingsShape)
  const whom =
    agreement.data === undefined ? code : `${agreement.data.number.civilRegistry} · ${agreement.data.agency}`
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AgreementTabs code={code} />
      {mayEnd && agreement.data?.state === 'suspended' && <Suspended code={code} />}
      <Loaded query={query}>
        {({ endings, possible, reach }) => (
          <>
            {mayEnd && (
              <Section title={t('formTitle')}>
                {possible.length === 0 ? (
                  <Note tone="quiet">{t('closed')}</Note>
                ) : (
                  <EndForm code={code} whom={whom} possible={possible} reach={reach} />
                )}
              </Section>
            )}
            <Section title={t('history')}>
              <EndingTable code={code} endings={endings} mayWrite={mayEnd} />
            </Section>
          </>
        )}
      </Loaded>
      {seesDrills && (
        <p>
          <PathLink to={PATHS.drills}>{t('drillLink')}</PathLink>
        </p>
      )}
    </Page>
  )
}

/** A suspended agreement is given back on the word of two (AP-01). */
function Suspended({ code }: { code: string }) {
  const { t } = useTranslation('endings')
  const agreement = useAsked(`/agreements/${encodeURIComponent(code)}`, agreementShape)
  const acts = useAgreementActs(agreement.data)
  return (
    <Section title={t('reactivate')}>
      <p>{t('suspendedNow')}</p>
      <ActBar state={agreement.data?.state ?? ''} mayAct acts={acts} />
    </Section>
  )
}
