import { useTranslation } from 'react-i18next'
import { PATHS } from '../paths.ts'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { PathLink } from '../ui/PathLink.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <main className="main">
      <Page title={t('app.notFound')}>
        <Note tone="warn">
          <p>{t('app.notFoundText')}</p>
          <p>
            <PathLink to={PATHS.home}>{t('app.toStart')}</PathLink>
          </p>
        </Note>
      </Page>
    </main>
  )
}
