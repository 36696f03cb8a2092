import { Button, Group, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Credential } from '../../api/agreement.ts'
import { changeCredential, type IssuedSecret, rotateCredential, type StateAct } from '../../api/office.ts'
import type { Act } from '../../ui/ActConfirm.tsx'

type CredentialActsProps = {
  credential: Credential
  onAct: (act: Act) => void
  onSecret: (secret: IssuedSecret) => void
}

const STALE = [
  ['/office', '/credentials'],
  ['/office', '/agreements'],
] as const

/** What may be done with a User ID now. Revoked is for good: nothing is offered then. */
export function CredentialActs({ credential, onAct, onSecret }: CredentialActsProps) {
  const { t } = useTranslation()
  const { userId, agency, state, isPortal } = credential
  const words = { userId }
  const change = (key: StateAct, title: string, label: string, consequence: string, isDangerous: boolean) =>
    onAct({
      title,
      whom: `${userId} · ${agency}`,
      consequence,
      label,
      isDangerous,
      grants: key === 'reactivation',
      run: (reason) => changeCredential(userId, key, reason),
      makesStale: STALE,
    })
  const rotate = () => {
    // Read when the act runs; the dialog owns the field until then.
    let overlapSeconds = DAY
    onAct({
      title: t('credential.rotateTitle', words),
      whom: `${userId} · ${agency}`,
      consequence: t('credential.rotateText'),
      label: t('credential.rotate'),
      isDangerous: true,
      extra: (
        <NativeSelect
          label={t('credential.overlap')}
          defaultValue={String(DAY)}
          onChange={(event) => {
            overlapSeconds = Number(event.currentTarget.value)
          }}
          data={[
            { value: '0', label: t('credential.overlapNone') },
            { value: '3600', label: t('credential.overlapHour') },
            { value: String(DAY), label: t('credential.overlapDay') },
            { value: String(7 * DAY), label: t('credential.overlapWeek') },
          ]}
        />
      ),
      run: async (reason) => {
        const answer = await rotateCredential(userId, overlapSeconds, reason)
        if (answer.kind === 'ok') onSecret(answer.value)
        return answer
      },
      makesStale: STALE,
    })
  }
  const button = (label: string, onClick: () => void) => (
    <Button
      key={label}
      variant="default"
      size="compact-sm"
      aria-label={`${label} ${userId}`}
      onClick={onClick}
    >
      {label}
    </Button>
  )
  const suspend = t('credential.suspend')
  const reactivate = t('credential.reactivate')
  const revoke = t('credential.revoke')
  return (
    <Group gap={6} wrap="nowrap">
      {state === 'active' &&
        button(suspend, () =>
          change(
            'suspension',
            t('credential.suspendTitle', words),
            suspend,
            t('credential.suspendText'),
            true,
          ),
        )}
      {state === 'suspended' &&
        button(reactivate, () =>
          change(
            'reactivation',
            t('credential.reactivateTitle', words),
            reactivate,
            t('credential.reactivateText'),
            false,
          ),
        )}
      {state === 'active' && !isPortal && button(t('credential.rotate'), rotate)}
      {state !== 'revoked' &&
        button(revoke, () =>
          change('revocation', t('credential.revokeTitle', words), revoke, t('credential.revokeText'), true),
        )}
    </Group>
  )
}

const DAY = 86_400
