import { useQuery } from '@tanstack/react-query'
import { waitingShape } from '../api/approvals.ts'
import { getOrThrow } from '../api/client.ts'
import { useMay } from './me.ts'

const EVERY_MS = 30_000

/** What waits for a second person; undefined for who does not read proposals, and until it is known. */
export function useWaiting() {
  const mayRead = useMay('approvals.read')
  return useQuery({
    queryKey: ['/office', '/approvals', '/waiting'],
    queryFn: () => getOrThrow('/office/approvals/waiting', waitingShape, true),
    enabled: mayRead,
    refetchInterval: EVERY_MS,
  }).data
}

/** Whether what grants authority becomes a proposal here; assumed until the server has said otherwise. */
export const useTakesTwo = () => useWaiting()?.fourEyes !== 'single'
