import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PasskeyAnswer, type PasskeyProblem, problemIn } from '../../api/passkeys.ts'
import { PasskeyProblemNote } from '../../ui/PasskeyProblem.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'

/** An act on one's own account. */
export type OwnAct = {
  title: string
  text?: string
  fields?: ReactNode
  run: () => Promise<PasskeyAnswer<unknown>>
  onDone: () => void
}

type OwnActDialogProps = { act: OwnAct; onClose: () => void }

/** Says what will happen, and has the person proved when the server asks for it. */
export function OwnActDialog({ act, onClose }: OwnActDialogProps) {
  const { t } = useTranslation()
  const reauthentication = useReauthentication()
  const [problem, setProblem] = useState<PasskeyProblem>()
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    const answer = await reauthentication.around(act.run)
    setBusy(false)
    setProblem(answer === undefined ? undefined : problemIn(answer))
    if (answer?.kind !== 'ok') return
    onClose()
    act.onDone()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={act.title}
      centered
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {act.text !== undefined && <p>{act.text}</p>}
          {act.fields}
          <Reauthenticate state={reauthentication} />
          <PasskeyProblemNote problem={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('account.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
