import { Button, Group } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BREACH_ACTS, type Breach, type BreachAct } from '../../api/breaches.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useMay, useMe } from '../../ui/me.ts'

const BreachActDialog = lazy(
  patiently(() => import('./BreachActDialog.tsx').then((module) => ({ default: module.BreachActDialog }))),
)

type BreachActsProps = { breach: Breach; possible: readonly BreachAct[] }

/** What may be done about a breach now; and for what cannot be yet, what it waits for. */
export function BreachActs({ breach, possible }: BreachActsProps) {
  const { t } = useTranslation('breaches')
  const mayDecide = useMay('breaches.decide')
  const { agency } = useMe()
  const [act, setAct] = useState<BreachAct>()
  if (!mayDecide) return <p className="dim">{agency === null ? t('readOnly') : t('notYours')}</p>
  if (possible.length === 0) return <p className="dim">{t('nothingNow')}</p>
  return (
    <>
      <Group gap="xs">
        {BREACH_ACTS.filter((one) => possible.includes(one)).map((one) => (
          <Button
            key={one}
            variant="default"
            className={one === 'decide' ? 'danger' : ''}
            onClick={() => setAct(one)}
          >
            {t(`acts.${one}`)}
          </Button>
        ))}
      </Group>
      {breach.state === 'reported' && <p className="dim">{t('decideWaits')}</p>}
      {breach.state === 'decided' && !possible.includes('close') && <p className="dim">{t('closeWaits')}</p>}
      {act !== undefined && (
        <Suspense fallback={null}>
          <BreachActDialog breach={breach} act={act} onClose={() => setAct(undefined)} />
        </Suspense>
      )}
    </>
  )
}
