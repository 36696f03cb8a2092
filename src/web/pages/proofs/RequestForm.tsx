import { Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { requestProof } from '../../api/proofs.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'

/** What an agency writes to ask for a proof of concept. */
export function RequestForm({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation('proof-acts')
  const queries = useQueryClient()
  const form = useForm({ application: '', version: '', description: '', letterNumber: '' })
  const submit = async () => {
    const made = await form.send(() => requestProof(code, form.values))
    if (made === undefined) return
    await queries.invalidateQueries({ queryKey: ['/agreements', `/${encodeURIComponent(code)}`] })
    onClose()
  }
  return (
    <DialogForm
      title={t('request.title')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t('request.submit')}
    >
      <p>{t('request.lead')}</p>
      <TextInput
        label={t('request.application')}
        maxLength={80}
        required
        data-autofocus
        {...form.field('application')}
      />
      <TextInput label={t('request.version')} maxLength={40} required {...form.field('version')} />
      <Textarea
        label={t('request.description')}
        maxLength={1000}
        rows={3}
        required
        {...form.field('description')}
      />
      <TextInput label={t('request.letterNumber')} maxLength={100} {...form.field('letterNumber')} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
