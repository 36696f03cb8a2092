import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contactsShape } from '../../api/contacts.ts'
import { agreementRowsShape } from '../../api/office.ts'
import { settingsShape } from '../../api/settings.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { SingleWarning } from '../../ui/SingleWarning.tsx'
import { ContactsSection } from '../contacts/ContactsSection.tsx'
import { InstallationFacts } from './InstallationFacts.tsx'
import { MoreSettings } from './MoreSettings.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import '../../messages/settings/words.ts'

export function SettingsPage() {
  return (
    <Door needs="office.settings.read">
      <Settings />
    </Door>
  )
}

function Settings() {
  const { t } = useTranslation()
  const settings = useAsked('/office/settings', settingsShape)
  // The form starts anew with what was saved; that it was saved must outlive it.
  const [isSaved, setSaved] = useState(false)
  const contacts = useAsked('/office/contacts', contactsShape)
  const mayChangeContacts = useMay('office.contacts.manage')
  const mayManageTemplates = useMay('templates.manage')
  const maySeeInstallation = useMay('office.installation.read')
  return (
    <Page
      title={t('settings.title')}
      lead={t('settings.lead')}
      actions={mayManageTemplates && <PathLink to={PATHS.letterSettings}>{t('nav.letterSettings')}</PathLink>}
    >
      <SingleWarning />
      <Loaded query={settings}>
        {(loaded) => (
          <>
            <div className="card">
              <Facts
                facts={[
                  [t('settings.office'), loaded.office.name],
                  [t('settings.code'), loaded.office.code],
                  [t('settings.address'), loaded.office.address ?? t('settings.noAddress')],
                  [t('settings.zone'), loaded.office.zone],
                ]}
              />
              <p className="dim">{t('settings.officeNote')}</p>
            </div>
            <Section title={t('settings.portal')}>
              <SettingsForm
                key={JSON.stringify(loaded)}
                settings={loaded}
                isSaved={isSaved}
                onSaved={setSaved}
              />
            </Section>
          </>
        )}
      </Loaded>
      <Loaded query={contacts}>
        {(loaded) => (
          <ContactsSection
            title={t('contacts.ofOffice')}
            contacts={loaded}
            place="/office"
            mayChange={mayChangeContacts}
          />
        )}
      </Loaded>
      <MoreSettings />
      <Printing />
      {maySeeInstallation && <InstallationFacts />}
    </Page>
  )
}

/** Which agreements let answers be printed: a term of theirs, and so nothing that is set here. */
function Printing() {
  const { t } = useTranslation()
  const agreements = useAsked('/office/agreements', agreementRowsShape)
  return (
    <Section title={t('settings.printing')}>
      <p>{t('settings.printingNote')}</p>
      <Loaded query={agreements}>
        {(rows) => {
          const allowing = rows.filter(({ printAllowed, state }) => printAllowed && state === 'in_force')
          if (allowing.length === 0) return <p className="empty">{t('settings.printingNone')}</p>
          return (
            <ul>
              {allowing.map(({ code, number, agency }) => (
                <li key={code}>
                  <PathLink to={PATHS.agreement} params={{ code }}>
                    {number.civilRegistry}
                  </PathLink>{' '}
                  · {agency}
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Section>
  )
}
