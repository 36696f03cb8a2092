import { IconHelp } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { chapterAt } from '../guide/places.ts'
import { PATHS } from '../paths.ts'

/** Opens the chapter of the guide that explains the page it stands on. */
export function HelpLink() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const bab = chapterAt(pathname)
  if (bab === undefined) return null
  return (
    <Link
      to={PATHS.guideChapter}
      params={{ bab }}
      className="help-link"
      aria-label={t('guide.help')}
      title={t('guide.help')}
    >
      <IconHelp size={22} aria-hidden />
    </Link>
  )
}
