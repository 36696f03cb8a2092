import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { confirmKey, type MediaKey } from '../../api/feedback-media.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'
import { STALE } from './stale.ts'

/** The officer types what the agency read out: the page does not show it, so that it cannot be copied. */
export function ConfirmKeyDialog({ of: key, onClose }: { of: MediaKey; onClose: () => void }) {
  const { t } = useTranslation('feedback-media')
  const queries = useQueryClient()
  const reauthentication = useReauthentication()
  const form = useForm({ fingerprint: '' })
  const submit = async () => {
    const done = await form.send(() =>
      reauthentication.around(() => confirmKey(key.id, form.values.fingerprint)),
    )
    if (done === undefined) return
    for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
    onClose()
  }
  return (
    <DialogForm
      title={t('keys.compareTitle')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t('keys.accept')}
    >
      <Facts
        facts={[
          [t('package.from'), key.agency],
          [t('agreement'), key.agreement],
          [t('keys.holder'), key.holder],
        ]}
      />
      <p>{t('keys.compareText')}</p>
      <TextInput
        label={t('keys.told')}
        description={t('keys.toldHint')}
        autoComplete="off"
        spellCheck={false}
        required
        data-autofocus
        {...form.field('fingerprint')}
      />
      <Reauthenticate state={reauthentication} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
