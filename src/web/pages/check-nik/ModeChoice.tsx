import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Mode } from './use-desk.ts'
import '../../messages/check-nik/words.ts'

type ModeChoiceProps = { mode: Mode; onMode: (mode: Mode) => void }

/** See the data, or only hear whether what the card says is right: the least that answers the question. */
export function ModeChoice({ mode, onMode }: ModeChoiceProps) {
  const { t } = useTranslation()
  const modes = { show: t('check.modeShow'), compare: t('check.modeCompare') }
  const names = ['show', 'compare'] as const
  return (
    <Group gap="xs" role="group" aria-label={t('check.mode')}>
      {names.map((name) => (
        <Button
          key={name}
          type="button"
          size="xs"
          variant={name === mode ? 'filled' : 'default'}
          aria-pressed={name === mode}
          onClick={() => name !== mode && onMode(name)}
        >
          {modes[name]}
        </Button>
      ))}
    </Group>
  )
}
