import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CHANGE_ACTS, type Change, type ChangeAct, isChangeAct } from '../../api/changes.ts'
import { patiently } from '../../lazy-route-component.ts'
import { PATHS } from '../../paths.ts'
import { PathLink } from '../../ui/PathLink.tsx'
import { Secret } from '../../ui/Secret.tsx'

// The dialog is fetched with the first act that is chosen: most visits change nothing.
const ActOnChange = lazy(
  patiently(() => import('./ActOnChange.tsx').then((module) => ({ default: module.ActOnChange }))),
)

const ENDS: readonly string[] = ['reject', 'reject-centrally', 'withdraw', 'reissue']

type Shown = { userId: string; secret: string }

/** What whoever looks may do with a change as it stands. */
export function ChangeActs({ code, change }: { code: string; change: Change }) {
  const { t } = useTranslation('changes')
  const navigate = useNavigate()
  const [open, setOpen] = useState<ChangeAct>()
  const [shown, setShown] = useState<Shown>()
  const acts = Object.keys(CHANGE_ACTS)
    .filter(isChangeAct)
    .filter((act) => change.acts.includes(act))
  const mayEdit = change.acts.includes('edit')
  const params = { code, id: String(change.id) }
  return (
    <>
      {shown !== undefined && (
        <Secret
          title={t('secret', { userId: shown.userId })}
          facts={[[shown.userId, shown.secret]]}
          note={t('secretNote')}
        />
      )}
      {change.proposal !== null && (
        <p>
          <PathLink to={PATHS.approval} params={{ id: String(change.proposal) }}>
            {t('states.proposed')}
          </PathLink>
        </p>
      )}
      {acts.length === 0 && !mayEdit ? (
        <p className="dim">{t('acts.none')}</p>
      ) : (
        <Group gap="xs">
          {mayEdit && (
            <Button variant="default" onClick={() => void navigate({ to: PATHS.editChange, params })}>
              {t('acts.edit')}
            </Button>
          )}
          {acts.map((act) => (
            <Button
              key={act}
              variant="default"
              className={ENDS.includes(act) ? 'danger' : ''}
              onClick={() => setOpen(act)}
            >
              {t(`acts.${act}`)}
            </Button>
          ))}
        </Group>
      )}
      {open !== undefined && (
        <Suspense fallback={null}>
          <ActOnChange
            code={code}
            change={change}
            act={open}
            isDangerous={ENDS.includes(open)}
            onSecret={setShown}
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}
