import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { VerificationForm } from '../../api/verification.ts'
import { Claims } from './Claims.tsx'
import { NikInput } from './NikInput.tsx'
import { Structure } from './Structure.tsx'
import type { DeskState, Lack } from './use-desk.ts'
import '../../messages/check-nik/words.ts'

type DeskFormProps = { form: VerificationForm; desk: DeskState; nikField: RefObject<HTMLInputElement | null> }

/** One field that matters, and why it is asked. Enter sends from everywhere. */
export function DeskForm({ form, desk, nikField }: DeskFormProps) {
  const { t } = useTranslation()
  const purposeField = useRef<HTMLSelectElement>(null)
  const caseField = useRef<HTMLInputElement>(null)
  const claimField = useRef<HTMLInputElement>(null)
  const { fields, lacks } = desk

  const send = async (event: FormEvent) => {
    event.preventDefault()
    const lack = await desk.submit()
    // Selected, so that the next number replaces this one.
    if (lack === undefined) return nikField.current?.select()
    const places = { nik: nikField, purpose: purposeField, case: caseField, claims: claimField }
    places[lack].current?.focus()
  }
  // A list that is not open would swallow Enter.
  const sendFromList = (event: KeyboardEvent<HTMLSelectElement>) => {
    if (event.key === 'Enter') event.currentTarget.form?.requestSubmit()
  }
  const errorOf = (lack: Lack, words: string) => (lacks.includes(lack) ? words : undefined)

  return (
    <form onSubmit={(event) => void send(event)} noValidate autoComplete="off">
      <div className="desk-form">
        <NikInput
          field={nikField}
          digits={fields.nik}
          onDigits={desk.type}
          describedBy="nik-structure"
          error={errorOf('nik', t('check.needNik'))}
        />
        <NativeSelect
          ref={purposeField}
          label={t('check.purpose')}
          size="md"
          value={fields.purpose}
          // A long purpose is cut by the width of the list.
          title={fields.purpose}
          onChange={(event) => desk.setPurpose(event.currentTarget.value)}
          onKeyDown={sendFromList}
          error={errorOf('purpose', t('check.needPurpose'))}
          data={[
            { value: '', label: t('check.choosePurpose') },
            ...form.purposes.map((purpose) => ({ value: purpose, label: purpose })),
          ]}
        />
        <TextInput
          ref={caseField}
          label={t('check.caseNumber')}
          size="md"
          autoComplete="off"
          value={fields.caseNumber}
          onChange={(event) => desk.setCaseNumber(event.currentTarget.value)}
          error={errorOf('case', t('check.needCase'))}
        />
        <Button type="submit" size="md" className="desk-submit" loading={desk.isAsking}>
          {t('check.submit')}
        </Button>
      </div>
      <p className="structure" id="nik-structure" aria-live="polite">
        <Structure reading={desk.reading} />
      </p>
      {fields.mode === 'compare' && (
        <Claims
          elements={form.elements}
          claims={fields.claims}
          onClaim={desk.setClaim}
          firstField={claimField}
          isLacking={lacks.includes('claims')}
        />
      )}
    </form>
  )
}
