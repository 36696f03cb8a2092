import { Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { addObligation, PARTIES } from '../../api/obligations.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'

/** An obligation that no paper names, such as the next meeting. */
export function AddObligation({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation('obligations')
  const queries = useQueryClient()
  const form = useForm({ title: '', detail: '', owedBy: 'agency', dueOn: '' })
  const submit = async () => {
    const added = await form.send(() => addObligation(code, form.values))
    if (added === undefined) return
    await queries.invalidateQueries({ queryKey: ['/agreements'] })
    onClose()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={t('addTitle')}>
      <Stack>
        <strong>{t('addTitle')}</strong>
        <TextInput label={t('name')} autoComplete="off" required {...form.field('title')} />
        <Textarea label={t('detail')} rows={2} {...form.field('detail')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect
            label={t('party')}
            data={PARTIES.map((party) => ({ value: party, label: t(`parties.${party}`) }))}
            {...form.field('owedBy')}
          />
          <DayInput
            label={t('due')}
            value={form.values.dueOn}
            onDay={(day) => form.set('dueOn', day)}
            error={form.errorOf('dueOn')}
          />
        </SimpleGrid>
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <Group justify="flex-end">
          <FormFoot onClose={onClose} isBusy={form.isBusy} label={t('save')} />
        </Group>
      </Stack>
    </form>
  )
}
