import '../../messages/feedback/words.ts'
import './feedback.css'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { owedPageShape } from '../../api/feedback.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { Deliveries } from './Deliveries.tsx'
import { Owed } from './Owed.tsx'

/** What the agency owes for what it looked up, how it may be sent, and what became of what was sent. */
export function FeedbackPage() {
  return (
    <Door needs="agency.read">
      <Feedback />
    </Door>
  )
}

function Feedback() {
  const { t } = useTranslation('feedback')
  const { perjanjian, sebelum } = useSearch({ from: '/shell/data-balikan' })
  const query = useAsked('/feedback/owed', owedPageShape)
  return (
    <Page title={t('title')} lead={t('lead')} actions={<PathLink to={PATHS.gaps}>{t('gaps')}</PathLink>}>
      <Loaded query={query}>
        {({ agreements, tokens }) =>
          agreements.length === 0 ? (
            <p className="empty">{t('nothingOwed')}</p>
          ) : (
            <>
              {agreements.map((agreement) => (
                <Owed
                  key={agreement.code}
                  agreement={agreement}
                  tokens={tokens.filter((token) => token.agreement === agreement.code)}
                />
              ))}
              <Section title={t('deliveries.title')}>
                <Deliveries agreement={perjanjian} before={sebelum} choices={agreements} />
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
