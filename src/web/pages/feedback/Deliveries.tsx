import '../../messages/feedback/words.ts'
import { Button, Group, NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { deliveriesShape, type OwedAgreement } from '../../api/feedback.ts'
import { PATHS } from '../../paths.ts'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { DeliveryTable } from './DeliveryTable.tsx'

type DeliveriesProps = {
  /** Only those under one agreement. */
  agreement: string | undefined
  before: number | undefined
  choices: readonly OwedAgreement[]
}

/** What was sent and what became of it. Filter and page stand in the address. */
export function Deliveries({ agreement, before, choices }: DeliveriesProps) {
  const { t } = useTranslation('feedback')
  const navigate = useNavigate()
  const query = useAsked(withQuery('/feedback', { agreement, before }), deliveriesShape)
  const go = (search: { perjanjian?: string; sebelum?: number }) =>
    void navigate({ to: PATHS.feedback, search, replace: true, resetScroll: false })
  const filter = agreement === undefined ? {} : { perjanjian: agreement }
  return (
    <>
      {choices.length > 1 && (
        <div className="filters">
          <NativeSelect
            label={t('deliveries.filter')}
            value={agreement ?? ''}
            onChange={({ currentTarget: { value } }) => go(value === '' ? {} : { perjanjian: value })}
            data={[
              { value: '', label: t('deliveries.all') },
              ...choices.map(({ code, number }) => ({ value: code, label: number })),
            ]}
          />
        </div>
      )}
      <Loaded query={query}>
        {({ items, next }) => (
          <>
            <DeliveryTable
              deliveries={items}
              empty={t(agreement === undefined ? 'deliveries.empty' : 'deliveries.emptyOf')}
            />
            <Group mt="sm">
              {before !== undefined && (
                <Button variant="default" onClick={() => go(filter)}>
                  {t('deliveries.newest')}
                </Button>
              )}
              {next !== null && (
                <Button variant="default" onClick={() => go({ ...filter, sebelum: next })}>
                  {t('deliveries.older')}
                </Button>
              )}
            </Group>
          </>
        )}
      </Loaded>
    </>
  )
}
