import './letters.css'
import '../../messages/letters/words.ts'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { letterheadShape, numberingShape } from '../../api/letters.ts'
import { agencyRowsShape } from '../../api/office.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { LetterheadForm } from './LetterheadForm.tsx'
import { Numbering } from './Numbering.tsx'

export function LetterSettingsPage() {
  return (
    <Door needs="templates.manage">
      <LetterSettings />
    </Door>
  )
}

function LetterSettings() {
  const { t } = useTranslation('letters')
  const [agency, setAgency] = useState('')
  const agencies = useAsked('/office/agencies', agencyRowsShape)
  const letterhead = useAsked(`/letterhead${agency === '' ? '' : `?agency=${agency}`}`, letterheadShape)
  const numbering = useAsked('/letter-numbering', numberingShape)
  return (
    <Page
      title={t('settings.title')}
      lead={t('settings.lead')}
      actions={<PathLink to={PATHS.letterTemplates}>{t('settings.templates')}</PathLink>}
    >
      <Section title={t('settings.letterhead')}>
        <NativeSelect
          className="letterhead-choice"
          label={t('settings.whose')}
          value={agency}
          onChange={({ currentTarget: { value } }) => setAgency(value)}
          data={[
            { value: '', label: t('settings.ownOffice') },
            ...(agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <Loaded query={letterhead}>
          {(loaded) => <LetterheadForm key={agency} agency={agency} letterhead={loaded} />}
        </Loaded>
      </Section>
      <Loaded query={numbering}>{(loaded) => <Numbering {...loaded} />}</Loaded>
    </Page>
  )
}
