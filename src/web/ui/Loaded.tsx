import { VisuallyHidden } from '@mantine/core'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { getOrThrow, Refused } from '../api/client.ts'
import type { Shape } from '../api/shape.ts'
import { ProblemNote } from './ProblemNote.tsx'

/** What the server has at an address. The address is the key: acts name what they make stale by its beginning. */
export function useAsked<T>(
  path: string,
  shape: Shape<T>,
  options: { everyMs?: number } = {},
): UseQueryResult<T> {
  return useQuery({
    queryKey: path.split(/(?=[/?])/),
    queryFn: () => getOrThrow(path, shape, options.everyMs !== undefined),
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
  })
}

type LoadedProps<T> = { query: UseQueryResult<T>; children: (data: T) => ReactNode }

/** A place kept free while loading, the problem if there is one, else what was asked for. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const { t } = useTranslation()
  if (query.data !== undefined) return children(query.data)
  if (query.error instanceof Refused) {
    return <ProblemNote problem={query.error.problem} onRetry={() => void query.refetch()} />
  }
  if (query.error !== null) throw query.error
  return (
    <div className="skeleton" role="status">
      <VisuallyHidden>{t('app.loading')}</VisuallyHidden>
    </div>
  )
}
