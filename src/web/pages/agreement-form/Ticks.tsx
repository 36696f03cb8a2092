import { useTranslation } from 'react-i18next'
import { idOf } from './control-id.ts'
import { controlOf } from './file-of.ts'
import type { SetField } from './form-fields.ts'
import type { AgreementFormState } from './use-agreement-form.ts'

type TickProps = { form: AgreementFormState; path: SetField; name: string; label: string }

/** One value that is chosen or not. What the approval does not have can be ticked, and is marked. */
export function Tick({ form, path, name, label }: TickProps) {
  const { t } = useTranslation('agreement-form')
  const control = controlOf.tick(path, name)
  const fault = form.faults.get(control)
  const isOn = form.draft.sets[path].includes(name)
  const allowed = form.limits?.sets[path]
  const isOutside = allowed !== undefined && !allowed.includes(name)
  return (
    <div>
      <label className="tick">
        <input
          type="checkbox"
          id={idOf(control)}
          checked={isOn}
          onChange={(event) =>
            form.change({ do: 'tick', path, names: [name], isOn: event.currentTarget.checked })
          }
          {...(fault === undefined
            ? {}
            : { 'aria-invalid': true, 'aria-describedby': `${idOf(control)}-salah` })}
        />
        <span>
          {label}
          {isOutside && isOn && <span className="exceeds"> · {t('notApproved')}</span>}
          {isOutside && !isOn && <span className="limit-note"> · {t('outside')}</span>}
        </span>
      </label>
      {fault !== undefined && (
        <p className="fault-text" id={`${idOf(control)}-salah`}>
          {fault}
        </p>
      )}
    </div>
  )
}

type TicksProps = {
  form: AgreementFormState
  path: SetField
  options: readonly { name: string; label: string }[]
  hint?: string
}

/** A few values to choose from. */
export function Ticks({ form, path, options, hint }: TicksProps) {
  const { t } = useTranslation('agreement-form')
  const fault = form.faults.get(path)
  return (
    <fieldset className="ticks" id={idOf(path)}>
      {/* The section of the methods has this name already. */}
      <legend className={path === 'methods' ? 'visually-hidden' : ''}>{t(`fields.${path}`)}</legend>
      {hint !== undefined && <p className="limit-note">{hint}</p>}
      {fault !== undefined && <p className="fault-text">{fault}</p>}
      <div className="tick-list">
        {options.map(({ name, label }) => (
          <Tick key={name} form={form} path={path} name={name} label={label} />
        ))}
      </div>
    </fieldset>
  )
}

/** Names of methods, in words. */
export function useMethodOptions(names: readonly MethodName[]) {
  const { t } = useTranslation('agreement-form')
  return names.map((name) => ({ name, label: t(`choices.${name}`) }))
}

type MethodName = 'web-portal' | 'web-service' | 'card-reader' | 'upload' | 'form' | 'offline-media'
