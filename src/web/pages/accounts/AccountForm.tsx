import { NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { carriesAuthority, isRole } from '../../../offices/permissions.ts'
import { type Keep, type NewAccount, openAccount } from '../../api/staff.ts'
import { PATHS } from '../../paths.ts'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'
import { useTakesTwo } from '../../ui/use-waiting.ts'
import { FirstPassword } from './FirstPassword.tsx'

type Choice = { value: string; label: string }

type AccountFormProps = {
  title: string
  keep: Keep
  roles?: readonly Choice[]
  agencies?: readonly Choice[]
  agreements?: readonly Choice[]
  onClose: () => void
}

/** A new account: who it is, what they are, and the first password, shown once. */
export function AccountForm({ title, keep, roles, agencies, agreements, onClose }: AccountFormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const reauthentication = useReauthentication()
  const navigate = useNavigate()
  const takesTwo = useTakesTwo()
  const form = useForm({
    fullName: '',
    username: '',
    nip: '',
    role: '',
    agencyId: '',
    agreement: '',
    reason: '',
  })
  const isProposed = takesTwo && isRole(form.values.role) && carriesAuthority(form.values.role)
  const [made, setMade] = useState<{ username: string; initialPassword: string }>()

  const submit = async () => {
    const { fullName, username, nip, role, agencyId, agreement, reason } = form.values
    const account: NewAccount = {
      fullName,
      username,
      nip,
      ...(roles === undefined ? {} : { role, reason }),
      ...(agencyId === '' ? {} : { agencyId: Number(agencyId) }),
      ...(agreements === undefined ? {} : { agreement: agreement || (agreements[0]?.value ?? '') }),
    }
    const opened = await form.send(() => reauthentication.around(() => openAccount(keep, account)))
    if (opened === undefined) return
    await queries.invalidateQueries({ queryKey: ['/office', '/approvals'] })
    if (opened.proposal !== undefined) {
      await navigate({ to: PATHS.approval, params: { id: String(opened.proposal) } })
      return
    }
    setMade({ username, initialPassword: opened.initialPassword ?? '' })
    await queries.invalidateQueries({ queryKey: keep.split(/(?=\/)/) })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  if (made !== undefined) return <FirstPassword {...made} onClose={onClose} />
  return (
    <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={title}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('operators.name')}
            autoComplete="off"
            // The form was opened to be filled in.
            autoFocus
            {...form.field('fullName')}
          />
          <TextInput label={t('operators.username')} autoComplete="off" {...form.field('username')} />
          <TextInput label={t('operators.nip')} autoComplete="off" {...form.field('nip')} />
          {roles !== undefined && (
            <NativeSelect label={t('staff.role')} data={[...roles]} {...form.field('role')} />
          )}
          {agencies !== undefined && (
            <NativeSelect label={t('staff.agency')} data={[...agencies]} {...form.field('agencyId')} />
          )}
          {agreements !== undefined && (
            <NativeSelect
              label={t('operators.agreement')}
              data={[...agreements]}
              {...form.field('agreement')}
            />
          )}
        </SimpleGrid>
        {roles !== undefined && (
          <Textarea
            label={t('act.reason')}
            description={isProposed ? t('approval.willBeProposed') : t('act.reasonHint')}
            rows={2}
            {...form.field('reason')}
          />
        )}
        <Reauthenticate state={reauthentication} />
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <FormFoot
          onClose={onClose}
          isBusy={form.isBusy}
          label={isProposed ? t('approval.propose') : t('operators.create')}
        />
      </Stack>
    </form>
  )
}
