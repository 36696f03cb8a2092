import { TextInput } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { VerificationForm } from '../../api/verification.ts'
import '../../messages/check-nik/words.ts'

type ClaimsProps = {
  elements: VerificationForm['elements']
  claims: Readonly<Record<string, string>>
  onClaim: (element: string, text: string) => void
  firstField: RefObject<HTMLInputElement | null>
  isLacking: boolean
}

/** What the card says, typed in to be compared. What stays empty is not asked. */
export function Claims({ elements, claims, onClaim, firstField, isLacking }: ClaimsProps) {
  const { t } = useTranslation()
  // The NIK itself is the question.
  const matchable = elements.filter(({ element, isMatchable }) => isMatchable && element !== 'NIK')
  return (
    <fieldset className="card claims-card">
      <legend>{t('check.compareLead')}</legend>
      <div className="claims">
        {matchable.map(({ element, label }, index) => (
          <TextInput
            key={element}
            ref={index === 0 ? firstField : undefined}
            label={label}
            autoComplete="off"
            spellCheck={false}
            value={claims[element] ?? ''}
            onChange={(event) => onClaim(element, event.currentTarget.value)}
            error={index === 0 && isLacking ? t('check.needClaim') : undefined}
          />
        ))}
      </div>
    </fieldset>
  )
}
