import { SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Zone } from '../api/session.ts'
import { DayInput } from './DayInput.tsx'
import { useZone } from './me.ts'
import { readTime } from './moment-text.ts'

/** A day and an hour as they were typed. */
export type TypedMoment = { day: string; time: string }

const OFFSETS: Record<Zone, string> = { WIB: '+07:00', WITA: '+08:00', WIT: '+09:00' }

/** Reads what was typed as a moment where the office is: `2026-11-25T09:00+07:00`; '' when nothing was typed. */
export function useReadMoment(): (typed: TypedMoment) => string {
  const zone = useZone()
  return ({ day, time }) =>
    day === '' && time.trim() === '' ? '' : `${day}T${readTime(time) ?? time.trim()}${OFFSETS[zone]}`
}

type MomentInputProps = {
  dayLabel: string
  timeLabel: string
  value: TypedMoment
  onValue: (value: TypedMoment) => void
  error?: string | undefined
}

/** A day and an hour, both typed: what a browser shows for them depends on its own language. */
export function MomentInput({ dayLabel, timeLabel, value, onValue, error }: MomentInputProps) {
  const { t } = useTranslation()
  const zone = useZone()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <DayInput
        label={dayLabel}
        value={value.day}
        onDay={(day) => onValue({ ...value, day })}
        error={error}
      />
      <TextInput
        label={`${timeLabel} (${zone})`}
        placeholder={t('app.timeForm')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={5}
        value={value.time}
        onChange={({ currentTarget }) => onValue({ ...value, time: currentTarget.value })}
        onBlur={() => onValue({ ...value, time: readTime(value.time)?.replace(':', '.') ?? value.time })}
      />
    </SimpleGrid>
  )
}
