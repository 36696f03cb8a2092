import { Button, Group } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { carriesAuthority, isRole } from '../../../offices/permissions.ts'
import { type Account, type AccountAct, changeAccount, type Keep } from '../../api/staff.ts'
import { patiently } from '../../lazy-route-component.ts'
import type { Act } from '../../ui/ActConfirm.tsx'

const EmailDialog = lazy(
  patiently(() => import('./EmailDialog.tsx').then((module) => ({ default: module.EmailDialog }))),
)

export type Doing = {
  keep: Keep
  onAct: (act: Act) => void
  onPassword: (made: { username: string; initialPassword: string }) => void
}

/** What a keeper may do with an account; each asks first. */
export function AccountActs({ account, doing }: { account: Account; doing: Doing }) {
  const { t } = useTranslation()
  const [isAddressing, setAddressing] = useState(false)
  const { id, fullName: name, username, state, role, hasSecondFactor } = account
  const isActive = state === 'active'
  const open = (act: AccountAct, title: string, label: string, consequence: string, isDangerous: boolean) =>
    doing.onAct({
      title,
      whom: `${name} (${username})`,
      consequence,
      label,
      isDangerous,
      grants:
        act !== 'suspension' && doing.keep === '/office/staff' && isRole(role) && carriesAuthority(role),
      run: async (reason) => {
        const answer = await changeAccount(doing.keep, id, act, reason)
        const initialPassword = answer.kind === 'ok' ? answer.value?.initialPassword : undefined
        if (initialPassword !== undefined) doing.onPassword({ username, initialPassword })
        return answer
      },
      makesStale: [doing.keep.split(/(?=\/)/)],
    })
  const button = (label: string, onClick: () => void) => (
    <Button variant="default" size="compact-sm" aria-label={`${label} ${name}`} onClick={onClick}>
      {label}
    </Button>
  )
  const suspend = t('operators.suspend')
  const reactivate = t('operators.reactivate')
  const password = t('operators.resetPassword')
  const factor = t('operators.resetFactor')
  return (
    <Group gap={6} className="row-acts">
      {isActive
        ? button(suspend, () =>
            open(
              'suspension',
              t('operators.suspendTitle', { name }),
              suspend,
              t('operators.suspendText'),
              true,
            ),
          )
        : button(reactivate, () =>
            open(
              'reactivation',
              t('operators.reactivateTitle', { name }),
              reactivate,
              t('operators.reactivateText'),
              false,
            ),
          )}
      {button(password, () =>
        open('password-reset', `${password}: ${name}`, password, t('operators.resetPasswordText'), true),
      )}
      {doing.keep === '/office/staff' &&
        hasSecondFactor &&
        button(factor, () =>
          open('second-factor-reset', `${factor}: ${name}`, factor, t('operators.resetFactorText'), true),
        )}
      {button(t('operators.email'), () => setAddressing(true))}
      {isAddressing && (
        <Suspense fallback={null}>
          <EmailDialog of={`${doing.keep}/${id}`} account={account} onClose={() => setAddressing(false)} />
        </Suspense>
      )}
    </Group>
  )
}
