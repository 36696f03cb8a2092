import '../../messages/feedback-definition/words.ts'
import './feedback-definition.css'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { definitionsAddress, definitionsShape } from '../../api/feedback-definition.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { DefinitionForm } from './DefinitionForm.tsx'

/** Writes the next version of an agreement's fields, from the last one. */
export function EditDefinitionPage() {
  return (
    <Door needs="feedback.define">
      <EditDefinition />
    </Door>
  )
}

function EditDefinition() {
  const { t } = useTranslation('feedback-definition')
  const { code } = useParams({ from: '/shell/perjanjian/$code/balikan/ubah' })
  const query = useAsked(definitionsAddress(code), definitionsShape)
  return (
    <Page title={t('edit.title')} lead={t('edit.lead')}>
      <AgreementTabs code={code} />
      {/* What is being written stays, whatever is fetched meanwhile: the form takes the first answer. */}
      <Loaded query={query}>{({ versions }) => <DefinitionForm code={code} newest={versions[0]} />}</Loaded>
    </Page>
  )
}
