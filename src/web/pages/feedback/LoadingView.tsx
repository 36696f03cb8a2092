import { useTranslation } from 'react-i18next'
import type { Upload } from '../../api/feedback-uploads.ts'
import { useFormat } from '../../messages/format.ts'
import { Section } from '../../ui/Page.tsx'
import { useAmounts } from './amounts.ts'

/** Rows on their way into the database, as the server tells every second. */
export function LoadingView({ upload: { progress, rows } }: { upload: Upload }) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  const { time } = useAmounts()
  const { share = 0, rowsPerSecond = null, secondsLeft = null } = progress ?? {}
  const done = t('upload.load.progress', { n: format.number(rows.read) })
  return (
    <Section title={t('upload.load.title')}>
      <progress
        className="upload-meter"
        aria-label={t('upload.load.title')}
        aria-valuetext={done}
        max={1}
        value={share}
      />
      <p>
        {done} ·{' '}
        {rowsPerSecond === null || secondsLeft === null
          ? t(rows.read === 0 ? 'upload.load.waiting' : 'upload.load.starting')
          : t('upload.load.rate', { rate: format.number(rowsPerSecond), time: time(secondsLeft) })}
      </p>
      <p className="dim">{t('upload.load.leave')}</p>
    </Section>
  )
}
