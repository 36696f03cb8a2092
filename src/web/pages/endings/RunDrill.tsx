import { Button, NativeSelect, Stack, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { runDrill } from '../../api/endings.ts'
import { agreementRowsShape } from '../../api/office.ts'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'

/** Runs the drill on an agreement in force that has the method Web Service. */
export function RunDrill() {
  const { t } = useTranslation('endings')
  const agreements = useAsked('/office/agreements', agreementRowsShape)
  return (
    <Loaded query={agreements}>
      {(rows) => {
        const choices = rows
          .filter(({ state, methods }) => state === 'in_force' && methods.includes('web-service'))
          .map(({ code, agency, number }) => ({ value: code, label: `${agency} · ${number.civilRegistry}` }))
        return choices.length === 0 ? (
          <Note tone="quiet">{t('drill.none')}</Note>
        ) : (
          <DrillForm choices={choices} />
        )
      }}
    </Loaded>
  )
}

function DrillForm({ choices }: { choices: { value: string; label: string }[] }) {
  const { t } = useTranslation('endings')
  const queries = useQueryClient()
  const reauthentication = useReauthentication()
  const form = useForm({ agreement: choices[0]?.value ?? '', reason: '' })
  const submit = async () => {
    const { agreement, reason } = form.values
    const done = await form.send(() => reauthentication.around(() => runDrill(agreement, reason)))
    if (done === undefined) return
    form.set('reason', '')
    await queries.invalidateQueries({ queryKey: ['/office', '/drills'] })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={t('drill.run')}>
      <Stack>
        <p>{t('drill.safe')}</p>
        <NativeSelect label={t('drill.agreement')} data={choices} {...form.field('agreement')} />
        <Textarea label={t('reason')} rows={2} required {...form.field('reason')} />
        <Reauthenticate state={reauthentication} />
        {form.isBusy && (
          <Note tone="info" live="polite">
            {t('drill.running')}
          </Note>
        )}
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <div>
          <Button type="submit" loading={form.isBusy}>
            {t('drill.run')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
