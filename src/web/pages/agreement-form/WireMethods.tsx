import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ELEMENT_NAMES, ELEMENTS, isElement } from '../../../registry/elements.ts'
import { idOf } from './control-id.ts'
import type { WireMethodRow } from './draft.ts'
import { controlOf } from './file-of.ts'
import type { AgreementFormState } from './use-agreement-form.ts'

/** The names under which an agency's application calls; most agreements name none. */
export function WireMethods({ form }: { form: AgreementFormState }) {
  const { t } = useTranslation('agreement-form')
  const fault = form.faults.get('wireMethods')
  return (
    <fieldset className="ticks" id={idOf('wireMethods')}>
      <legend>{t('fields.wireMethods')}</legend>
      <p className="limit-note">{t('hints.wireMethods')}</p>
      {fault !== undefined && <p className="fault-text">{fault}</p>}
      {form.draft.wireMethods.map((row, index) => (
        <Method key={row.key} form={form} row={row} n={index + 1} />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        mt={4}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => form.change({ do: 'add-wire-method' })}
      >
        {t('wire.add')}
      </Button>
    </fieldset>
  )
}

function Method({ form, row, n }: { form: AgreementFormState; row: WireMethodRow; n: number }) {
  const { t } = useTranslation('agreement-form')
  const write = (next: Partial<WireMethodRow>) =>
    form.change({ do: 'write-wire-method', row: { ...row, ...next } })
  const faultOf = (part: 'name' | 'operation' | 'elements') => form.faults.get(controlOf.wire(row.key, part))
  const granted = form.draft.sets.elements.filter(isElement)
  const elements = ELEMENT_NAMES.filter((name) => granted.includes(name) || row.elements.includes(name))
  const fault = faultOf('elements')
  return (
    <fieldset className="form-group">
      <legend>{t('wire.number', { n })}</legend>
      <div className="form-grid">
        <TextInput
          id={idOf(controlOf.wire(row.key, 'name'))}
          label={t('wire.name')}
          autoComplete="off"
          maxLength={64}
          value={row.name}
          onChange={(event) => write({ name: event.currentTarget.value })}
          error={faultOf('name')}
        />
        <NativeSelect
          id={idOf(controlOf.wire(row.key, 'operation'))}
          label={t('wire.operation')}
          value={row.operation}
          onChange={(event) => write({ operation: event.currentTarget.value })}
          data={[
            { value: 'biodata', label: t('choices.biodata') },
            { value: 'match', label: t('choices.match') },
          ]}
          error={faultOf('operation')}
        />
      </div>
      <details
        open={row.elements.length > 0 || fault !== undefined}
        id={idOf(controlOf.wire(row.key, 'elements'))}
      >
        <summary>{t('wire.elements')}</summary>
        <p className="limit-note">{t('wire.elementsNote')}</p>
        {fault !== undefined && <p className="fault-text">{fault}</p>}
        <div className="tick-list">
          {elements.map((name) => (
            <label key={name} className="tick">
              <input
                type="checkbox"
                checked={row.elements.includes(name)}
                onChange={({ currentTarget: { checked } }) =>
                  write({
                    elements: checked ? [...row.elements, name] : row.elements.filter((one) => one !== name),
                  })
                }
              />
              <span>{ELEMENTS[name].label}</span>
            </label>
          ))}
        </div>
      </details>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => form.change({ do: 'remove-wire-method', key: row.key })}
      >
        {t('wire.remove', { n })}
      </Button>
    </fieldset>
  )
}
