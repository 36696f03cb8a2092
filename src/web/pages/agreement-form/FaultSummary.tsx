import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ELEMENTS, isElement } from '../../../registry/elements.ts'
import type { Problem } from '../../api/client.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { idOf } from './control-id.ts'
import { isTextField } from './draft.ts'
import { LIST_FIELDS, SET_FIELDS } from './form-fields.ts'
import { goTo } from './go-to-control.ts'
import type { AgreementFormState } from './use-agreement-form.ts'

type FaultSummaryProps = { form: AgreementFormState; problem: Problem | undefined }

/** Every fault at once at the top, each leading to its field; the focus comes here when there are some. */
export function FaultSummary({ form, problem }: FaultSummaryProps) {
  const { t } = useTranslation('agreement-form')
  const box = useRef<HTMLDivElement>(null)
  const nameOf = useControlName(form)
  useEffect(() => {
    if (problem !== undefined) box.current?.focus()
  }, [problem])
  if (problem === undefined) return null
  const { faults } = form
  if (faults.size === 0) {
    return (
      <div ref={box} tabIndex={-1}>
        <ProblemNote problem={problem} />
      </div>
    )
  }
  return (
    <div className="note tone-bad" role="alert" ref={box} tabIndex={-1}>
      <p>
        <strong>{faults.size === 1 ? t('faults.one') : t('faults.other', { n: faults.size })}</strong>
      </p>
      <ul className="fault-list">
        {[...faults].map(([control, message]) => (
          <li key={control}>
            <a
              href={`#${idOf(control)}`}
              onClick={(event) => {
                event.preventDefault()
                goTo(control)
              }}
            >
              {nameOf(control)}
            </a>
            {`: ${message}`}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What people call a control. */
function useControlName(form: AgreementFormState): (control: string) => string {
  const { t } = useTranslation('agreement-form')
  return (control) => {
    if (isTextField(control)) return t(`fields.${control}`)
    const set = SET_FIELDS.find((path) => control === path || control.startsWith(`${path}:`))
    if (set !== undefined) {
      const name = control.slice(set.length + 1)
      if (name === '') return t(`fields.${set}`)
      return `${t(`fields.${set}`)} – ${isElement(name) ? ELEMENTS[name].label : name}`
    }
    const list = LIST_FIELDS.find((path) => control === path || control.startsWith(`${path}#`))
    if (list !== undefined) {
      const key = control.slice(list.length + 1)
      const index = form.draft.lists[list].findIndex((row) => String(row.key) === key)
      return index < 0 ? t(`fields.${list}`) : t('row', { label: t(`fields.${list}`), n: index + 1 })
    }
    if (control.startsWith('needs.')) {
      const name = control.slice('needs.'.length)
      return `${t('needs.title')} – ${isElement(name) ? ELEMENTS[name].label : name}`
    }
    if (control.startsWith('wireMethods')) return t('fields.wireMethods')
    return control
  }
}
