import '../../messages/tasks/words.ts'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Task, tasksShape } from '../../api/tasks.ts'
import { useFormat } from '../../messages/format.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { DueBadge, useDaysUntil } from './DueBadge.tsx'
import { OtherRooms } from './OtherRooms.tsx'

export function TasksPage() {
  return (
    <Door needs="session.own">
      <Tasks />
    </Door>
  )
}

const EVERY_MS = 60_000
const SOON_DAYS = 7

type Filter = 'all' | 'late' | 'soon'

/** What needs somebody today: the first page of most who work in the portal. */
function Tasks() {
  const { t } = useTranslation('tasks')
  const query = useAsked('/tasks', tasksShape, { everyMs: EVERY_MS })
  const [filter, setFilter] = useState<Filter>('all')
  const daysUntil = useDaysUntil()
  const isSoon = ({ due, isLate }: Task) => !isLate && due !== null && daysUntil(due) <= SOON_DAYS
  const isShown = (task: Task) => filter === 'all' || (filter === 'late' ? task.isLate : isSoon(task))
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {(tasks) => (
          <>
            {tasks.length > 0 && (
              <div className="filters">
                <NativeSelect
                  label={t('filter')}
                  value={filter}
                  onChange={({ currentTarget: { value } }) =>
                    setFilter(value === 'late' || value === 'soon' ? value : 'all')
                  }
                  data={[
                    { value: 'all', label: t('all', { n: tasks.length }) },
                    {
                      value: 'late',
                      label: t('onlyLate', { n: tasks.filter(({ isLate }) => isLate).length }),
                    },
                    { value: 'soon', label: t('onlySoon', { n: tasks.filter(isSoon).length }) },
                  ]}
                />
              </div>
            )}
            <TaskTable tasks={tasks.filter(isShown)} empty={tasks.length === 0 ? t('empty') : t('noMatch')} />
          </>
        )}
      </Loaded>
      <OtherRooms />
    </Page>
  )
}

function TaskTable({ tasks, empty }: { tasks: readonly Task[]; empty: string }) {
  const { t } = useTranslation('tasks')
  const format = useFormat()
  const columns: Column<Task>[] = [
    {
      title: t('task'),
      cell: ({ title, path, detail }) => (
        <>
          <PathLink to={path}>{title}</PathLink>
          <div className="dim">{detail}</div>
        </>
      ),
    },
    {
      title: t('due'),
      cell: ({ due, isLate }) =>
        due === null && !isLate ? (
          <span className="dim">{t('noDue')}</span>
        ) : (
          <>
            {due !== null && <div className="nowrap">{format.day(due)}</div>}
            <DueBadge due={due} isLate={isLate} />
          </>
        ),
    },
    { title: t('since'), cell: ({ since }) => format.day(since) },
  ]
  return (
    <DataTable
      name={t('table')}
      rows={tasks}
      rowKey={({ kind, path, title, since }) => `${kind} ${path} ${title} ${since}`}
      empty={empty}
      columns={columns}
    />
  )
}
