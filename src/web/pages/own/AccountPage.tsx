import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Account, accountShape, removeTotp, renewRecoveryCodes } from '../../api/passkeys.ts'
import { beginEnrolment } from '../../api/session.ts'
import { patiently } from '../../lazy-route-component.ts'
import { PATHS } from '../../paths.ts'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { ME_KEY } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { RecoveryCodes } from '../../ui/RecoveryCodes.tsx'
import type { OwnAct } from './OwnAct.tsx'
import { OwnEmail } from './OwnEmail.tsx'
import { OwnPassword } from './OwnPassword.tsx'
import { OwnTotp } from './OwnTotp.tsx'
import { Passkeys } from './Passkeys.tsx'
import '../../messages/account/words.ts'
import '../../messages/sign-in/words.ts'

// Fetched with the first act that is chosen, like the dialogs of other pages.
const OwnActDialog = lazy(
  patiently(() => import('./OwnAct.tsx').then((module) => ({ default: module.OwnActDialog }))),
)

type Result = { said: string; codes: readonly string[] }

/** How a person proves who they are: everything they may change of it themselves. */
export function AccountPage() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const query = useAsked('/account', accountShape)
  const [act, setAct] = useState<OwnAct>()
  const [result, setResult] = useState<Result>()
  const onDone = (said: string, codes: readonly string[] = []) => {
    setResult({ said, codes })
    void queries.invalidateQueries({ queryKey: ['/account'] })
    void queries.invalidateQueries({ queryKey: ME_KEY })
  }
  const shown = { onAct: setAct, onDone }
  return (
    <Page
      title={t('account.title')}
      lead={t('account.lead')}
      actions={<PathLink to={PATHS.sessions}>{t('account.sessions')}</PathLink>}
    >
      {result !== undefined && (
        <Note
          tone="good"
          live="polite"
          {...(result.codes.length > 0 ? { title: t('account.codesTitle') } : {})}
        >
          <p>{result.said}</p>
          {result.codes.length > 0 && (
            <>
              <RecoveryCodes codes={result.codes} />
              <p>{t('account.codesNote')}</p>
            </>
          )}
        </Note>
      )}
      <Loaded query={query}>
        {(account) => (
          <>
            <p>{account.isSecondFactorRequired ? t('account.required') : t('account.optional')}</p>
            <Passkeys account={account} {...shown} />
            <App account={account} {...shown} />
            <Codes account={account} {...shown} />
            <OwnEmail email={account.email} onDone={onDone} />
            <OwnPassword onDone={() => onDone(t('account.passwordDone'))} />
          </>
        )}
      </Loaded>
      {act !== undefined && (
        <Suspense fallback={null}>
          <OwnActDialog act={act} onClose={() => setAct(undefined)} />
        </Suspense>
      )}
    </Page>
  )
}

type PartProps = {
  account: Account
  onAct: (act: OwnAct) => void
  onDone: (said: string, codes?: readonly string[]) => void
}

function App({ account: { hasTotp }, onAct, onDone }: PartProps) {
  const { t } = useTranslation()
  const [isSettingUp, setSettingUp] = useState(false)
  const setUp = () =>
    onAct({
      title: t('account.appSet'),
      text: t('signIn.enrolLeadOwn'),
      run: beginEnrolment,
      onDone: () => setSettingUp(true),
    })
  const remove = () =>
    onAct({
      title: t('account.appRemoveTitle'),
      text: t('account.appRemoveText'),
      run: removeTotp,
      onDone: () => onDone(t('account.appRemoved')),
    })
  return (
    <Section title={t('account.app')}>
      <p>{hasTotp ? t('account.appOn') : t('account.appOff')}</p>
      {isSettingUp ? (
        <OwnTotp
          onClose={() => setSettingUp(false)}
          onDone={(codes) => {
            setSettingUp(false)
            onDone(t('account.appDone'), codes)
          }}
        />
      ) : (
        <Group gap="xs">
          <Button variant="default" onClick={setUp}>
            {hasTotp ? t('account.appRenew') : t('account.appSet')}
          </Button>
          {hasTotp && (
            <Button variant="default" onClick={remove}>
              {t('account.appRemove')}
            </Button>
          )}
        </Group>
      )}
    </Section>
  )
}

function Codes({ account: { hasTotp, passkeys, recoveryCodesLeft }, onAct, onDone }: PartProps) {
  const { t } = useTranslation()
  const renew = () => {
    let codes: readonly string[] = []
    onAct({
      title: t('account.codesRenewTitle'),
      text: t('account.codesRenewText'),
      run: async () => {
        const answer = await renewRecoveryCodes()
        if (answer.kind === 'ok') codes = answer.value.recoveryCodes
        return answer
      },
      onDone: () => onDone(t('account.codesRenewText'), codes),
    })
  }
  if (!hasTotp && passkeys.length === 0) {
    return (
      <Section title={t('account.codes')}>
        <p>{t('account.codesNone')}</p>
      </Section>
    )
  }
  return (
    <Section title={t('account.codes')}>
      <p>{t('account.codesLeft', { n: recoveryCodesLeft })}</p>
      <Button variant="default" onClick={renew}>
        {t('account.codesRenew')}
      </Button>
    </Section>
  )
}
