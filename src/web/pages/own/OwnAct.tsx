import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PasskeyAnswer, type PasskeyProblem, problemIn } from '../../api/passkeys.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { PasskeyProblemNote } from '../../ui/PasskeyProblem.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import '../../messages/account/words.ts'

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
  return (
    <DialogForm
      title={act.title}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={isBusy}
      label={t('account.confirm')}
    >
      {act.text !== undefined && <p>{act.text}</p>}
      {act.fields}
      <Reauthenticate state={reauthentication} />
      <PasskeyProblemNote problem={problem} />
    </DialogForm>
  )
}
