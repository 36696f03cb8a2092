import '../../messages/statements/words.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statementsShape } from '../../api/statements.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { MissingTable } from './MissingTable.tsx'
import { StatementTable } from './StatementTable.tsx'

/** The statements of one agreement, for its office and its agency alike. */
export function StatementsPage() {
  return (
    <Door needs="agreement.read">
      <Statements />
    </Door>
  )
}

function Statements() {
  const { t } = useTranslation('statements')
  const { code } = useParams({ from: '/shell/perjanjian/$code/pernyataan' })
  const mayPrepare = useMay('statements.prepare')
  const query = useAsked(`/agreements/${encodeURIComponent(code)}/statements`, statementsShape)
  const [isMade, setMade] = useState(false)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AgreementTabs code={code} />
      <Loaded query={query}>
        {({ missing, statements }) => (
          <>
            <Section title={t('missing')}>
              {missing.length === 0 ? (
                <Note tone="good">{t('nothingMissing')}</Note>
              ) : (
                <MissingTable
                  code={code}
                  missing={missing}
                  mayPrepare={mayPrepare}
                  onMade={() => setMade(true)}
                />
              )}
              {isMade && (
                <Note tone="info" live="polite">
                  {t('made')}
                </Note>
              )}
            </Section>
            <Section title={t('all')}>
              <StatementTable statements={statements} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}
