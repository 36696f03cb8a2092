import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  rewriteChange,
  type Standing,
  writeChange,
} from '../../api/changes.ts'
import { PATHS } from '../../paths.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { Choices } from '../proofs/Choices.tsx'
import { ContentFields } from './ContentFields.tsx'
import { contentOf, startSets, startTexts } from './change-draft.ts'

type ChangeFormProps = { code: string; standing: Standing; change?: Change }

/** What is asked for, why, and by which letter. */
export function ChangeForm({ code, standing, change }: ChangeFormProps) {
  const { t } = useTranslation('changes')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [kind, setKind] = useState<ChangeKind>(change?.kind ?? 'elements')
  const [sets, setSets] = useState(() => startSets(standing, change))
  const form = useForm(startTexts(standing, change))
  const leave = (id: number | undefined) =>
    id === undefined
      ? navigate({ to: PATHS.changes, params: { code } })
      : navigate({ to: PATHS.change, params: { code, id: String(id) } })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { values } = form
    const withHolder = change === undefined || values['holder.nik'].trim() !== ''
    const { reason, letterNumber, letterOn } = values
    const content = contentOf(kind, values, sets, withHolder)
    const body = { kind, content, reason, letterNumber, letterOn }
    const id = await form.send(async () => {
      if (change === undefined) {
        const written = await writeChange(code, body)
        return written.kind === 'ok' ? { kind: 'ok' as const, value: written.value.id } : written
      }
      const rewritten = await rewriteChange(code, change.id, body)
      return rewritten.kind === 'ok' ? { kind: 'ok' as const, value: change.id } : rewritten
    })
    if (id === undefined) return
    await queries.invalidateQueries({ queryKey: ['/agreements', `/${encodeURIComponent(code)}`] })
    await leave(id)
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack className="card" gap="md">
        {change === undefined && (
          <Choices
            kind="radio"
            legend={t('form.kind')}
            choices={CHANGE_KINDS.map((value) => ({
              value,
              label: `${t(`kinds.${value}`)} — ${t(`kindHints.${value}`)}`,
            }))}
            chosen={[kind]}
            onChosen={([chosen]) => setKind(CHANGE_KINDS.find((one) => one === chosen) ?? kind)}
          />
        )}
        <ContentFields kind={kind} standing={standing} form={form} sets={sets} onSets={setSets} />
        <Textarea label={t('form.reason')} rows={3} required {...form.field('reason')} />
        <TextInput label={t('form.letterNumber')} {...form.field('letterNumber')} />
        <DayInput
          label={t('form.letterOn')}
          value={form.values.letterOn}
          onDay={(day) => form.set('letterOn', day)}
          error={form.errorOf('letterOn')}
        />
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <Group gap="sm">
          <Button type="submit" loading={form.isBusy}>
            {t('form.save')}
          </Button>
          <Button variant="default" onClick={() => void leave(change?.id)}>
            {t('form.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
