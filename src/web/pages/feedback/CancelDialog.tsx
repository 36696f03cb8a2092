import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { cancelUpload } from '../../api/feedback-uploads.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { stopSending } from './sending.ts'

export type CancelDialogProps = { id: number; onClose: () => void; onCancelled: () => void }

/** Asks once more: the file goes, rows that are stored stay. */
export function CancelDialog({ id, onClose, onCancelled }: CancelDialogProps) {
  const { t } = useTranslation('feedback')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const cancel = async () => {
    setBusy(true)
    const answer = await cancelUpload(id)
    setBusy(false)
    if (answer.kind === 'refused') return setProblem(answer.problem)
    stopSending(id)
    onClose()
    onCancelled()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('upload.cancel.title')}
      centered
      closeButtonProps={{ 'aria-label': t('app.close', { ns: 'translation' }) }}
    >
      <Stack>
        <p>{t('upload.cancel.text')}</p>
        {problem !== undefined && <ProblemNote problem={problem} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('upload.cancel.keep')}
          </Button>
          <Button color="red.9" loading={isBusy} onClick={() => void cancel()}>
            {t('upload.cancel.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
