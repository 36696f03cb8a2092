import '../../messages/tasks/words.ts'
import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { markRead, type Notification, notificationsShape } from '../../api/tasks.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { OtherRooms } from './OtherRooms.tsx'
import './notifications.css'

const PAGE = 50

/** One's own notices, the newest first; opening one is reading it. */
export function NotificationsPage() {
  const { t } = useTranslation(['tasks', 'translation'])
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { belum: unreadOnly = false } = useSearch({ from: '/shell/pemberitahuan' })
  const [before, setBefore] = useState<number>()
  const query = useAsked(
    withQuery('/notifications', { unread: unreadOnly ? 'yes' : undefined, before }),
    notificationsShape,
  )
  const mark = async (ids: readonly number[] | 'all') => {
    await markRead(ids)
    await queries.invalidateQueries({ queryKey: ['/notifications'] })
  }
  return (
    <Page
      title={t('notifications.title')}
      lead={t('notifications.lead')}
      actions={
        (query.data?.unread ?? 0) > 0 && (
          <Button variant="default" onClick={() => void mark('all')}>
            {t('notifications.markAll')}
          </Button>
        )
      }
    >
      <Group mb="sm">
        <label className="asked">
          <input
            type="checkbox"
            checked={unreadOnly}
            onChange={({ currentTarget: { checked } }) => {
              setBefore(undefined)
              void navigate({
                to: PATHS.notifications,
                search: checked ? { belum: true } : {},
                replace: true,
              })
            }}
          />{' '}
          {t('notifications.onlyUnread')}
        </label>
      </Group>
      <Loaded query={query}>
        {({ notifications }) =>
          notifications.length === 0 ? (
            <p className="empty">{unreadOnly ? t('notifications.emptyUnread') : t('notifications.empty')}</p>
          ) : (
            <>
              <ul className="notices" aria-label={t('notifications.list')}>
                {notifications.map((one) => (
                  <Notice key={one.id} notice={one} onRead={() => void mark([one.id])} />
                ))}
              </ul>
              {notifications.length === PAGE && (
                <Button variant="default" mt="sm" onClick={() => setBefore(notifications.at(-1)?.id)}>
                  {t('notifications.older')}
                </Button>
              )}
            </>
          )
        }
      </Loaded>
      <p className="dim">
        {t('notifications.email')}{' '}
        <PathLink to={PATHS.account}>{t('account.title', { ns: 'translation' })}</PathLink>
      </p>
      <OtherRooms />
    </Page>
  )
}

function Notice({ notice, onRead }: { notice: Notification; onRead: () => void }) {
  const { t } = useTranslation('tasks')
  const format = useFormat()
  const { title, body, path, createdAt, readAt } = notice
  const isNew = readAt === null
  return (
    <li className={isNew ? 'notice-new' : undefined}>
      <div className="notice-head">
        {isNew && <span className="state tone-info">{t('notifications.new')}</span>}
        <Link className="notice-link" to={path} onClick={() => isNew && onRead()}>
          {title}
        </Link>
      </div>
      <p>{body}</p>
      <p className="dim">
        {format.moment(createdAt)}
        {isNew && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`${t('notifications.markOne')}: ${title}`}
            onClick={onRead}
          >
            {t('notifications.markOne')}
          </Button>
        )}
      </p>
    </li>
  )
}
