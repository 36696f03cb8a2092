import { Modal, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormFoot } from './FormFoot.tsx'

type DialogFormProps = {
  title: string
  onClose: () => void
  onSubmit: () => void
  isBusy: boolean
  /** On the button that does it. */
  label: string
  isDangerous?: boolean
  children: ReactNode
}

/** A dialog that is a form: Enter does it, Escape leaves it. */
export function DialogForm({
  title,
  onClose,
  onSubmit,
  isBusy,
  label,
  isDangerous,
  children,
}: DialogFormProps) {
  const { t } = useTranslation()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {children}
          <FormFoot onClose={onClose} isBusy={isBusy} label={label} isDangerous={isDangerous} />
        </Stack>
      </form>
    </Modal>
  )
}
