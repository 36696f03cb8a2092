type ChoicesProps = {
  legend: string
  /** One of them, or any of them. */
  kind: 'radio' | 'checkbox'
  choices: readonly { value: string; label: string; isClosed?: boolean }[]
  chosen: readonly string[]
  onChosen: (chosen: string[]) => void
  error?: string | undefined
}

/** A few choices that all stand in sight. */
export function Choices({ legend, kind, choices, chosen, onChosen, error }: ChoicesProps) {
  const choose = (value: string, isChosen: boolean) => {
    if (kind === 'radio') return onChosen([value])
    onChosen(isChosen ? [...chosen, value] : chosen.filter((one) => one !== value))
  }
  const errorId = `${legend}-error`.replace(/\W+/g, '-')
  return (
    <fieldset className="choices" aria-describedby={error === undefined ? undefined : errorId}>
      <legend>{legend}</legend>
      {choices.map(({ value, label, isClosed = false }) => (
        <label key={value}>
          <input
            type={kind}
            name={legend}
            value={value}
            checked={chosen.includes(value)}
            disabled={isClosed}
            onChange={({ currentTarget: { checked } }) => choose(value, checked)}
          />{' '}
          {label}
        </label>
      ))}
      {error !== undefined && (
        <p className="choices-error" id={errorId}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
