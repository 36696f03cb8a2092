import { call, post } from './client.ts'
import { list, nothing, nullable, number, type Of, record, text, truth } from './shape.ts'

export const tasksShape = list(
  record({
    kind: text,
    title: text,
    detail: text,
    path: text,
    since: text,
    due: nullable(text),
    isLate: truth,
  }),
)

export type Task = Of<typeof tasksShape>[number]

export const notificationsShape = record({
  unread: number,
  notifications: list(
    record({
      id: number,
      event: text,
      title: text,
      body: text,
      path: text,
      createdAt: text,
      readAt: nullable(text),
    }),
  ),
})

export type Notification = Of<typeof notificationsShape>['notifications'][number]

export const listNotifications = (query: { unreadOnly: boolean; before: number | undefined }) => {
  const wanted = new URLSearchParams({
    ...(query.unreadOnly ? { unread: 'yes' } : {}),
    ...(query.before === undefined ? {} : { before: String(query.before) }),
  }).toString()
  return call('GET', `/notifications${wanted === '' ? '' : `?${wanted}`}`, notificationsShape)
}

export const markRead = (ids: readonly number[] | 'all') =>
  post('/notifications/read', nothing, ids === 'all' ? { all: true } : { ids })
