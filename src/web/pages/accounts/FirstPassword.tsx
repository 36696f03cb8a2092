import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Secret } from '../../ui/Secret.tsx'

type FirstPasswordProps = { username: string; initialPassword: string; onClose: () => void }

export function FirstPassword({ username, initialPassword, onClose }: FirstPasswordProps) {
  const { t } = useTranslation()
  return (
    <Stack mb="md">
      <Secret
        title={t('operators.created', { username })}
        facts={[[t('operators.initial'), initialPassword]]}
        note={t('operators.initialNote')}
      />
      <Group>
        <Button variant="default" onClick={onClose}>
          {t('app.close')}
        </Button>
      </Group>
    </Stack>
  )
}
