import '../../messages/feedback/words.ts'
import './feedback.css'
import '../../ui/check-nik.css'
import { NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { feedbackFormShape, type OwedAgreement } from '../../api/feedback.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { forgetHandedNik, recallHandedNik } from '../check-nik/desk-memory.ts'
import { RecordForm } from './RecordForm.tsx'

/** What the agency knows about one person, filled in by hand. */
export function FormPage() {
  return (
    <Door needs="feedback.form">
      <Form />
    </Door>
  )
}

function Form() {
  const { t } = useTranslation('feedback')
  const isOperator = useMay('verification.ask')
  const query = useAsked('/feedback/form', feedbackFormShape)
  // Read once and forgotten: a reload, or coming back, finds an empty form (FB-79).
  const [lookedUpNik] = useState(recallHandedNik)
  useEffect(forgetHandedNik, [])
  return (
    <Page
      title={t('form.title')}
      lead={t(isOperator ? 'form.leadOwn' : 'form.lead')}
      focusHeading={false}
      actions={
        isOperator ? (
          <PathLink to={PATHS.checkNik}>{t('form.back')}</PathLink>
        ) : (
          <PathLink to={PATHS.feedback}>{t('form.toList')}</PathLink>
        )
      }
    >
      <Loaded query={query}>
        {({ agreements }) => (
          <Forms agreements={agreements} lookedUpNik={lookedUpNik} onRedefined={() => void query.refetch()} />
        )}
      </Loaded>
    </Page>
  )
}

type FormsProps = { agreements: readonly OwedAgreement[]; lookedUpNik: string; onRedefined: () => void }

function Forms({ agreements, lookedUpNik, onRedefined }: FormsProps) {
  const { t } = useTranslation('feedback')
  const navigate = useNavigate()
  const { perjanjian } = useSearch({ from: '/shell/data-balikan/isi' })
  const [startNik, setStartNik] = useState(lookedUpNik)
  const [isRedefined, setRedefined] = useState(false)
  const chosen = agreements.find(({ code }) => code === perjanjian) ?? agreements[0]
  if (chosen === undefined) return <p className="empty">{t('form.none')}</p>
  return (
    <>
      {agreements.length > 1 && (
        <div className="filters">
          <NativeSelect
            label={t('agreement')}
            value={chosen.code}
            onChange={({ currentTarget: { value } }) =>
              void navigate({ to: PATHS.feedbackForm, search: { perjanjian: value }, replace: true })
            }
            data={agreements.map(({ code, number, purpose }) => ({
              value: code,
              label: `${number} – ${purpose}`,
            }))}
          />
        </div>
      )}
      {isRedefined && (
        <Note tone="warn" live="assertive">
          <p>{t('form.redefined')}</p>
        </Note>
      )}
      <RecordForm
        // Other fields, other form: what was typed for one definition is not sent under another.
        key={`${chosen.code} ${chosen.version}`}
        agreement={chosen}
        startNik={startNik}
        lookedUpNik={lookedUpNik}
        onRedefined={(nik) => {
          setStartNik(nik)
          setRedefined(true)
          onRedefined()
        }}
      />
    </>
  )
}
