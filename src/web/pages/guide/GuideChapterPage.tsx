import '../../ui/guide.css'
import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useLocation, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CHAPTERS, isFor } from '../../guide/chapters.ts'
import type { Chapter } from '../../guide/parse-chapter.ts'
import { PATHS } from '../../paths.ts'
import { useMe } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { NotFoundPage } from '../NotFoundPage.tsx'
import { ChapterText } from './ChapterText.tsx'
import { LanguageNote } from './LanguageNote.tsx'

/** One chapter at an address of its own, to be sent to a colleague or printed. */
export function GuideChapterPage() {
  const { t } = useTranslation()
  const { bab } = useParams({ from: '/shell/panduan/$bab' })
  const { hash } = useLocation()
  useEffect(() => {
    if (hash === '') return
    const part = document.getElementById(hash)
    part?.scrollIntoView()
    part?.focus({ preventScroll: true })
  }, [hash])
  const chapter = CHAPTERS.find(({ slug }) => slug === bab)
  if (chapter === undefined) return <NotFoundPage />
  return (
    <Page
      key={bab}
      title={chapter.title}
      withHelp={false}
      focusHeading={hash === ''}
      actions={
        <>
          <PathLink to={PATHS.guide}>{t('guide.contents')}</PathLink>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('guide.print')}
          </Button>
        </>
      }
    >
      <LanguageNote />
      <ChapterText chapter={chapter} />
      <Neighbours chapter={chapter} />
    </Page>
  )
}

/** The chapters before and after, among those of one's own work. */
function Neighbours({ chapter }: { chapter: Chapter }) {
  const { t } = useTranslation()
  const { permissions } = useMe()
  const own = CHAPTERS.filter((one) => isFor(one, permissions))
  const index = own.findIndex(({ slug }) => slug === chapter.slug)
  if (index < 0) return null
  const neighbours = [
    [t('guide.before'), own[index - 1]],
    [t('guide.after'), own[index + 1]],
  ] as const
  return (
    <nav className="guide-pager" aria-label={t('guide.neighbours')}>
      {neighbours.map(
        ([label, one]) =>
          one !== undefined && (
            <span key={label}>
              {label}:{' '}
              <PathLink to={PATHS.guideChapter} params={{ bab: one.slug }}>
                {one.title}
              </PathLink>
            </span>
          ),
      )}
    </nav>
  )
}
