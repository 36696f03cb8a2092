import { Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { doRequestAct, type RequestView, requestShape } from '../../api/requests.ts'
import { PATHS } from '../../paths.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { Reauthenticate } from '../../ui/Reauthenticate.tsx'
import '../agreement-form/agreement-form.css'
import { wholeNumberIn } from '../agreement-form/read-number.ts'
import { ActProblem } from './ActProblem.tsx'
import { useRequestWords } from './request-words.ts'
import { termsOf, useTermsWords } from './terms-words.ts'
import { useActForm } from './use-act-form.ts'

export function RequestApprovalPage() {
  return (
    <Door needs="requests.decide">
      <Approval />
    </Door>
  )
}

function Approval() {
  const { t } = useTranslation('requests')
  const words = useRequestWords()
  const { id } = useParams({ from: '/shell/permohonan/$id/persetujuan-pusat' })
  const query = useAsked(`/requests/${encodeURIComponent(id)}`, requestShape)
  return (
    <Page title={t('approvePage.title')} lead={query.data?.agency.name ?? ''}>
      <Loaded query={query}>
        {(request) =>
          request.state === 'forwarded' ? (
            <Decision request={request} />
          ) : (
            <p>{t('form.closed', { state: words.state(request.state, request.stateLabel) })}</p>
          )
        }
      </Loaded>
      <p>
        <PathLink to={PATHS.request} params={{ id }}>
          {t('toRequest')}
        </PathLink>
      </p>
    </Page>
  )
}

// Fields side by side stand in one line.
const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

const TERM_MONTHS = '24'

const SIGNATORY = ['signatory.name', 'signatory.title', 'signatory.nip', 'signatory.rank'] as const

const FIELDS = [
  'number',
  'purpose',
  'termMonths',
  'quotaAfterProofOfConcept',
  'on',
  'comment',
  ...SIGNATORY,
] as const

/** What the centre grants: at most what was asked for, and each of it can be taken away. */
function Decision({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const navigate = useNavigate()
  const words = useTermsWords()
  const asked = termsOf(request.draft)
  const [left, setLeft] = useState({
    elements: asked.elements,
    methods: asked.methods,
    feedback: asked.feedback,
  })
  const form = useActForm(request.id, {
    number: '',
    purpose: asked.purpose,
    termMonths: TERM_MONTHS,
    quotaAfterProofOfConcept: '',
    on: '',
    comment: '',
  })
  const text = (name: (typeof FIELDS)[number]) => (form.values[name] ?? '').trim()
  const submit = async () => {
    const quota = text('quotaAfterProofOfConcept')
    const isUnlimited = /^(unlimited|tanpa batas|tidak terbatas)$/i.test(quota)
    const done = await form.send(() =>
      doRequestAct(request.id, 'approve', {
        number: text('number'),
        purpose: text('purpose'),
        ...left,
        termMonths: wholeNumberIn(text('termMonths')) ?? text('termMonths'),
        ...(quota === ''
          ? {}
          : { quotaAfterProofOfConcept: isUnlimited ? 'unlimited' : (wholeNumberIn(quota) ?? quota) }),
        signatory: Object.fromEntries(
          SIGNATORY.flatMap((name) =>
            text(name) === '' ? [] : [[name.replace('signatory.', ''), text(name)]],
          ),
        ),
        ...(text('on') === '' ? {} : { on: text('on') }),
        ...(text('comment') === '' ? {} : { comment: text('comment') }),
      }),
    )
    if (done !== undefined) await navigate({ to: PATHS.request, params: { id: String(request.id) } })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const field = (name: (typeof FIELDS)[number]) => ({
    value: form.values[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => form.set(name, event.currentTarget.value),
    error: form.errorOf(name),
    autoComplete: 'off',
  })
  return (
    <form onSubmit={onSubmit} noValidate aria-label={t('approvePage.title')}>
      <Stack>
        <p>{t('approvePage.lead')}</p>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={t('approvePage.number')} required {...field('number')} />
          <DayInput
            label={t('approvePage.date')}
            description={t('fields.onNote')}
            value={form.values.on ?? ''}
            onDay={(day) => form.set('on', day)}
            error={form.errorOf('on')}
            inputWrapperOrder={ORDER}
          />
        </SimpleGrid>
        <Textarea label={t('approvePage.purpose')} rows={2} {...field('purpose')} />
        <Chosen
          title={t('approvePage.elements')}
          asked={asked.elements}
          left={left.elements}
          onLeft={(elements) => setLeft({ ...left, elements })}
          labelOf={words.element}
          noteOf={(name) => {
            const reason = request.needs[name]
            return reason === undefined ? t('approvePage.noNeed') : t('approvePage.need', { reason })
          }}
        />
        <div className="halves">
          <Chosen
            title={t('approvePage.methods')}
            asked={asked.methods}
            left={left.methods}
            onLeft={(methods) => setLeft({ ...left, methods })}
            labelOf={words.method}
          />
          <Chosen
            title={t('approvePage.feedback')}
            asked={asked.feedback}
            left={left.feedback}
            onLeft={(feedback) => setLeft({ ...left, feedback })}
            labelOf={(name) => name}
          />
        </div>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={t('approvePage.termMonths')} inputMode="numeric" {...field('termMonths')} />
          <TextInput
            label={t('approvePage.quotaAfter')}
            description={t('approvePage.quotaAfterNote')}
            inputWrapperOrder={ORDER}
            {...field('quotaAfterProofOfConcept')}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {SIGNATORY.map((name) => (
            <TextInput key={name} label={t(`fields.${name}`)} {...field(name)} />
          ))}
        </SimpleGrid>
        <Textarea label={t('fields.comment')} rows={2} {...field('comment')} />
        <Reauthenticate state={form.reauthentication} />
        <ActProblem problem={form.problem} shown={FIELDS} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.isBusy}>
            {t('approvePage.approve')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type ChosenProps = {
  title: string
  asked: readonly string[]
  left: readonly string[]
  onLeft: (left: string[]) => void
  labelOf: (name: string) => string
  noteOf?: (name: string) => string
}

/** What was asked for, each to be left or taken away. */
function Chosen({ title, asked, left, onLeft, labelOf, noteOf }: ChosenProps) {
  return (
    <fieldset className="form-group">
      <legend>{title}</legend>
      <div className="tick-list">
        {asked.map((name) => (
          <label key={name} className="tick">
            <input
              type="checkbox"
              checked={left.includes(name)}
              onChange={({ currentTarget: { checked } }) =>
                onLeft(asked.filter((one) => (one === name ? checked : left.includes(one))))
              }
            />
            <span>
              {labelOf(name)}
              {noteOf !== undefined && <span className="limit-note code-line">{noteOf(name)}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
