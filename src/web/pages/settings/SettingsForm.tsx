import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type OfficeSettings, type SettingName, saveSettings } from '../../api/settings.ts'
import { useFormat } from '../../messages/format.ts'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'
import '../../messages/settings/words.ts'

type Values = Record<SettingName | 'address', string>

type SettingsFormProps = {
  settings: OfficeSettings
  /** Whether these are what was just saved. */
  isSaved: boolean
  onSaved: (isSaved: boolean) => void
}

/** What an office may set, each with what it does, its bounds and what was delivered. */
export function SettingsForm({ settings: { office, settings }, isSaved, onSaved }: SettingsFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const queries = useQueryClient()
  const mayChange = useMay('office.settings.manage')
  const reauthentication = useReauthentication()
  const start = startOf(settings, office.address)
  const form = useForm<keyof Values>(start)
  const isChanged = Object.entries(start).some(([name, value]) => form.values[isName(name)] !== value)

  const submit = async () => {
    const act = () => reauthentication.around(() => saveSettings(form.values))
    const answer = await form.send(async () => {
      const done = await act()
      return done?.kind === 'ok' ? { kind: 'ok' as const, value: true } : done
    })
    if (answer !== true) return
    onSaved(true)
    await queries.invalidateQueries({ queryKey: ['/office'] })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onSaved(false)
    void submit()
  }
  return (
    <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={t('settings.portal')}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {settings.map(({ name, usual, least, most }) => (
            <TextInput
              key={name}
              label={t(`settings.${name}`)}
              description={`${t(`settings.${name}Note`)} ${t('settings.bounds', {
                least: format.number(least),
                most: format.number(most),
                usual: format.number(usual),
              })}`}
              inputMode="numeric"
              autoComplete="off"
              readOnly={!mayChange}
              {...form.field(name)}
            />
          ))}
        </SimpleGrid>
        <TextInput
          label={t('settings.address')}
          description={t('settings.addressNote')}
          autoComplete="off"
          readOnly={!mayChange}
          {...form.field('address')}
        />
        <Reauthenticate state={reauthentication} />
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        {isSaved && !isChanged && (
          <Note tone="good" live="polite">
            <p>{t('settings.saved')}</p>
          </Note>
        )}
        {mayChange ? (
          <Group justify="flex-end">
            <Button type="submit" loading={form.isBusy} disabled={!isChanged}>
              {t('settings.save')}
            </Button>
          </Group>
        ) : (
          <p className="dim">{t('act.notYours')}</p>
        )}
      </Stack>
    </form>
  )
}

const NAMES = [
  'clearAfterSeconds',
  'officeIdleMinutes',
  'agencyIdleMinutes',
  'operatorIdleMinutes',
  'address',
] as const satisfies readonly (keyof Values)[]

const isName = (text: string) => NAMES.find((name) => name === text) ?? 'address'

function startOf(settings: OfficeSettings['settings'], address: string | null): Values {
  const text = (name: SettingName) => String(settings.find((one) => one.name === name)?.value ?? '')
  return {
    clearAfterSeconds: text('clearAfterSeconds'),
    officeIdleMinutes: text('officeIdleMinutes'),
    agencyIdleMinutes: text('agencyIdleMinutes'),
    operatorIdleMinutes: text('operatorIdleMinutes'),
    address: address ?? '',
  }
}
