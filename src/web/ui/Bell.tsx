import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getOrThrow } from '../api/client.ts'
import { number, record } from '../api/shape.ts'
import { PATHS } from '../paths.ts'

const EVERY_MS = 60_000

const unreadShape = record({ unread: number })

/** Whether there is news, on every page; the news itself comes with its own. */
export function Bell() {
  const { t } = useTranslation()
  const unread =
    useQuery({
      queryKey: ['/notifications', '/unread'],
      queryFn: () => getOrThrow('/notifications/unread', unreadShape, true),
      refetchInterval: EVERY_MS,
    }).data?.unread ?? 0
  return (
    <Link
      className="bell"
      to={PATHS.notifications}
      aria-label={unread === 0 ? t('bell.none') : t('bell.some', { n: unread })}
    >
      <IconBell size={20} aria-hidden />
      {unread > 0 && (
        <span className="nav-count" aria-hidden>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  )
}
