import '../../messages/changes/words.ts'
import './changes.css'
import '../proofs/proofs.css'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { changeShape, changesAddress, standingShape } from '../../api/changes.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { ChangeForm } from './ChangeForm.tsx'

/** Begins a change, from what holds now. */
export function NewChangePage() {
  return (
    <Door needs="changes.prepare">
      <NewChange />
    </Door>
  )
}

/** Writes a draft anew, while it is with the agency. */
export function EditChangePage() {
  return (
    <Door needs="changes.prepare">
      <EditChange />
    </Door>
  )
}

function NewChange() {
  const { t } = useTranslation('changes')
  const { code } = useParams({ from: '/shell/perjanjian/$code/perubahan/baru' })
  const standing = useAsked(`${changesAddress(code)}/standing`, standingShape)
  return (
    <Page title={t('form.title')} lead={t('form.lead')}>
      <AgreementTabs code={code} />
      <Loaded query={standing}>{(data) => <ChangeForm code={code} standing={data} />}</Loaded>
    </Page>
  )
}

function EditChange() {
  const { t } = useTranslation('changes')
  const { code, id } = useParams({ from: '/shell/perjanjian/$code/perubahan/$id/isian' })
  const standing = useAsked(`${changesAddress(code)}/standing`, standingShape)
  const change = useAsked(`${changesAddress(code)}/${encodeURIComponent(id)}`, changeShape)
  return (
    <Page title={t('form.edit')} lead={t('form.lead')}>
      <AgreementTabs code={code} />
      <Loaded query={standing}>
        {(data) => (
          <Loaded query={change}>{(one) => <ChangeForm code={code} standing={data} change={one} />}</Loaded>
        )}
      </Loaded>
    </Page>
  )
}
