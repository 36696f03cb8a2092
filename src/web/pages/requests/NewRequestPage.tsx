import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ChangeEvent, FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ownAgencyShape } from '../../api/agency.ts'
import type { Agreement } from '../../api/agreement.ts'
import { agreementRowsShape } from '../../api/office.ts'
import { openRequest, requestFormShape } from '../../api/requests.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMe } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { CHOICES } from '../agreement-form/form-fields.ts'
import './request-words.ts'

export function NewRequestPage() {
  return (
    <Door needs="requests.prepare">
      <NewRequest />
    </Door>
  )
}

function NewRequest() {
  const { t } = useTranslation('requests')
  const query = useAsked('/requests/form', requestFormShape)
  return (
    <Page title={t('new')} lead={t('newPage.lead')}>
      <Loaded query={query}>{({ agencies }) => <Start agencies={agencies ?? []} />}</Loaded>
    </Page>
  )
}

const OTHER = 'other'

function Start({ agencies }: { agencies: readonly { id: number; name: string }[] }) {
  const { t } = useTranslation('requests')
  const { agency } = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const form = useForm({ agencyId: '', name: '', kind: 'OPD', renews: '' })
  const { agencyId, name, kind, renews } = form.values
  const isOther = agency === null && agencyId === OTHER
  const submit = async () => {
    const whose = () => {
      if (agency !== null) return {}
      return isOther ? { agency: { name: name.trim(), kind } } : { agencyId: Number(agencyId) }
    }
    const wanted = { ...whose(), ...(renews.trim() === '' ? {} : { renews: renews.trim() }) }
    const opened = await form.send(() => openRequest(wanted))
    if (opened === undefined) return
    await queries.invalidateQueries({ queryKey: ['/requests'] })
    await navigate({ to: PATHS.requestForm, params: { id: String(opened.id) } })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form className="card form-card narrow" onSubmit={onSubmit} noValidate aria-label={t('new')}>
      <Stack>
        <p>{t('newPage.what')}</p>
        {agency === null && (
          <NativeSelect
            label={t('newPage.agency')}
            data={[
              { value: '', label: t('newPage.chooseAgency') },
              ...agencies.map(({ id, name: one }) => ({ value: String(id), label: one })),
              { value: OTHER, label: t('newPage.otherAgency') },
            ]}
            {...form.field('agencyId')}
          />
        )}
        {isOther && (
          <>
            <TextInput
              label={t('newPage.agencyName')}
              autoComplete="off"
              {...form.field('name')}
              error={form.problem?.fields.find(({ field }) => field === 'agency.name')?.message}
            />
            <NativeSelect
              label={t('newPage.agencyKind')}
              data={[...CHOICES['userAgency.kind']]}
              {...form.field('kind')}
            />
          </>
        )}
        {agency === null ? (
          <OfficeRenews agencyId={Number(agencyId)} {...form.field('renews')} />
        ) : (
          <OwnRenews {...form.field('renews')} />
        )}
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <div>
          <Button type="submit" loading={form.isBusy}>
            {t('newPage.start')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

type RenewsProps = {
  value: string
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void
  error: string | undefined
}

function OwnRenews(field: RenewsProps) {
  const query = useAsked('/agency', ownAgencyShape)
  return <RenewsChoice agreements={query.data?.agreements ?? []} {...field} />
}

function OfficeRenews({ agencyId, ...field }: RenewsProps & { agencyId: number }) {
  const query = useAsked('/office/agreements', agreementRowsShape)
  const own = (query.data ?? []).filter((one) => one.agencyId === agencyId)
  return <RenewsChoice agreements={own} {...field} />
}

/** The agreements of the agency, one of which may be renewed; nothing where it has none. */
function RenewsChoice({ agreements, ...field }: RenewsProps & { agreements: readonly Agreement[] }) {
  const { t } = useTranslation('requests')
  if (agreements.length === 0) return null
  return (
    <NativeSelect
      label={t('newPage.renews')}
      data={[
        { value: '', label: t('newPage.notRenewal') },
        ...agreements.map(({ code, number, purpose }) => ({
          value: code,
          label: `${number.civilRegistry} – ${purpose}`,
        })),
      ]}
      {...field}
    />
  )
}
