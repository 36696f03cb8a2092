import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_HELP, MAX_LABEL } from '../../../feedback/definition/field-limits.ts'
import type { FieldDraft, FieldText } from './definition-draft.ts'

type FieldEditorProps = {
  field: FieldDraft
  place: number
  count: number
  errorOf: (part: string) => string | undefined
  onField: (field: FieldDraft) => void
  onMove: (by: number) => void
  onDrop: () => void
}

const TYPES = ['text', 'number', 'date', 'code'] as const

/** Which kind of content can propose what to the registry. */
const TARGETS = {
  text: ['death', 'birth-certificate'],
  number: [],
  date: ['death-date'],
  code: ['blood-type', 'occupation', 'education'],
} as const

/** One field of a definition, with its place among the others. */
export function FieldEditor({ field, place, count, errorOf, onField, onMove, onDrop }: FieldEditorProps) {
  const { t } = useTranslation('feedback-definition')
  const name = field.label.trim() || field.key.trim() || t('edit.unnamed', { n: place + 1 })
  const text = (part: FieldText) => ({
    value: field[part],
    error: errorOf(part),
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
      onField({ ...field, [part]: currentTarget.value }),
  })
  const setType = (chosen: string) => {
    const type = TYPES.find((one) => one === chosen) ?? 'text'
    const allowed: readonly string[] = TARGETS[type]
    onField({ ...field, type, proposes: allowed.includes(field.proposes) ? field.proposes : '' })
  }
  return (
    <li>
      <fieldset className="card field-editor">
        <legend>{`${place + 1}. ${name}`}</legend>
        <div className="field-grid">
          <TextInput
            label={t('field.label')}
            required
            autoComplete="off"
            maxLength={MAX_LABEL}
            {...text('label')}
          />
          <TextInput
            label={t('field.key')}
            required
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            {...text('key')}
          />
          <NativeSelect
            label={t('field.type')}
            data={TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
            value={field.type}
            error={errorOf('type')}
            onChange={({ currentTarget }) => setType(currentTarget.value)}
          />
          <TypeInputs field={field} text={text} />
          <TextInput label={t('field.help')} autoComplete="off" maxLength={MAX_HELP} {...text('help')} />
          {TARGETS[field.type].length > 0 && (
            <NativeSelect
              label={t('field.proposes')}
              data={[
                { value: '', label: t('targets.none') },
                ...TARGETS[field.type].map((value) => ({ value, label: t(`targets.${value}`) })),
              ]}
              {...text('proposes')}
            />
          )}
          <div>
            <Tick
              label={t('field.required')}
              isTicked={field.required}
              onTick={(required) => onField({ ...field, required })}
            />
            <Tick
              label={t('field.unique')}
              isTicked={field.unique}
              onTick={(unique) => onField({ ...field, unique })}
            />
            {field.type === 'date' && (
              <Tick
                label={t('field.past')}
                isTicked={field.past}
                onTick={(past) => onField({ ...field, past })}
              />
            )}
          </div>
        </div>
        <div className="field-foot">
          <Button
            variant="default"
            size="xs"
            disabled={place === 0}
            aria-label={t('edit.up', { name })}
            onClick={() => onMove(-1)}
          >
            ↑
          </Button>
          <Button
            variant="default"
            size="xs"
            disabled={place === count - 1}
            aria-label={t('edit.down', { name })}
            onClick={() => onMove(1)}
          >
            ↓
          </Button>
          <Button variant="default" size="xs" aria-label={t('edit.drop', { name })} onClick={onDrop}>
            {t('edit.dropIt')}
          </Button>
        </div>
      </fieldset>
    </li>
  )
}

type TypeInputsProps = {
  field: FieldDraft
  text: (part: FieldText) => {
    value: string
    error: string | undefined
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void
  }
}

/** What the kind of content asks for besides. */
function TypeInputs({ field, text }: TypeInputsProps) {
  const { t } = useTranslation('feedback-definition')
  switch (field.type) {
    case 'text':
      return (
        <>
          <TextInput label={t('field.maxLength')} inputMode="numeric" required {...text('maxLength')} />
          <TextInput
            label={t('field.pattern')}
            description={t('edit.patternHint')}
            autoComplete="off"
            spellCheck={false}
            {...text('pattern')}
          />
        </>
      )
    case 'number':
      return (
        <>
          <TextInput label={t('field.decimals')} inputMode="numeric" required {...text('decimals')} />
          <TextInput label={t('field.min')} inputMode="decimal" {...text('min')} />
          <TextInput label={t('field.max')} inputMode="decimal" {...text('max')} />
        </>
      )
    case 'code':
      return (
        <Textarea
          className="wide"
          label={t('field.codes')}
          description={t('edit.codesHint')}
          rows={5}
          required
          {...text('codes')}
        />
      )
    case 'date':
      return null
  }
}

type TickProps = { label: string; isTicked: boolean; onTick: (is: boolean) => void }

function Tick({ label, isTicked, onTick }: TickProps) {
  return (
    <div>
      <label className="tick">
        <input
          type="checkbox"
          checked={isTicked}
          onChange={({ currentTarget }) => onTick(currentTarget.checked)}
        />{' '}
        {label}
      </label>
    </div>
  )
}
