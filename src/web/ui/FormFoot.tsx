import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type FormFootProps = {
  onClose: () => void
  isBusy: boolean
  label: string
  isDangerous?: boolean | undefined
}

/** The end of every form that can be left: back, and the act itself. */
export function FormFoot({ onClose, isBusy, label, isDangerous = false }: FormFootProps) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {t('app.cancel')}
      </Button>
      <Button type="submit" loading={isBusy} {...(isDangerous ? { color: 'red.9' } : {})}>
        {label}
      </Button>
    </Group>
  )
}
