import './letters.css'
import '../../messages/letters/words.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Template, templateShape } from '../../api/letters.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'
import { TemplateHistory } from './TemplateHistory.tsx'

export function TemplatePage() {
  return (
    <Door needs="templates.manage">
      <Loading />
    </Door>
  )
}

function Loading() {
  const { kind } = useParams({ from: '/shell/templat-surat/$kind' })
  const query = useAsked(`/letter-templates/${kind}`, templateShape)
  return <Loaded query={query}>{(template) => <OneTemplate key={kind} template={template} />}</Loaded>
}

/** The wording of one kind: to be changed, looked at and saved as the next version. */
function OneTemplate({ template }: { template: Template }) {
  const { t } = useTranslation('letters')
  const [source, setSource] = useState(template.source)
  const [remark, setRemark] = useState('')
  return (
    <Page
      title={template.name}
      titleLang="id"
      lead={
        template.newest === 0 ? t('template.leadDelivered') : t('template.lead', { version: template.newest })
      }
      actions={<PathLink to={PATHS.letterTemplates}>{t('template.all')}</PathLink>}
    >
      <TemplateEditor
        template={template}
        source={source}
        onSource={setSource}
        remark={remark}
        onRemark={setRemark}
      />
      <TemplateHistory
        template={template}
        onLoad={(loaded, version) => {
          setSource(loaded)
          setRemark(
            version === 0
              ? t('template.loadedDelivered')
              : t('template.loaded', { version: String(version) }),
          )
          document.getElementById('template-source')?.focus()
        }}
      />
    </Page>
  )
}
