import { Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { appointOfficial, POSITIONS } from '../../api/officials.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'

type AppointFormProps = {
  place: string
  onClose: () => void
  /** With the letter of notice, where there is one. */
  onDone: (paperId: number | null) => void
}

export function AppointForm({ place, onClose, onDone }: AppointFormProps) {
  const { t } = useTranslation('officials')
  const queries = useQueryClient()
  const form = useForm({ position: 'head', name: '', nip: '', rank: '', title: '', from: '', basis: '' })
  const submit = async () => {
    const { nip, ...rest } = form.values
    // People copy it with spaces, as it is printed.
    const done = await form.send(() => appointOfficial(place, { ...rest, nip: nip.replace(/\s/g, '') }))
    if (done === undefined) return
    await queries.invalidateQueries({ queryKey: [place.startsWith('/office') ? '/office' : '/agency'] })
    await queries.invalidateQueries({ queryKey: ['/papers'] })
    onDone(done.paperId)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={t('addTitle')}>
      <Stack>
        <strong>{t('addTitle')}</strong>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect
            label={t('position')}
            data={POSITIONS.map((position) => ({ value: position, label: t(`positions.${position}`) }))}
            {...form.field('position')}
          />
          <DayInput
            label={t('from')}
            value={form.values.from}
            onDay={(day) => form.set('from', day)}
            error={form.errorOf('from')}
          />
          <TextInput label={t('name')} autoComplete="off" required {...form.field('name')} />
          <TextInput
            label={t('title')}
            description={t('titleHint')}
            autoComplete="off"
            required
            {...form.field('title')}
          />
          <TextInput label={t('nip')} autoComplete="off" inputMode="numeric" {...form.field('nip')} />
          <TextInput
            label={t('rank')}
            description={t('rankHint')}
            autoComplete="off"
            {...form.field('rank')}
          />
        </SimpleGrid>
        {!place.startsWith('/office') && (
          <TextInput
            label={t('basis')}
            description={t('basisHint')}
            autoComplete="off"
            maxLength={200}
            {...form.field('basis')}
          />
        )}
        <p className="dim">
          {t('followsBefore')} {!place.startsWith('/office') && t('noticeComes')}
        </p>
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <Group justify="flex-end">
          <FormFoot onClose={onClose} isBusy={form.isBusy} label={t('save')} />
        </Group>
      </Stack>
    </form>
  )
}
