import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TotpFields, useTotpSetup } from '../../ui/TotpSetup.tsx'
import '../../messages/sign-in/words.ts'

type OwnTotpProps = { onClose: () => void; onDone: (codes: readonly string[]) => void }

/** Setting up the app from one's account, once the person has been proved. */
export function OwnTotp({ onClose, onDone }: OwnTotpProps) {
  const { t } = useTranslation()
  const setup = useTotpSetup()
  const confirm = async () => {
    const done = await setup.confirm()
    if (done !== undefined) onDone(done.codes)
  }
  return (
    <form
      className="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      <Stack>
        <TotpFields state={setup} />
        <Group>
          <Button type="submit" loading={setup.isBusy}>
            {t('signIn.enrolSubmit')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
