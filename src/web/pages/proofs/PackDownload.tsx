import '../../messages/packs/words.ts'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../ui/me.ts'
import { Section } from '../../ui/Page.tsx'

/** Where the browser fetches the pack: a file, and no answer for a page. */
const addressOf = (code: string) => `/api/portal/agreements/${encodeURIComponent(code)}/pack`

/** The integration pack of an agreement, for who may take it. */
export function PackDownload({ code }: { code: string }) {
  const { t } = useTranslation('packs')
  if (!useMay('packs.download')) return null
  return (
    <Section title={t('title')}>
      <p>{t('lead')}</p>
      <Button component="a" href={addressOf(code)} download variant="default">
        {t('download')}
      </Button>
    </Section>
  )
}
