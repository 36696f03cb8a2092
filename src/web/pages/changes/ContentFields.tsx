import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ELEMENTS } from '../../../registry/elements.ts'
import type { ChangeKind, Standing } from '../../api/changes.ts'
import { useFormat } from '../../messages/format.ts'
import type { useForm } from '../../ui/use-form.ts'
import { useAgreementWords } from '../agreement/agreement-words.ts'
import { ELEMENT_GROUPS, GROUP_NAMES } from '../agreement-form/element-groups.ts'
import { Choices } from '../proofs/Choices.tsx'
import { type DraftSets, type DraftTexts, EMPLOYMENT_STATUSES, HOLDER_FIELDS } from './change-draft.ts'

type ContentFieldsProps = {
  kind: ChangeKind
  standing: Standing
  form: ReturnType<typeof useForm<keyof DraftTexts>>
  sets: DraftSets
  onSets: (sets: DraftSets) => void
}

const METHODS = ['web-portal', 'web-service', 'card-reader'] as const

/** The fields of one kind of change, filled with what holds now. */
export function ContentFields(props: ContentFieldsProps) {
  switch (props.kind) {
    case 'elements':
      return <ElementFields {...props} />
    case 'method':
      return <MethodFields {...props} />
    case 'quota':
      return <QuotaFields {...props} />
    case 'bandwidth':
      return <BandwidthFields {...props} />
    case 'address':
      return <AddressFields {...props} />
    case 'holder':
      return <HolderFields {...props} />
  }
}

function ElementFields({ sets, onSets }: ContentFieldsProps) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  return (
    <fieldset className="element-choice">
      <legend>{t('form.elements')}</legend>
      <p role="status" className="dim">
        {t('form.elementsCount', { n: format.number(sets.elements.length) })}
      </p>
      {GROUP_NAMES.map((group) => {
        const names: readonly string[] = ELEMENT_GROUPS[group]
        return (
          <Choices
            key={group}
            kind="checkbox"
            legend={t(`form.groups.${group}`)}
            choices={ELEMENT_GROUPS[group].map((value) => ({ value, label: ELEMENTS[value].label }))}
            chosen={sets.elements.filter((one) => names.includes(one))}
            onChosen={(chosen) =>
              onSets({
                ...sets,
                elements: [...sets.elements.filter((one) => !names.includes(one)), ...chosen],
              })
            }
          />
        )
      })}
    </fieldset>
  )
}

function MethodFields({ sets, onSets }: ContentFieldsProps) {
  const { t } = useTranslation('changes')
  const { method } = useAgreementWords()
  return (
    <Choices
      kind="checkbox"
      legend={t('form.methods')}
      choices={METHODS.map((value) => ({ value, label: method(value) }))}
      chosen={sets.methods}
      onChosen={(methods) => onSets({ ...sets, methods })}
    />
  )
}

function QuotaFields({ standing, form, sets, onSets }: ContentFieldsProps) {
  const { t } = useTranslation('changes')
  const isWhole = form.values.userId === ''
  return (
    <>
      <NativeSelect
        label={t('form.scope')}
        data={[
          { value: '', label: t('form.wholeAgreement') },
          ...standing.credentials.map(({ userId }) => ({ value: userId, label: userId })),
        ]}
        {...form.field('userId')}
      />
      {isWhole && (
        <label className="tick">
          <input
            type="checkbox"
            checked={sets.isUnlimited}
            onChange={({ currentTarget }) => onSets({ ...sets, isUnlimited: currentTarget.checked })}
          />{' '}
          {t('form.unlimited')}
        </label>
      )}
      {!(isWhole && sets.isUnlimited) && (
        <TextInput
          label={t('form.quota')}
          description={isWhole ? undefined : t('form.quotaOwnHint')}
          inputMode="numeric"
          {...form.field('quotaPerDay')}
        />
      )}
    </>
  )
}

function BandwidthFields({ standing, form }: ContentFieldsProps) {
  const { t } = useTranslation('changes')
  const written = standing.bandwidthAsWritten
  return (
    <>
      <TextInput
        label={t('form.bandwidth')}
        description={written === null ? undefined : t('form.bandwidthNow', { now: written })}
        inputMode="decimal"
        required
        {...form.field('bandwidthMbps')}
      />
      <TextInput label={t('form.points')} inputMode="numeric" {...form.field('connectionPoints')} />
    </>
  )
}

function AddressFields({ standing, form, sets, onSets }: ContentFieldsProps) {
  const { t } = useTranslation('changes')
  return (
    <>
      <Textarea
        label={t('form.networks')}
        description={t('form.networksHint')}
        rows={4}
        required
        {...form.field('networks')}
      />
      <Choices
        kind="checkbox"
        legend={`${t('form.userIds')} — ${t('form.userIdsHint')}`}
        choices={standing.credentials.map(({ userId, networks }) => ({
          value: userId,
          label: `${userId} (${networks.join(', ')})`,
        }))}
        chosen={sets.userIds}
        onChosen={(userIds) => onSets({ ...sets, userIds })}
      />
    </>
  )
}

function HolderFields({ standing, form }: ContentFieldsProps) {
  const { t } = useTranslation('changes')
  return (
    <>
      <NativeSelect
        label={t('form.userId')}
        required
        data={[
          { value: '', label: t('form.chooseUserId') },
          ...standing.credentials
            .filter(({ isPortal }) => !isPortal)
            .map(({ userId }) => ({ value: userId, label: userId })),
        ]}
        {...form.field('userId')}
      />
      <fieldset className="element-choice">
        <legend>{t('form.holder')}</legend>
        <p className="dim">{t('form.holderHint')}</p>
        {HOLDER_FIELDS.map((name) =>
          name === 'employmentStatus' ? (
            <NativeSelect
              key={name}
              label={t(`form.holderFields.${name}`)}
              data={['', ...EMPLOYMENT_STATUSES]}
              {...form.field(`holder.${name}`)}
            />
          ) : (
            <TextInput
              key={name}
              label={t(`form.holderFields.${name}`)}
              autoComplete="off"
              inputMode={name === 'nik' ? 'numeric' : 'text'}
              {...form.field(`holder.${name}`)}
            />
          ),
        )}
      </fieldset>
    </>
  )
}
