import { useTranslation } from 'react-i18next'
import type { Upload } from '../../api/feedback-uploads.ts'

const STEPS = ['send', 'look', 'load', 'done'] as const

const STEP_OF: Record<Upload['state'], (typeof STEPS)[number]> = {
  receiving: 'send',
  received: 'look',
  loading: 'load',
  finished: 'done',
  cancelled: 'done',
  failed: 'done',
}

/** The four steps of an upload, and which of them it is at. */
export function UploadSteps({ state }: Pick<Upload, 'state'>) {
  const { t } = useTranslation('feedback')
  const current = STEP_OF[state]
  return (
    <ol className="upload-steps" aria-label={t('upload.steps')}>
      {STEPS.map((step, index) => (
        <li key={step} {...(step === current ? { 'aria-current': 'step' as const } : {})}>
          {index + 1}. {t(`upload.step.${step}`)}
        </li>
      ))}
    </ol>
  )
}
