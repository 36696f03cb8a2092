import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { auditEntryShape } from '../../api/audit.ts'
import { id } from '../../messages/audit/id.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { DecisionAgain } from './DecisionAgain.tsx'
import { useEventWords } from './event-words.ts'
import '../../messages/audit/words.ts'
import '../../messages/check-nik/words.ts'

export function AuditEntryPage() {
  return (
    <Door needs="audit.read">
      <AuditEntry />
    </Door>
  )
}

function AuditEntry() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useEventWords()
  const { seq } = useParams({ from: '/shell/jejak-audit/$seq' })
  const query = useAsked(`/audit/${encodeURIComponent(seq)}`, auditEntryShape)
  const nameOf = (name: string) => (isField(name) ? t(`audit.fields.${name}`) : name)
  const show = (name: string, value: unknown) => {
    if (typeof value === 'boolean') return value ? t('audit.yes') : t('audit.no')
    if (name === 'event' && typeof value === 'string') return withCode(words.event(value), value)
    if (name === 'outcome' && typeof value === 'string') return withCode(words.outcome(value), value)
    return name === 'at' && typeof value === 'string' ? format.moment(value) : inWords(value)
  }
  return (
    <Page title={t('audit.entry', { seq })} lead={t('audit.entryLead')}>
      <Loaded query={query}>
        {(entry) => (
          <div className="card">
            <Facts
              facts={Object.entries(entry)
                .filter(([, value]) => value !== null && inWords(value) !== '')
                .map(([name, value]) => [nameOf(name), show(name, value)] as const)}
            />
          </div>
        )}
      </Loaded>
      {isDecision(query.data?.event) && <DecisionAgain seq={seq} />}
      <p>
        <PathLink to={PATHS.audit}>{t('app.back')}</PathLink>
      </p>
    </Page>
  )
}

/** Of other events nothing was decided that could be decided again. */
const isDecision = (event: unknown) => event === 'verification.answered' || event === 'verification.refused'

const withCode = (word: string | undefined, code: string) => (word === undefined ? code : `${word} (${code})`)

const isField = (name: string): name is keyof typeof id.audit.fields => Object.hasOwn(id.audit.fields, name)

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ')
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, item]) => `${key}: ${inWords(item)}`)
      .join(' · ')
  }
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}
