import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BreachStep } from '../../api/breaches.ts'
import { paperFilePath } from '../../api/papers.ts'
import { useFormat } from '../../messages/format.ts'

/** What was done, by whom and when, the latest first, with its letter. */
export function BreachSteps({ steps }: { steps: readonly BreachStep[] }) {
  const { t } = useTranslation('breaches')
  const format = useFormat()
  return (
    <ol className="timeline" reversed>
      {steps.toReversed().map(({ n, act, note, paperId, by, at }) => (
        <li key={n}>
          <span className="dim">{format.moment(at)}</span>
          <div>
            <strong>{t(`steps.${act}`)}</strong>
            <p className="dim">{t('by', { who: by.replace('staff:', '') })}</p>
            {paperId !== null && (
              <p>
                <Anchor href={paperFilePath(paperId)} target="_blank" rel="noreferrer">
                  {t('openLetter')}
                </Anchor>
              </p>
            )}
            <blockquote>{note}</blockquote>
          </div>
        </li>
      ))}
    </ol>
  )
}
