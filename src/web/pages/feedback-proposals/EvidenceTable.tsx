import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../api/registry-proposals.ts'
import { useFormat } from '../../messages/format.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'

type Evidence = Proposal['evidence'][number]

/** Who sent the value, when, in which delivery; of a death the papers that prove it. */
export function EvidenceTable({ evidence, isDeath }: { evidence: readonly Evidence[]; isDeath: boolean }) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  const papers: Column<Evidence>[] = [
    { title: t('evidence.document'), cell: ({ documentNo }) => documentNo },
    {
      title: t('evidence.documentOn'),
      cell: ({ documentOn }) => (documentOn === null ? '' : format.day(documentOn)),
    },
  ]
  return (
    <DataTable
      name={t('evidence.table')}
      rows={evidence}
      rowKey={({ rowId }) => rowId}
      empty={t('evidence.table')}
      columns={[
        { title: t('evidence.agency'), cell: ({ agency }) => agency },
        ...(isDeath ? papers : []),
        { title: t('evidence.agreement'), cell: ({ agreement }) => agreement },
        {
          title: t('evidence.delivery'),
          cell: ({ deliveryId, rowId }) => t('evidence.deliveryRow', { delivery: deliveryId, row: rowId }),
        },
        { title: t('evidence.received'), cell: ({ receivedAt }) => format.moment(receivedAt) },
        {
          title: t('evidence.access'),
          cell: ({ isStranger }) => t(isStranger ? 'evidence.stranger' : 'evidence.accessed'),
        },
      ]}
    />
  )
}
