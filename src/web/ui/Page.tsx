import { Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { HelpLink } from './HelpLink.tsx'

type PageProps = {
  title: string
  /** Where it is not in the language of the portal: the name of an official paper. */
  titleLang?: 'id'
  lead?: ReactNode
  actions?: ReactNode
  /** False where a field takes the focus at once; otherwise the heading does, so that readers hear the page. */
  focusHeading?: boolean
  /** False where the page is part of the guide itself. */
  withHelp?: boolean
  children: ReactNode
}

/** The frame of every page: one heading, what it is for, what can be done, the rest. */
export function Page({
  title,
  titleLang,
  lead,
  actions,
  focusHeading = true,
  withHelp = true,
  children,
}: PageProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
    if (focusHeading) heading.current?.focus({ preventScroll: true })
  }, [title, focusHeading, t])
  return (
    <>
      <div className="page-head">
        <div>
          <div className="page-title">
            <Title
              order={1}
              ref={heading}
              tabIndex={-1}
              {...(titleLang === undefined ? {} : { lang: titleLang })}
            >
              {title}
            </Title>
            {withHelp && <HelpLink />}
          </div>
          {lead !== undefined && lead !== false && <p>{lead}</p>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </>
  )
}

/** A part of a page under its own heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="section">
      <Title order={2}>{title}</Title>
      {children}
    </section>
  )
}
