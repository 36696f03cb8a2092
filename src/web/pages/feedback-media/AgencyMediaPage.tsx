import '../../messages/feedback-media/words.ts'
import './feedback-media.css'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mediaShape } from '../../api/feedback-media.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { AgencyKeys } from './AgencyKeys.tsx'
import { canSign } from './browser-keys.ts'
import { MakePackage } from './MakePackage.tsx'
import { OwnPackages } from './OwnPackages.tsx'

/** An agency's packages on physical media: its keys, making one here, and what became of those handed over. */
export function AgencyMediaPage() {
  return (
    <Door needs="agency.read">
      <AgencyMedia />
    </Door>
  )
}

function AgencyMedia() {
  const { t } = useTranslation('feedback-media')
  const maySend = useMay('feedback.send')
  const query = useAsked('/feedback/media', mediaShape)
  const ability = useQuery({ queryKey: ['ed25519'], queryFn: canSign, staleTime: Number.POSITIVE_INFINITY })
  return (
    <Page title={t('agency.title')} lead={t('agency.lead')}>
      <Loaded query={query}>
        {(media) =>
          media.agreements.length === 0 ? (
            <p className="empty">{t('agency.notOpen')}</p>
          ) : (
            <>
              {media.recipient === null && (
                <Note tone="warn">
                  <p>{t('agency.noRecipient')}</p>
                </Note>
              )}
              {maySend && ability.data === false && (
                <Note tone="warn">
                  <p>{t('agency.cannotHere')}</p>
                </Note>
              )}
              <Section title={t('keys.title')}>
                <AgencyKeys media={media} mayChange={maySend} canMake={ability.data === true} />
              </Section>
              {maySend && media.recipient !== null && (
                <Section title={t('make.title')}>
                  <MakePackage
                    recipient={media.recipient}
                    agreements={media.agreements}
                    canMake={ability.data === true}
                  />
                </Section>
              )}
              <Section title={t('own.title')}>
                <OwnPackages packages={media.packages} />
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
