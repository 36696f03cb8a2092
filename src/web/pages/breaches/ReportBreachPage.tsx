import '../../messages/breaches/words.ts'
import '../proofs/proofs.css'
import { Button, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ELEMENT_NAMES, ELEMENTS } from '../../../registry/elements.ts'
import { ownAgencyShape } from '../../api/agency.ts'
import type { Agreement } from '../../api/agreement.ts'
import { BREACH_KINDS, reportBreach } from '../../api/breaches.ts'
import { agencyRowsShape, agreementRowsShape } from '../../api/office.ts'
import type { Of } from '../../api/shape.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { MomentInput, useReadMoment } from '../../ui/MomentInput.tsx'
import { useMe } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { Choices } from '../proofs/Choices.tsx'

export function ReportBreachPage() {
  return (
    <Door needs="breaches.report">
      <ReportBreach />
    </Door>
  )
}

const CATALOGUE = ELEMENT_NAMES.map((element) => ({ element, label: ELEMENTS[element].label }))

function ReportBreach() {
  const { t } = useTranslation('breaches')
  const { agency } = useMe()
  return (
    <Page title={t('report')} lead={t('form.lead')}>
      {agency === null ? <ByOffice /> : <ByAgency />}
    </Page>
  )
}

function ByAgency() {
  const query = useAsked('/agency', ownAgencyShape)
  return <Loaded query={query}>{({ agreements }) => <Report agencies={[]} agreements={agreements} />}</Loaded>
}

function ByOffice() {
  const agencies = useAsked('/office/agencies', agencyRowsShape)
  const agreements = useAsked('/office/agreements', agreementRowsShape)
  return (
    <Loaded query={agencies}>
      {(rows) => <Loaded query={agreements}>{(all) => <Report agencies={rows} agreements={all} />}</Loaded>}
    </Loaded>
  )
}

type ReportProps = {
  /** To choose from; none where the agency reports itself. */
  agencies: Of<typeof agencyRowsShape>
  agreements: readonly Agreement[]
}

function Report({ agencies, agreements }: ReportProps) {
  const { t } = useTranslation('breaches')
  const format = useFormat()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const readMoment = useReadMoment()
  const { agency } = useMe()
  const { perjanjian } = useSearch({ from: '/shell/pelanggaran/lapor' })
  const about = agreements.find(({ code }) => code === perjanjian)
  const [at, setAt] = useState({ day: '', time: '' })
  const [elements, setElements] = useState<string[]>([])
  const form = useForm({
    agencyId: about === undefined ? '' : String(about.agencyId),
    agreement: about?.code ?? (agency !== null && agreements.length === 1 ? (agreements[0]?.code ?? '') : ''),
    kind: 'leak',
    description: '',
    discoveredAt: '',
    affectedPeople: '',
  })
  const { agencyId, agreement, kind, description, affectedPeople } = form.values
  const own = agreements.filter((one) => agency !== null || String(one.agencyId) === agencyId)
  const chosen = own.find(({ code }) => code === agreement)
  const offered: readonly { element: string; label: string }[] = chosen?.elements ?? CATALOGUE
  const submit = async () => {
    const people = affectedPeople.replace(/[.\s]/g, '')
    const reported = {
      agreement: chosen?.code ?? '',
      kind,
      description,
      discoveredAt: readMoment(at),
      elements: elements.filter((element) => offered.some((one) => one.element === element)),
      ...(agencyId === '' ? {} : { agencyId: Number(agencyId) }),
      // What is no number is refused by the server, with its field.
      ...(people === '' ? {} : { affectedPeople: /^\d{1,9}$/.test(people) ? Number(people) : -1 }),
    }
    const done = await form.send(() => reportBreach(reported))
    if (done === undefined) return
    for (const queryKey of [['/breaches'], ['/tasks']]) await queries.invalidateQueries({ queryKey })
    await navigate({ to: PATHS.breach, params: { id: String(done.id) } })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form className="card form-card narrow" onSubmit={onSubmit} noValidate aria-label={t('report')}>
      <Stack>
        {agency === null && (
          <NativeSelect
            label={t('form.agency')}
            data={[
              { value: '', label: t('form.chooseAgency') },
              ...agencies.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            {...form.field('agencyId')}
          />
        )}
        {own.length > 0 && (
          <NativeSelect
            label={t('form.agreement')}
            description={t('form.agreementHint')}
            data={[
              { value: '', label: t('form.noAgreement') },
              ...own.map(({ code, number, purpose }) => ({
                value: code,
                label: `${number.civilRegistry} – ${purpose}`,
              })),
            ]}
            {...form.field('agreement')}
          />
        )}
        <NativeSelect
          label={t('form.kind')}
          data={BREACH_KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          {...form.field('kind')}
        />
        <Textarea
          label={t('form.description')}
          description={t('form.descriptionHint')}
          rows={5}
          required
          maxLength={2000}
          {...form.field('description')}
        />
        <MomentInput
          dayLabel={t('form.day')}
          timeLabel={t('form.time')}
          value={at}
          onValue={setAt}
          error={form.errorOf('discoveredAt')}
        />
        <TextInput
          label={t('form.people')}
          inputMode="numeric"
          autoComplete="off"
          {...form.field('affectedPeople')}
        />
        <details>
          <summary>{t('form.elements', { n: format.number(elements.length) })}</summary>
          <Choices
            kind="checkbox"
            legend={t('form.elementList')}
            choices={offered.map(({ element, label }) => ({ value: element, label }))}
            chosen={elements}
            onChosen={setElements}
          />
        </details>
        <p className="dim">{t('form.told')}</p>
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <div>
          <Button type="submit" loading={form.isBusy}>
            {t('form.send')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
