import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { canUsePasskeys } from '../api/passkeys.ts'
import { useMe } from './me.ts'
import { Note } from './Note.tsx'
import { PasskeyProblemNote } from './PasskeyProblem.tsx'
import { useProblemText } from './ProblemNote.tsx'
import type { Reauthentication } from './Reauthenticate.tsx'
import '../messages/account/words.ts'

/** The fields of the proof. */
export function ReauthenticateFields({ state }: { state: Reauthentication }) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const { hasSecondFactor, secondFactors } = useMe()
  return (
    <Note tone="warn" title={t('act.provePerson')} live="polite">
      <Stack gap="xs" mt="xs">
        {secondFactors.passkey && canUsePasskeys() && (
          <>
            <Button
              onClick={({ currentTarget: { form } }) => {
                void state.byPasskey().then((isProved) => {
                  if (isProved) form?.requestSubmit()
                })
              }}
            >
              {t('account.usePasskey')}
            </Button>
            <PasskeyProblemNote problem={state.passkeyProblem} />
            <p>{t('account.orPassword')}</p>
          </>
        )}
        <PasswordInput
          label={t('act.password')}
          autoComplete="current-password"
          value={state.password}
          onChange={(event) => state.setPassword(event.currentTarget.value)}
          error={state.problem === undefined ? undefined : textOf(state.problem)}
          visibilityToggleButtonProps={{ 'aria-hidden': true }}
          ref={focusOnce}
        />
        {hasSecondFactor && (
          <TextInput
            label={t('act.code')}
            autoComplete="one-time-code"
            value={state.code}
            onChange={(event) => state.setCode(event.currentTarget.value)}
          />
        )}
      </Stack>
    </Note>
  )
}

const focusOnce = (field: HTMLInputElement | null) => field?.focus()
