import { Button, Group } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Meeting } from '../../api/meetings.ts'
import { patiently } from '../../lazy-route-component.ts'
import { Section } from '../../ui/Page.tsx'

const MinutesForm = lazy(
  patiently(() => import('./MinutesForm.tsx').then((module) => ({ default: module.MinutesForm }))),
)

const CancelMeeting = lazy(
  patiently(() => import('./CancelMeeting.tsx').then((module) => ({ default: module.CancelMeeting }))),
)

/** What may be done to a meeting that is planned. */
export function MeetingActs({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings')
  const [act, setAct] = useState<'minutes' | 'cancel'>()
  const close = () => setAct(undefined)
  if (act === 'minutes') {
    return (
      <Section title={t('minutes.title')}>
        <Suspense fallback={<div className="skeleton" />}>
          <MinutesForm meeting={meeting} onClose={close} />
        </Suspense>
      </Section>
    )
  }
  return (
    <Section title={t('acts')}>
      <Group gap="xs">
        <Button onClick={() => setAct('minutes')}>{t('write')}</Button>
        <Button variant="default" className="danger" onClick={() => setAct('cancel')}>
          {t('cancel')}
        </Button>
      </Group>
      {act === 'cancel' && (
        <Suspense fallback={null}>
          <CancelMeeting id={meeting.id} onClose={close} />
        </Suspense>
      )}
    </Section>
  )
}
