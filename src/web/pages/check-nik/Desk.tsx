import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { VerificationForm } from '../../api/verification.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { DeskForm } from './DeskForm.tsx'
import { ModeChoice } from './ModeChoice.tsx'
import { OutcomeFrame } from './OutcomeFrame.tsx'
import { PrintSheet } from './PrintSheet.tsx'
import { QuotaLine } from './QuotaLine.tsx'
import { useCopyGuard } from './use-copy-guard.ts'
import { useDesk } from './use-desk.ts'
import { useFeedbackForm } from './use-feedback-form.ts'
import { usePrinting } from './use-printing.ts'
import { Values } from './Values.tsx'
import '../../messages/check-nik/words.ts'

/** The question above, the answer below; the focus never leaves the field of the NIK by itself. */
export function Desk({ form }: { form: VerificationForm }) {
  const { t } = useTranslation()
  const desk = useDesk(form)
  const nikField = useRef<HTMLInputElement>(null)
  const guard = useCopyGuard(desk.shown !== undefined, form.printAllowed)
  const { shown, clear } = desk
  const printing = usePrinting(shown?.answer)
  const toFeedback = useFeedbackForm(form.agreement.code, shown)

  useEffect(() => {
    nikField.current?.focus()
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      clear()
      nikField.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [clear])

  const done = () => {
    clear()
    nikField.current?.focus()
  }
  return (
    <>
      <div className="desk-head">
        <ModeChoice mode={desk.fields.mode} onMode={desk.setMode} />
        <QuotaLine quota={desk.quota} />
      </div>
      <DeskForm form={form} desk={desk} nikField={nikField} />
      <div className="desk-answer" aria-busy={desk.isAsking} onCopy={guard.refuse} onCut={guard.refuse}>
        {/* Heard as soon as it changes; the values themselves are read by moving into them. */}
        <div role="status">
          {guard.note !== undefined && <p className="toned tone-warn">{guard.note}</p>}
          {desk.isAsking && <p>{t('check.asking')}</p>}
          {shown === undefined && !desk.isAsking && desk.problem === undefined && (
            <p className="empty">{t(CLEARED[desk.clearedBy ?? 'not'])}</p>
          )}
        </div>
        {desk.problem !== undefined && <ProblemNote problem={desk.problem} />}
        {printing.problem !== undefined && <ProblemNote problem={printing.problem} />}
        {shown !== undefined && (
          <OutcomeFrame
            answer={shown.answer}
            secondsLeft={desk.secondsLeft}
            onDone={done}
            onFeedback={toFeedback}
            onPrint={shown.answer.printAllowed ? () => void printing.print() : undefined}
          >
            <Values answer={shown.answer} />
          </OutcomeFrame>
        )}
      </div>
      <PrintSheet
        answer={printing.printed}
        whyNot={t(form.printAllowed ? 'check.printByButton' : 'check.noPrint')}
      />
    </>
  )
}

const CLEARED = {
  not: 'check.empty',
  person: 'check.cleared',
  time: 'check.clearedTime',
  hidden: 'check.clearedHidden',
} as const
