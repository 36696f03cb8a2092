import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note.tsx'

/** Says to who reads the portal in another language that the guide is written in Indonesian. */
export function LanguageNote() {
  const { t, i18n } = useTranslation()
  if (i18n.language === 'id') return null
  return (
    <Note tone="info">
      <p>{t('guide.onlyIndonesian')}</p>
    </Note>
  )
}
