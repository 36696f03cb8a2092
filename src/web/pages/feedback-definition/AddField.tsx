import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_FIELDS } from '../../../feedback/definition/field-limits.ts'
import { CATALOGUE_FIELDS } from '../../../feedback/field-catalogue.ts'
import { blankDraft, type FieldDraft, toDraft, yesNoDraft } from './definition-draft.ts'

const BLANK = ''
const YES_NO = '?'

type AddFieldProps = { taken: readonly string[]; onAdd: (field: FieldDraft) => void }

/** Adds a field: one that is ready made, a question of yes or no, or an empty one. */
export function AddField({ taken, onAdd }: AddFieldProps) {
  const { t } = useTranslation('feedback-definition')
  const [chosen, setChosen] = useState(BLANK)
  const free = CATALOGUE_FIELDS.filter(({ key }) => !taken.includes(key))
  const add = () => {
    const ready = free.find(({ key }) => key === chosen)
    onAdd(ready !== undefined ? toDraft(ready) : chosen === YES_NO ? yesNoDraft() : blankDraft())
    setChosen(BLANK)
  }
  return (
    <div className="add-field">
      <NativeSelect
        label={t('edit.add')}
        value={chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        data={[
          { value: BLANK, label: t('edit.blank') },
          { value: YES_NO, label: t('edit.yesNo') },
          {
            group: t('edit.readyMade'),
            items: free.map(({ key, label }) => ({ value: key, label })),
          },
        ]}
      />
      <Button variant="default" disabled={taken.length >= MAX_FIELDS} onClick={add}>
        {t('edit.addIt')}
      </Button>
    </div>
  )
}
