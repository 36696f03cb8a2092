import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../api/requests.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'

/** The forms for User IDs, with their deadlines and what became of them. */
export function UserIds({ request: { userIds, operators } }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  return (
    <>
      {userIds.length > 0 && (
        <DataTable
          name={t('userIds.title')}
          rows={userIds}
          rowKey={({ id }) => id}
          empty={t('userIds.empty')}
          columns={[
            {
              title: t('userIds.kind'),
              cell: ({ kind }) =>
                kind === 'development' ? t('userIds.development') : t('userIds.production'),
            },
            {
              title: t('userIds.holder'),
              cell: ({ holder }) => (
                <>
                  {holder.fullName}
                  <div className="dim">
                    {holder.position} · {holder.localUserId}
                  </div>
                </>
              ),
            },
            {
              title: t('userIds.requested'),
              cell: ({ requestedOn, dueOn, isLate, handedOverOn }) => (
                <>
                  {format.day(requestedOn)}
                  {dueOn !== null && handedOverOn === null && (
                    <div className={isLate ? 'toned tone-bad' : 'dim'}>
                      {t('userIds.dueOn', { day: format.day(dueOn) })}
                    </div>
                  )}
                </>
              ),
            },
            {
              title: t('userIds.userId'),
              cell: ({ userId, handedOverOn }) => (
                <>
                  {userId ?? t('userIds.notYet')}
                  {handedOverOn !== null && (
                    <div className="dim">{t('userIds.handedOver', { day: format.day(handedOverOn) })}</div>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      {operators > 0 && <p>{t('userIds.operators', { n: format.number(operators) })}</p>}
    </>
  )
}
