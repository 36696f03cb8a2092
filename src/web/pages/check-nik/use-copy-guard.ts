import { type ClipboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../../messages/check-nik/words.ts'

/**
 * Keeps an answer from being copied or printed, and says so politely. It stops habit, not intent: who means
 * harm has a telephone, and for that there is the mark.
 */
export function useCopyGuard(isShown: boolean, isPrintAllowed: boolean) {
  const { t } = useTranslation()
  const [note, setNote] = useState<string>()
  useEffect(() => {
    if (!isShown) return setNote(undefined)
    const refusePrint = () => {
      if (!isPrintAllowed) setNote(t('check.noPrint'))
    }
    window.addEventListener('beforeprint', refusePrint)
    return () => window.removeEventListener('beforeprint', refusePrint)
  }, [isShown, isPrintAllowed, t])
  const refuse = (event: ClipboardEvent) => {
    event.preventDefault()
    setNote(t('check.noCopy'))
  }
  return { note, refuse }
}
