import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../api/agreement.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { useAgreementWords } from './agreement-words.ts'

type AgreementTableProps = {
  agreements: readonly Agreement[]
  /** False on the page of one agency. */
  withAgency?: boolean
}

export function AgreementTable({ agreements, withAgency = true }: AgreementTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useAgreementWords()
  return (
    <DataTable
      name={t('agreement.table')}
      rows={agreements}
      rowKey={({ code }) => code}
      empty={t('agreement.empty')}
      columns={[
        {
          title: t('agreement.number'),
          cell: ({ code, number }) => (
            <PathLink to={PATHS.agreement} params={{ code }}>
              {number.civilRegistry}
            </PathLink>
          ),
        },
        ...(withAgency ? [{ title: t('agreement.agency'), cell: ({ agency }: Agreement) => agency }] : []),
        { title: t('agreement.state'), cell: ({ state }) => <StateBadge state={state} /> },
        {
          title: t('agreement.until'),
          cell: (agreement) => (
            <>
              <span className="nowrap">{format.day(agreement.validUntil)}</span>
              <div className="dim">{words.left(agreement)}</div>
            </>
          ),
        },
        { title: t('agreement.quota'), cell: words.quota },
        {
          title: t('agreement.elements'),
          cell: ({ elements }) => t('agreement.elementsCount', { n: format.number(elements.length) }),
        },
      ]}
    />
  )
}
