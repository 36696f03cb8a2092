import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { VerificationAnswer } from '../../api/verification.ts'
import { useFormat } from '../../messages/format.ts'
import { Values } from './Values.tsx'
import { Watermark } from './Watermark.tsx'
import '../../messages/check-nik/words.ts'

/**
 * What goes onto paper: the values with operator, time and case number, and the mark over them. Nothing where
 * nothing may be printed but the reason. It stands beside the page, which is never printed, and on no screen.
 */
export function PrintSheet({ answer, whyNot }: { answer: VerificationAnswer | undefined; whyNot: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (answer === undefined) return createPortal(<p className="print-sheet">{whyNot}</p>, document.body)
  const { mark } = answer
  const markText = [
    mark.operator,
    format.moment(mark.at),
    t('check.caseShort', { number: mark.caseNumber }),
  ].join(' · ')
  return createPortal(
    <div className="print-sheet">
      <dl className="values">
        <div>
          <dt>{t('check.printedBy')}</dt>
          <dd>{mark.operator}</dd>
        </div>
        <div>
          <dt>{t('check.printedAt')}</dt>
          <dd>{format.moment(mark.at)}</dd>
        </div>
        <div>
          <dt>{t('check.caseNumber')}</dt>
          <dd>{mark.caseNumber}</dd>
        </div>
      </dl>
      <Values answer={answer} />
      <Watermark text={markText} />
    </div>,
    document.body,
  )
}
