import '../../ui/check-nik.css'
import { useTranslation } from 'react-i18next'
import { type VerificationForm, verificationFormShape } from '../../api/verification.ts'
import { useFormat } from '../../messages/format.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { Desk } from './Desk.tsx'
import '../../messages/check-nik/words.ts'

/** The screen that matters most: one NIK in, one answer out, nothing kept. */
export function CheckNikPage() {
  return (
    <Door needs="verification.ask">
      <CheckNik />
    </Door>
  )
}

function CheckNik() {
  const { t } = useTranslation()
  const form = useAsked('/verification-form', verificationFormShape)
  return (
    <Page title={t('check.title')} lead={useAgreementLine(form.data)} focusHeading={false}>
      <Loaded query={form}>{(loaded) => <Desk form={loaded} />}</Loaded>
    </Page>
  )
}

function useAgreementLine(form: VerificationForm | undefined): string | undefined {
  const { t } = useTranslation()
  const format = useFormat()
  if (form === undefined) return undefined
  const { number, validUntil, daysLeft } = form.agreement
  return t('check.agreementLine', { number, date: format.day(validUntil), days: format.number(daysLeft) })
}
