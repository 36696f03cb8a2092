import { Button, Group, Stack, Title } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../../messages/agreement-form/words.ts'
import type { Answer, Problem } from '../../api/client.ts'
import { Note } from '../../ui/Note.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import './agreement-form.css'
import { FaultSummary } from './FaultSummary.tsx'
import { LoadFile } from './LoadFile.tsx'
import type { Limits } from './limits.ts'
import { SectionList } from './SectionList.tsx'
import { type FormKind, SECTIONS_OF, type SectionName } from './section-names.ts'
import { SECTIONS } from './sections.tsx'
import { useAgreementForm } from './use-agreement-form.ts'

export type AgreementFormProps<T> = {
  /** Names the form for those who do not see it. */
  name: string
  kind: FormKind
  keptAs: string
  /** What the form starts from: an agreement file, or part of one. */
  start: object
  needs?: Readonly<Record<string, string>>
  limits?: Limits
  label: string
  send: (file: object, needs: Readonly<Record<string, string>>) => Promise<Answer<T>>
  onSent: (value: T) => void
  onCancel?: () => void
  /** Asked for besides the agreement, before it is sent. */
  beside?: ReactNode
  canLoadFile?: boolean
}

/**
 * An agreement, field by field in the order of the paper. Whatever is wrong is said at once, beside its field and
 * at the top; nothing that was typed is lost by it, by a reload, or by a session that runs out.
 */
export function AgreementForm<T>(props: AgreementFormProps<T>) {
  const { name, kind, keptAs, start, needs, limits, label, send, onSent, onCancel, beside } = props
  const { t } = useTranslation('agreement-form')
  const { t: shared } = useTranslation()
  const form = useAgreementForm({ keptAs, start, needs, limits, isWhole: kind === 'signed' })
  const reauthentication = useReauthentication()
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const sections = SECTIONS_OF[kind]

  const submit = async () => {
    const filled = form.fill()
    setBusy(true)
    const answer = await reauthentication.around(() => send(filled.file, form.draft.needs))
    setBusy(false)
    if (answer === undefined) {
      setProblem(undefined)
      return
    }
    if (answer.kind === 'refused') {
      form.showProblem(answer.problem, filled)
      setProblem(answer.problem)
      return
    }
    form.showProblem(undefined, filled)
    setProblem(undefined)
    form.settle()
    onSent(answer.value)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form onSubmit={onSubmit} onKeyDown={onKey} noValidate aria-label={name}>
      <Stack>
        <FaultSummary form={form} problem={problem} />
        {form.isRestored && (
          <Note tone="info" title={t('kept.title')} live="polite">
            <p>{t('kept.text')}</p>
            <Button variant="default" size="xs" mt="xs" onClick={form.startAnew}>
              {t('kept.startAnew')}
            </Button>
          </Note>
        )}
        {limits !== undefined && (
          <Note tone="info" title={t('limitTitle', { source: limits.source })}>
            <p>{t('limitText')}</p>
          </Note>
        )}
        {props.canLoadFile === true && <LoadFile form={form} />}
        <div className="agreement-form">
          <SectionList names={sections} form={form} />
          <div key={form.generation}>
            {sections.map((section) => {
              const Fields = SECTIONS[section]
              return (
                <FormSection key={section} name={section} title={t(`sections.${section}`)}>
                  <Fields form={form} kind={kind} />
                </FormSection>
              )
            })}
            <Stack>
              {beside}
              <Reauthenticate state={reauthentication} />
              <Group justify="flex-end">
                {onCancel !== undefined && (
                  <Button variant="default" onClick={onCancel}>
                    {shared('app.cancel')}
                  </Button>
                )}
                <Button type="submit" loading={isBusy}>
                  {label}
                </Button>
              </Group>
            </Stack>
          </div>
        </div>
      </Stack>
    </form>
  )
}

type FormSectionProps = { name: SectionName; title: string; children: ReactNode }

function FormSection({ name, title, children }: FormSectionProps) {
  return (
    <section className="form-section" id={`bagian-${name}`} aria-label={title}>
      <Title order={2}>{title}</Title>
      {children}
    </section>
  )
}

/**
 * Enter in one of sixty fields is more often a habit than the wish to send: it goes to the next field. Ctrl and
 * Enter sends from anywhere.
 */
function onKey(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || event.defaultPrevented) return
  if (event.ctrlKey) {
    event.preventDefault()
    event.currentTarget.requestSubmit()
    return
  }
  const { target } = event
  if (!(target instanceof HTMLInputElement) || target.type === 'password' || target.closest('.note') !== null)
    return
  event.preventDefault()
  const fields = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('input, select, textarea, button'),
  ].filter((field) => field.tabIndex >= 0 && field.offsetParent !== null)
  fields[fields.indexOf(target) + 1]?.focus()
}
