import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type RequestStep, requestFileAddress } from '../../api/requests.ts'
import { useFormat } from '../../messages/format.ts'
import { useRequestWords } from './request-words.ts'

/** What happened, by whom and when, the latest first; with its letter, its attachments and what was said. */
export function Timeline({ request, steps }: { request: number; steps: readonly RequestStep[] }) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const words = useRequestWords()
  if (steps.length === 0) return <p className="empty">{t('timeline.empty')}</p>
  return (
    <ol className="timeline" reversed>
      {steps.toReversed().map(({ id, act, actLabel, by, at, on, comment, paper, files, to, from }) => (
        <li key={id}>
          <span className="dim">{format.moment(at)}</span>
          <div>
            <strong>{words.act(act, actLabel)}</strong>
            {to !== from && <span className="dim"> → {words.state(to)}</span>}
            <p className="dim">
              {t('timeline.by', { name: by.fullName, username: by.username })} ·{' '}
              {t('timeline.onDay', { day: format.day(on) })}
            </p>
            {paper !== null && (
              <p>
                <Anchor href={`/api/portal/papers/${paper.id}/file`} target="_blank" rel="noreferrer">
                  {paper.subject}
                </Anchor>
                {paper.number !== null && ` · ${paper.number}`}
              </p>
            )}
            {files.map((file) => (
              <p key={file.id}>
                <Anchor href={requestFileAddress(request, file.id)} target="_blank" rel="noreferrer">
                  {file.name}
                </Anchor>
              </p>
            ))}
            {comment !== null && <blockquote>{comment}</blockquote>}
          </div>
        </li>
      ))}
    </ol>
  )
}
