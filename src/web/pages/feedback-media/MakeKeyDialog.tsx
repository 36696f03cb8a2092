import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MediaAgreement, registerKey } from '../../api/feedback-media.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { AgreementSelect } from './AgreementSelect.tsx'
import { fingerprintOf, makeKey } from './browser-keys.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { saveFile } from './save-file.ts'
import { STALE } from './stale.ts'

type MakeKeyDialogProps = { agreements: readonly MediaAgreement[]; onClose: () => void }

/** Makes a pair in the browser: the private half is saved on this computer, only the public one is registered. */
export function MakeKeyDialog({ agreements, onClose }: MakeKeyDialogProps) {
  const { t } = useTranslation('feedback-media')
  const queries = useQueryClient()
  const [made, setMade] = useState<{ privatePem: string; fingerprint: string }>()
  const form = useForm({ agreement: agreements[0]?.code ?? '', holder: '' })
  const { agreement, holder } = form.values
  const fileName = `kunci-balikan-${agreement}.pem`
  const submit = async () => {
    const key = await makeKey()
    const registered = await form.send(() => registerKey({ agreement, holder, publicKey: key.publicKey }))
    if (registered === undefined) return
    saveFile(new Blob([key.privatePem]), fileName)
    setMade({ privatePem: key.privatePem, fingerprint: await fingerprintOf(key.publicKey) })
    for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
  }
  if (made !== undefined) {
    return (
      <Modal opened onClose={onClose} title={t('keys.madeTitle')} centered>
        <Stack>
          <Note tone="good" live="polite">
            <p>{t('keys.made', { file: fileName })}</p>
          </Note>
          <p>{t('keys.tell')}</p>
          <p>
            <Fingerprint value={made.fingerprint} />
          </p>
          <Button variant="default" onClick={() => saveFile(new Blob([made.privatePem]), fileName)}>
            {t('keys.saveAgain')}
          </Button>
          <Button onClick={onClose}>{t('keys.done')}</Button>
        </Stack>
      </Modal>
    )
  }
  return (
    <DialogForm
      title={t('keys.make')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t('keys.makeLabel')}
    >
      <p>{t('keys.makeText')}</p>
      <AgreementSelect agreements={agreements} {...form.field('agreement')} />
      <TextInput
        label={t('keys.holder')}
        description={t('keys.holderHint')}
        autoComplete="off"
        required
        maxLength={200}
        data-autofocus
        {...form.field('holder')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
