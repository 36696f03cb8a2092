import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../api/requests.ts'
import { patiently } from '../../lazy-route-component.ts'
import { PATHS } from '../../paths.ts'
import { useMay } from '../../ui/me.ts'
import { type ActName, isActName, useRequestWords } from './request-words.ts'

// Fetched with the first act that is chosen: most visits only look.
const ActForm = lazy(patiently(() => import('./ActForm.tsx').then((module) => ({ default: module.ActForm }))))
const UserIdProposal = lazy(
  patiently(() => import('./UserIdProposal.tsx').then((module) => ({ default: module.UserIdProposal }))),
)

/** Acts that fill a page of their own. */
const PAGES: Partial<
  Record<ActName, typeof PATHS.requestForm | typeof PATHS.requestDraft | typeof PATHS.requestApproval>
> = {
  save: PATHS.requestForm,
  draft: PATHS.requestDraft,
  approve: PATHS.requestApproval,
}

const BACK: readonly string[] = ['return', 'reject', 'withdraw'] satisfies ActName[]

type ActsProps = { request: RequestView; employmentStatuses: readonly string[] }

/** What may be done now. What may not yet stands there too, and says why. */
export function Acts({ request, employmentStatuses }: ActsProps) {
  const { t } = useTranslation('requests')
  const navigate = useNavigate()
  const words = useRequestWords()
  const mayPropose = useMay('office.credentials.manage')
  const [open, setOpen] = useState<ActName | 'propose'>()
  const { acts, credentialForm, waitingFor } = request
  const off = Map.groupBy(
    acts.filter(({ allowed }) => !allowed),
    ({ why }) => why ?? '',
  )
  const allowed = acts.filter((one) => one.allowed)
  // What leads on stands out; what ends or turns back does not.
  const onward = allowed.find(({ act }) => !BACK.includes(act))
  const isOffered = allowed.length > 0 || (credentialForm !== null && mayPropose)
  const begin = (act: string) => {
    if (!isActName(act)) return
    const page = PAGES[act]
    if (page === undefined) setOpen(act)
    else void navigate({ to: page, params: { id: String(request.id) } })
  }
  if (acts.length === 0 && credentialForm === null) return <p className="dim">{t('now.nothing')}</p>
  return (
    <div>
      <Group gap="xs" className="offered-acts">
        {allowed.map(({ act, label }) => (
          <Button
            key={act}
            variant={act === onward?.act ? 'filled' : 'default'}
            className={act === 'reject' || act === 'withdraw' ? 'danger' : ''}
            onClick={() => begin(act)}
          >
            {words.act(act, label)}
          </Button>
        ))}
        {credentialForm !== null && mayPropose && (
          <Button onClick={() => setOpen('propose')}>{t('userIds.propose')}</Button>
        )}
      </Group>
      {!isOffered && waitingFor !== null && (
        <p className="dim">{t('now.readOnly', { side: words.side(waitingFor) })}</p>
      )}
      {off.size > 0 && (
        <div className="why-not">
          {t('now.off')}
          <ul>
            {[...off].map(([why, names]) => (
              <li key={why}>
                {names.map(({ act, label }) => words.act(act, label)).join(', ')}: {why}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Suspense fallback={null}>
        {open === 'propose' && credentialForm !== null && (
          <UserIdProposal request={request} wanted={credentialForm} onClose={() => setOpen(undefined)} />
        )}
        {open !== undefined && open !== 'propose' && (
          <ActForm
            request={request}
            act={open}
            employmentStatuses={employmentStatuses}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </div>
  )
}
