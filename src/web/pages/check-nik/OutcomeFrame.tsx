import { Button, Group } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenMark, VerificationAnswer } from '../../api/verification.ts'
import { useFormat } from '../../messages/format.ts'
import type { Tone } from '../../ui/Note.tsx'
import { OUTCOME_TONES, useOutcomeWords } from './outcome-words.ts'
import { FEEDBACK_KEY } from './use-feedback-form.ts'
import { Watermark } from './Watermark.tsx'
import '../../messages/check-nik/words.ts'

const SIGNS: Record<Tone, Icon> = {
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  quiet: IconPlugConnectedX,
  info: IconCircleCheck,
}

type OutcomeFrameProps = {
  answer: VerificationAnswer
  secondsLeft: number
  onDone: () => void
  /** Missing where the agreement lets nothing be printed. */
  onPrint?: (() => void) | undefined
  /** Missing where nothing was found, or the agreement takes no feedback by form. */
  onFeedback?: (() => void) | undefined
  /** Values or matches; nothing where there are none. */
  children?: ReactNode
}

/** The answer: colour, icon and word for the outcome, what to do next, the values under the mark. */
export function OutcomeFrame(props: OutcomeFrameProps) {
  const { answer, secondsLeft, onDone, onPrint, onFeedback, children } = props
  const { t } = useTranslation()
  const words = useOutcomeWords()(answer.outcome, answer.detail, answer.quota)
  const markText = useMarkText(answer.mark)
  const tone: Tone =
    answer.outcome === 'matched' && hasMismatch(answer) ? 'warn' : OUTCOME_TONES[answer.outcome]
  const Sign = SIGNS[tone]
  return (
    <section className={`outcome tone-${tone}`} aria-label={words.title}>
      <div className="outcome-head">
        <h2>
          <Sign size={32} aria-hidden />
          {words.title}
        </h2>
        <span className="countdown" role="timer">
          {t('check.countdown', { seconds: secondsLeft })}
        </span>
      </div>
      <p className="outcome-next">{words.next}</p>
      {children}
      <div className="outcome-foot">
        <span>
          {t('check.mark')} {markText}
        </span>
        <Group gap="xs">
          {onPrint !== undefined && (
            <Button variant="default" onClick={onPrint}>
              {t('check.print')}
            </Button>
          )}
          {onFeedback !== undefined && (
            <Button variant="default" onClick={onFeedback} aria-keyshortcuts={FEEDBACK_KEY}>
              {t('check.feedback', { key: FEEDBACK_KEY })}
            </Button>
          )}
          <Button variant="default" onClick={onDone}>
            {t('check.done')}
          </Button>
        </Group>
      </div>
      <Watermark text={markText} />
    </section>
  )
}

const hasMismatch = (answer: VerificationAnswer) => answer.rows.some(({ matches }) => !matches)

function useMarkText(mark: ScreenMark): string {
  const { t } = useTranslation()
  const format = useFormat()
  const file = mark.caseNumber === '' ? [] : [t('check.caseShort', { number: mark.caseNumber })]
  return [mark.operator, format.moment(mark.at), ...file].join(' · ')
}
