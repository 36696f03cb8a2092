import { NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type IssuedSecret, issueCredential } from '../../api/office.ts'
import { PATHS } from '../../paths.ts'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'
import { useTakesTwo } from '../../ui/use-waiting.ts'

type IssueCredentialProps = {
  agreements: readonly { value: string; label: string }[]
  chosen: string | undefined
  onClose: () => void
  onIssued: (secret: IssuedSecret) => void
}

export function IssueCredential({ agreements, chosen, onClose, onIssued }: IssueCredentialProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const reauthentication = useReauthentication()
  const navigate = useNavigate()
  const isProposed = useTakesTwo()
  const form = useForm({
    agreement: chosen ?? agreements[0]?.value ?? '',
    kind: 'production',
    networks: '',
    reason: '',
  })
  const submit = async () => {
    const { networks, ...wanted } = form.values
    const issued = await form.send(() =>
      reauthentication.around(() =>
        issueCredential({ ...wanted, networks: networks.split(/[\s,;]+/).filter((one) => one !== '') }),
      ),
    )
    if (issued === undefined) return
    await queries.invalidateQueries({ queryKey: ['/office', '/credentials'] })
    if ('secret' in issued) return onIssued(issued)
    await queries.invalidateQueries({ queryKey: ['/office', '/approvals'] })
    await navigate({ to: PATHS.approval, params: { id: String(issued.proposal) } })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={t('credential.issue')}>
      <Stack>
        <p>{isProposed ? t('approval.issueText') : t('credential.issueText')}</p>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect
            label={t('credential.agreement')}
            data={[...agreements]}
            {...form.field('agreement')}
          />
          <NativeSelect
            label={t('credential.kind')}
            data={[
              { value: 'production', label: t('credential.production') },
              { value: 'development', label: t('credential.development') },
            ]}
            {...form.field('kind')}
          />
          <TextInput
            label={t('credential.issueNetworks')}
            autoComplete="off"
            // The form was opened to be filled in.
            autoFocus
            {...form.field('networks')}
          />
        </SimpleGrid>
        <Textarea
          label={t('act.reason')}
          description={t('act.reasonHint')}
          rows={2}
          {...form.field('reason')}
        />
        <Reauthenticate state={reauthentication} />
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <FormFoot
          onClose={onClose}
          isBusy={form.isBusy}
          label={isProposed ? t('approval.propose') : t('credential.issue')}
        />
      </Stack>
    </form>
  )
}
