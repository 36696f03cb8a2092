import { useTranslation } from 'react-i18next'
import type { MediaPackage } from '../../api/feedback-media.ts'
import { useFormat } from '../../messages/format.ts'

/** How many rows of a package went which way; nothing before it is stored. */
export function Counts({ loading }: Pick<MediaPackage, 'loading'>) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  if (loading === null) return null
  const { state, stored, known, refused } = loading
  if (state === 'loading' || state === 'received') return t('package.isLoading')
  return t('package.counts', {
    stored: format.number(stored),
    known: format.number(known),
    refused: format.number(refused),
  })
}
