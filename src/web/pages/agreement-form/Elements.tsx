import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ELEMENT_NAMES, ELEMENTS, type Element } from '../../../registry/elements.ts'
import { useFormat } from '../../messages/format.ts'
import { idOf } from './control-id.ts'
import {
  countAsWritten,
  ELEMENT_GROUPS,
  type ElementGroup,
  findElements,
  GROUP_NAMES,
} from './element-groups.ts'
import { Tick } from './Ticks.tsx'
import type { AgreementFormState } from './use-agreement-form.ts'

type Path = 'elements' | 'centralApproval.elements'

const labelOf = (name: Element) => ELEMENTS[name].label

/** The catalogue in its groups; one by one, a group at once, or by names typed or pasted. */
export function Elements({ form, path }: { form: AgreementFormState; path: Path }) {
  const { t } = useTranslation('agreement-form')
  const format = useFormat()
  const chosen = form.draft.sets[path]
  const fault = form.faults.get(path)
  return (
    <fieldset className="ticks" id={idOf(path)}>
      {/* The section of the agreement's own elements has this name already. */}
      <legend className={path === 'elements' ? 'visually-hidden' : ''}>{t(`fields.${path}`)}</legend>
      {fault !== undefined && <p className="fault-text">{fault}</p>}
      <QuickChoice form={form} path={path} />
      <p className="limit-note" role="status">
        {t('hints.counted', {
          n: format.number(chosen.length),
          counted: format.number(countAsWritten(chosen)),
        })}
      </p>
      <div className="element-groups">
        {GROUP_NAMES.map((group) => (
          <Group key={group} group={group} form={form} path={path} />
        ))}
      </div>
    </fieldset>
  )
}

function Group({ form, path, group }: { form: AgreementFormState; path: Path; group: ElementGroup }) {
  const { t } = useTranslation('agreement-form')
  const names: readonly Element[] = ELEMENT_GROUPS[group]
  const choose = (isOn: boolean) => form.change({ do: 'tick', path, names, isOn })
  const act = (label: string, isOn: boolean): ReactNode => (
    <button type="button" aria-label={`${label}: ${t(`groups.${group}`)}`} onClick={() => choose(isOn)}>
      {label}
    </button>
  )
  return (
    <fieldset className="form-group">
      <legend>{t(`groups.${group}`)}</legend>
      <div className="group-acts">
        {act(t('all'), true)}
        {act(t('none'), false)}
      </div>
      <div className="tick-list">
        {names.map((name) => (
          <Tick key={name} form={form} path={path} name={name} label={labelOf(name)} />
        ))}
      </div>
    </fieldset>
  )
}

function QuickChoice({ form, path }: { form: AgreementFormState; path: Path }) {
  const { t } = useTranslation('agreement-form')
  const [text, setText] = useState('')
  const [unknown, setUnknown] = useState<readonly string[]>([])
  const take = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || text.trim() === '') return
    event.preventDefault()
    const { found, rest } = findElements(text, labelOf)
    if (found.length > 0) form.change({ do: 'tick', path, names: found, isOn: true })
    setUnknown(rest)
    setText(rest.join(', '))
  }
  const listId = `${idOf(path)}-nama`
  return (
    <>
      <TextInput
        label={t('quick')}
        description={t('hints.quick')}
        autoComplete="off"
        list={listId}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={take}
        error={unknown.length === 0 ? undefined : t('quickUnknown', { names: unknown.join(', ') })}
      />
      <datalist id={listId}>
        {ELEMENT_NAMES.map((name) => (
          <option key={name} value={labelOf(name)} />
        ))}
      </datalist>
    </>
  )
}
