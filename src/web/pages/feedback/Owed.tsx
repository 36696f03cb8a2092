import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FeedbackField, FeedbackToken, OwedAgreement } from '../../api/feedback.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { useFieldForm } from './field-words.ts'
import { Ways } from './Ways.tsx'

type OwedProps = {
  agreement: OwedAgreement
  /** Of its programs. */
  tokens: readonly FeedbackToken[]
}

/** What one agreement owes. One that is over stands folded: it is owed, and seldom what one came for. */
export function Owed({ agreement, tokens }: OwedProps) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  const { number, purpose, validUntil, isOver, state } = agreement
  const isPast = isOver || state === 'ended' || state === 'revoked'
  const content = (
    <>
      <p>
        <span lang="id">{purpose}</span>{' '}
        <span className="dim">· {t('until', { day: format.day(validUntil) })}</span>
      </p>
      <Remark agreement={agreement} isPast={isPast} />
      <h3>{t('ways.title')}</h3>
      <Ways agreement={agreement} tokens={tokens} />
      <details open>
        <summary>{t('fields.title')}</summary>
        <Fields agreement={agreement} />
      </details>
    </>
  )
  return (
    <Section title={`${t('agreement')} ${number}`}>
      {isPast ? (
        <details>
          <summary>{t(state === 'revoked' ? 'revoked' : 'ended')}</summary>
          {content}
        </details>
      ) : (
        content
      )}
    </Section>
  )
}

function Remark({ agreement: { state }, isPast }: { agreement: OwedAgreement; isPast: boolean }) {
  const { t } = useTranslation('feedback')
  if (isPast || state !== 'suspended') return null
  return (
    <Note tone="warn">
      <p>{t('suspended')}</p>
    </Note>
  )
}

function Fields({ agreement: { fields, version, retentionMonths } }: { agreement: OwedAgreement }) {
  const { t } = useTranslation('feedback')
  const formOf = useFieldForm()
  const rows: readonly {
    key: string
    label: ReactNode
    form: string
    help?: string | undefined
    required: boolean
  }[] = [
    { key: 'NIK', label: t('fields.nik'), form: t('fields.nikForm'), required: true },
    ...fields.map((field: FeedbackField) => ({
      key: field.key,
      label: <span lang="id">{field.label}</span>,
      form: formOf(field),
      help: field.help,
      required: field.required,
    })),
  ]
  return (
    <>
      <DataTable
        name={t('fields.title')}
        rows={rows}
        rowKey={({ key }) => key}
        empty=""
        withCount={false}
        columns={[
          { title: t('fields.field'), cell: ({ label }) => label },
          { title: t('fields.column'), cell: ({ key }) => <code>{key}</code> },
          {
            title: t('fields.form'),
            cell: ({ form, help }) => (
              <>
                {form}
                {help !== undefined && (
                  <div className="dim" lang="id">
                    {help}
                  </div>
                )}
              </>
            ),
          },
          {
            title: t('fields.need'),
            cell: ({ required }) => t(required ? 'fields.required' : 'fields.optional'),
          },
        ]}
      />
      <p className="dim">
        {t('fields.version', { n: version })}{' '}
        {retentionMonths !== null && t('fields.retention', { n: retentionMonths })}
      </p>
    </>
  )
}
