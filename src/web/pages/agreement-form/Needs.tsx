import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ELEMENTS, isElement } from '../../../registry/elements.ts'
import { idOf } from './control-id.ts'
import type { AgreementFormState } from './use-agreement-form.ts'

/** Why the agency needs each element it asks for: the central authority decides on this. */
export function Needs({ form }: { form: AgreementFormState }) {
  const { t } = useTranslation('agreement-form')
  const chosen = form.draft.sets.elements.filter(isElement)
  const reasonOf = (name: string) => form.draft.needs[name] ?? ''
  const filled = chosen.map(reasonOf).find((text) => text.trim() !== '')
  const blank = chosen.filter((name) => reasonOf(name).trim() === '')
  if (chosen.length === 0) return null
  return (
    <fieldset className="form-group" id={idOf('needs')}>
      <legend>{t('needs.title')}</legend>
      <p className="limit-note">{t('needs.hint')}</p>
      {form.faults.has('needs') && <p className="fault-text">{form.faults.get('needs')}</p>}
      <div className="form-grid">
        {chosen.map((name) => (
          <TextInput
            key={name}
            id={idOf(`needs.${name}`)}
            label={ELEMENTS[name].label}
            autoComplete="off"
            maxLength={300}
            value={reasonOf(name)}
            onChange={(event) =>
              form.change({ do: 'write-need', names: [name], text: event.currentTarget.value })
            }
            error={form.faults.get(`needs.${name}`)}
          />
        ))}
      </div>
      {filled !== undefined && blank.length > 0 && (
        <Button
          variant="default"
          size="xs"
          mt="xs"
          onClick={() => form.change({ do: 'write-need', names: blank, text: filled })}
        >
          {t('needs.same', { reason: filled.length > 40 ? `${filled.slice(0, 40)}…` : filled })}
        </Button>
      )}
    </fieldset>
  )
}
