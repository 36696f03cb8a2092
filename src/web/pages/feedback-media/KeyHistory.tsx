import { useTranslation } from 'react-i18next'
import type { MediaKey } from '../../api/feedback-media.ts'
import { useFormat } from '../../messages/format.ts'

const plain = (by: string | null) => by?.replace(/^staff:/, '') ?? ''

/** What happened to a key, beside its state. */
export function KeyHistory({ of: key }: { of: MediaKey }) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  const { confirmedAt, confirmedBy, endedAt, endedBy, endReason } = key
  return (
    <>
      {confirmedAt !== null && (
        <span className="dim code-line">
          {t('keys.confirmed', { who: plain(confirmedBy), day: format.day(confirmedAt) })}
        </span>
      )}
      {endedAt !== null && (
        <span className="dim code-line">
          {t('keys.ended', { who: plain(endedBy), day: format.day(endedAt) })}{' '}
          <span lang="id">{endReason}</span>
        </span>
      )}
    </>
  )
}
