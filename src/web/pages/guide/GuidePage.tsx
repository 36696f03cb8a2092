import '../../ui/guide.css'
import { TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CHAPTERS, isFor } from '../../guide/chapters.ts'
import type { Chapter } from '../../guide/parse-chapter.ts'
import { type Found, searchGuide } from '../../guide/search-guide.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { useMe } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { LanguageNote } from './LanguageNote.tsx'

/** The guide by what one wants to do: the chapters of one's own work first. */
export function GuidePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { permissions } = useMe()
  const { cari = '' } = useSearch({ from: '/shell/panduan' })
  const own = CHAPTERS.filter((chapter) => isFor(chapter, permissions))
  const others = CHAPTERS.filter((chapter) => !isFor(chapter, permissions))
  return (
    <Page title={t('guide.title')} lead={t('guide.lead')} withHelp={false}>
      <LanguageNote />
      <search>
        <TextInput
          type="search"
          className="guide-search"
          label={t('guide.search')}
          placeholder={t('guide.searchHint')}
          autoComplete="off"
          value={cari}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ to: PATHS.guide, search: value === '' ? {} : { cari: value }, replace: true })
          }
        />
      </search>
      {cari.trim() === '' ? (
        <>
          <Contents chapters={own} />
          {others.length > 0 && (
            <details className="guide-others">
              <summary>{t('guide.others')}</summary>
              <p className="dim">{t('guide.othersText')}</p>
              <Contents chapters={others} />
            </details>
          )}
        </>
      ) : (
        <Results found={searchGuide([...own, ...others], cari)} />
      )}
    </Page>
  )
}

function Contents({ chapters }: { chapters: readonly Chapter[] }) {
  const groups = Map.groupBy(chapters, ({ group }) => group)
  return (
    <div className="guide-contents" lang="id">
      {[...groups].map(([group, ofGroup]) => (
        <section key={group}>
          <h2>{group}</h2>
          <ul>
            {ofGroup.map(({ slug, title }) => (
              <li key={slug}>
                <PathLink to={PATHS.guideChapter} params={{ bab: slug }}>
                  {title}
                </PathLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Results({ found }: { found: readonly Found[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <p className="table-count" role="status">
        {found.length === 0 ? t('guide.nothing') : t('guide.found', { n: format.number(found.length) })}
      </p>
      <ul className="guide-results" lang="id">
        {found.map(({ chapter, part, excerpt }) => (
          <li key={`${chapter.slug}#${part?.id ?? ''}`}>
            <PathLink
              to={PATHS.guideChapter}
              params={{ bab: chapter.slug }}
              {...(part === undefined ? {} : { hash: part.id })}
            >
              {part === undefined ? chapter.title : `${chapter.title} · ${part.title}`}
            </PathLink>
            <div className="dim">{excerpt}</div>
          </li>
        ))}
      </ul>
    </>
  )
}
