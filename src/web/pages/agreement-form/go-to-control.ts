import { idOf } from './control-id.ts'
import type { Control } from './file-of.ts'

/** Brings somebody to a control: into view, and with the focus on what can be changed there. */
export function goTo(control: Control): void {
  const element = document.getElementById(idOf(control))
  if (element === null) return
  element.scrollIntoView({ block: 'center' })
  const target = element.matches('input, select, textarea, button')
    ? element
    : (element.querySelector<HTMLElement>('input, select, textarea, button') ?? element)
  target.focus({ preventScroll: true })
}
