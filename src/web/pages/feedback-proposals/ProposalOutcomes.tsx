import '../../messages/feedback-proposals/words.ts'
import { useTranslation } from 'react-i18next'
import { outcomesShape } from '../../api/registry-proposals.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Section } from '../../ui/Page.tsx'

/** What became of the proposals of an agreement's deliveries: numbers, and nothing of what the registry says. */
export function ProposalOutcomes({ code }: { code: string }) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  const query = useAsked(`/agreements/${encodeURIComponent(code)}/registry-proposals`, outcomesShape)
  return (
    <Section title={t('outcomes.title')}>
      <p>{t('outcomes.lead')}</p>
      <Loaded query={query}>
        {(outcomes) => (
          <DataTable
            name={t('outcomes.table')}
            rows={outcomes}
            rowKey={({ deliveryId }) => deliveryId ?? 'small'}
            empty={t('outcomes.empty')}
            withCount={false}
            columns={[
              {
                title: t('outcomes.delivery'),
                cell: ({ deliveryId }) =>
                  deliveryId === null ? t('outcomes.small') : t('outcomes.one', { id: deliveryId }),
              },
              { title: t('outcomes.begun'), cell: ({ begunAt }) => format.moment(begunAt) },
              ...(['open', 'accepted', 'rejected', 'settled'] as const).map((state) => ({
                title: t(`outcomes.${state}`),
                numeric: true,
                cell: (row: (typeof outcomes)[number]) => format.number(row[state]),
              })),
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
