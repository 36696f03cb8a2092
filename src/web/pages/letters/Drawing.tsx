import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { useBlobAddress } from './blob-address.ts'

export type Drawn = {
  /** Both in base64. */
  svg: string
  pdf: string
  /** Of which text. */
  source: string
}

type DrawingProps = { name: string; drawn: Drawn | undefined; isOld: boolean }

/** The pages of a letter as they would come out. A drawing runs no script: it is shown as an image. */
export function Drawing({ name, drawn, isOld }: DrawingProps) {
  const { t } = useTranslation('letters')
  const svg = useBlobAddress(drawn?.svg, 'image/svg+xml')
  const pdf = useBlobAddress(drawn?.pdf, 'application/pdf')
  return (
    <Section title={t('template.pane')}>
      {svg === undefined || pdf === undefined ? (
        <p className="empty">{t('template.paneEmpty')}</p>
      ) : (
        <>
          {isOld && (
            <Note tone="warn">
              <p>{t('template.paneOld')}</p>
            </Note>
          )}
          <p>
            <Anchor href={pdf} download="pratinjau.pdf">
              {t('template.download')}
            </Anchor>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="template-drawing" tabIndex={0} aria-label={t('template.pane')}>
            <img src={svg} alt={t('template.drawing', { name })} />
          </section>
        </>
      )}
    </Section>
  )
}
