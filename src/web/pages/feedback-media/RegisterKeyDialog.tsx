import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MediaAgreement, registerKey } from '../../api/feedback-media.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { AgreementSelect } from './AgreementSelect.tsx'
import { PlainFile } from './PlainFile.tsx'
import { STALE } from './stale.ts'

type RegisterKeyDialogProps = { agreements: readonly MediaAgreement[]; onClose: () => void }

/** Registers the public half of a key that was made by the command line. A private key is not even sent. */
export function RegisterKeyDialog({ agreements, onClose }: RegisterKeyDialogProps) {
  const { t } = useTranslation('feedback-media')
  const queries = useQueryClient()
  const [fault, setFault] = useState<string>()
  const form = useForm({ agreement: agreements[0]?.code ?? '', holder: '', publicKey: '' })
  const take = async (file: File | undefined) => {
    const text = file === undefined ? '' : await file.slice(0, 10_000).text()
    const isPrivate = text.includes('PRIVATE KEY')
    setFault(isPrivate ? t('keys.notPrivate') : undefined)
    form.set('publicKey', isPrivate ? '' : text)
  }
  const submit = async () => {
    if (fault !== undefined) return
    if ((await form.send(() => registerKey(form.values))) === undefined) return
    for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
    onClose()
  }
  return (
    <DialogForm
      title={t('keys.register')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t('keys.registerLabel')}
    >
      <p>{t('keys.registerText')}</p>
      <AgreementSelect agreements={agreements} {...form.field('agreement')} />
      <PlainFile
        label={t('keys.publicFile')}
        accept=".pub,.pem"
        error={fault ?? form.errorOf('publicKey')}
        onFile={(file) => void take(file)}
      />
      <TextInput
        label={t('keys.holder')}
        description={t('keys.holderHint')}
        autoComplete="off"
        required
        maxLength={200}
        {...form.field('holder')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
