import '../../ui/guide.css'
import { useTranslation } from 'react-i18next'
import { CHAPTERS } from '../../guide/chapters.ts'
import { PATHS } from '../../paths.ts'
import { Brand } from '../../ui/Brand.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { ChapterText } from './ChapterText.tsx'
import { LanguageNote } from './LanguageNote.tsx'

/** The chapter on signing in, for who cannot. */
export function SignInGuidePage() {
  const { t } = useTranslation()
  const chapter = CHAPTERS.find(({ slug }) => slug === 'masuk')
  if (chapter === undefined) return null
  return (
    <div className="guide-outside">
      <header>
        <Brand />
      </header>
      <main>
        <Page
          title={chapter.title}
          withHelp={false}
          actions={<PathLink to={PATHS.signIn}>{t('guide.toSignIn')}</PathLink>}
        >
          <LanguageNote />
          <ChapterText chapter={chapter} withLinks={false} />
        </Page>
      </main>
    </div>
  )
}
