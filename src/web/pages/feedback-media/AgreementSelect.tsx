import { NativeSelect } from '@mantine/core'
import type { ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaAgreement } from '../../api/feedback-media.ts'

type AgreementSelectProps = {
  agreements: readonly MediaAgreement[]
  value: string
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void
  error?: string | undefined
}

export function AgreementSelect({ agreements, ...field }: AgreementSelectProps) {
  const { t } = useTranslation('feedback-media')
  return (
    <NativeSelect
      label={t('agreement')}
      data={agreements.map(({ code, number }) => ({ value: code, label: `${number} (${code})` }))}
      {...field}
    />
  )
}
