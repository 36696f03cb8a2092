import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { feedbackFormShape } from '../../api/feedback.ts'
import type { VerificationAnswer } from '../../api/verification.ts'
import { PATHS } from '../../paths.ts'
import { useAsked } from '../../ui/Loaded.tsx'
import { handOverNik } from './desk-memory.ts'

/** "Edit" of spreadsheets and desktops; no browser has another use for it. */
export const FEEDBACK_KEY = 'F2'

/**
 * The way from an answer to the form for feedback about this person, by button or key; undefined where nothing
 * was found, or where the agreement takes no feedback by form. Only the NIK goes along, in memory (FB-79).
 */
export function useFeedbackForm(
  agreement: string,
  shown: { answer: VerificationAnswer; nik: string } | undefined,
): (() => void) | undefined {
  const navigate = useNavigate()
  const owed = useAsked('/feedback/form', feedbackFormShape).data?.agreements
  const nik = shown !== undefined && hasSeen(shown.answer) ? shown.nik : undefined
  const isOffered = nik !== undefined && owed?.some(({ code }) => code === agreement) === true
  const go = useCallback(() => {
    handOverNik(nik ?? '')
    void navigate({ to: PATHS.feedbackForm })
  }, [navigate, nik])
  useEffect(() => {
    if (!isOffered) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== FEEDBACK_KEY || event.isComposing) return
      event.preventDefault()
      go()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOffered, go])
  return isOffered ? go : undefined
}

/** Only who was looked up is owed for: an answer without values or matches was a refusal or an empty search. */
const hasSeen = ({ values, rows }: VerificationAnswer) => values.length + rows.length > 0
