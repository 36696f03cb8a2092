import '../../messages/past/words.ts'
import { Button, Group, TextInput } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { type Terms, termsAddress, termsShape } from '../../api/past.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { CompareVersions } from './CompareVersions.tsx'
import { TermsOfMoment } from './TermsOfMoment.tsx'

/** What an agreement allowed at any moment, and every version of it. */
export function TermsPage() {
  return (
    <Door needs="agreement.read">
      <OverTime />
    </Door>
  )
}

function OverTime() {
  const { t } = useTranslation('past')
  const { code } = useParams({ from: '/shell/perjanjian/$code/ketentuan' })
  const { pada } = useSearch({ from: '/shell/perjanjian/$code/ketentuan' })
  const query = useAsked(withQuery(termsAddress(code), { at: pada }), termsShape)
  return (
    <Page title={t('terms.title')} lead={t('terms.lead')}>
      <AgreementTabs code={code} />
      <Moment key={pada} code={code} at={pada} />
      <Loaded query={query}>
        {(terms) => (
          <>
            <TermsOfMoment terms={terms} />
            <Versions code={code} terms={terms} />
            <Section title={t('terms.compare')}>
              <CompareVersions key={terms.versions.length} versions={terms.versions} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

const CLOCK = /^([01]\d|2[0-3])[:.][0-5]\d$/

/** Chooses a day, or a moment of it; it stands in the address. */
function Moment({ code, at = '' }: { code: string; at: string | undefined }) {
  const { t } = useTranslation('past')
  const navigate = useNavigate()
  const [day, setDay] = useState(at.slice(0, 10))
  const [time, setTime] = useState(at.slice(11, 16))
  const [isWrong, setWrong] = useState(false)
  const show = (event: FormEvent) => {
    event.preventDefault()
    const clock = time.trim()
    setWrong(clock !== '' && !CLOCK.test(clock))
    if (clock !== '' && !CLOCK.test(clock)) return
    const pada = clock === '' ? day : `${day}T${clock.replace('.', ':')}`
    void navigate({ to: PATHS.terms, params: { code }, search: day === '' ? {} : { pada } })
  }
  return (
    <form onSubmit={show} noValidate>
      <Group align="flex-end" gap="md">
        <DayInput label={t('terms.choose')} value={day} onDay={setDay} />
        <TextInput
          label={t('terms.time')}
          description={t('terms.timeHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={5}
          value={time}
          onChange={({ currentTarget }) => setTime(currentTarget.value)}
          error={isWrong ? t('terms.timeWrong') : undefined}
        />
        <Button type="submit">{t('terms.show')}</Button>
        {at !== '' && (
          <Button
            variant="default"
            onClick={() => void navigate({ to: PATHS.terms, params: { code }, search: {} })}
          >
            {t('terms.now')}
          </Button>
        )}
      </Group>
    </form>
  )
}

function Versions({ code, terms }: { code: string; terms: Terms }) {
  const { t } = useTranslation('past')
  const format = useFormat()
  return (
    <Section title={t('terms.versions')}>
      <DataTable
        name={t('terms.versions')}
        rows={terms.versions.toReversed()}
        rowKey={({ version }) => version}
        empty={t('terms.none')}
        columns={[
          {
            title: t('terms.version'),
            cell: ({ version, validFrom }) => (
              <>
                <PathLink to={PATHS.terms} params={{ code }} search={{ pada: validFrom }}>
                  {t('terms.versionN', { n: version })}
                </PathLink>
                {version === terms.version && <div className="dim">{t('terms.isShown')}</div>}
              </>
            ),
          },
          {
            title: t('terms.validFrom'),
            cell: ({ validFrom, isRetroactive, enteredAt }) => (
              <>
                {format.moment(validFrom)}
                {isRetroactive && (
                  <div className="dim">{t('terms.retroactive', { at: format.moment(enteredAt) })}</div>
                )}
              </>
            ),
          },
          { title: t('terms.basis'), cell: ({ basis }) => basis },
          {
            title: t('terms.elements'),
            numeric: true,
            cell: ({ elements }) => format.number(elements.length),
          },
        ]}
      />
    </Section>
  )
}
