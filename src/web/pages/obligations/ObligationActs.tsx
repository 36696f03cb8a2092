import { Button, Group } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Obligation, ObligationAct } from '../../api/obligations.ts'
import { patiently } from '../../lazy-route-component.ts'

const ActDialog = lazy(
  patiently(() =>
    import('./ObligationActDialog.tsx').then((module) => ({ default: module.ObligationActDialog })),
  ),
)

const ACTS = [
  { act: 'acceptance', label: 'accept', from: ['due', 'late', 'submitted'] },
  { act: 'rejection', label: 'reject', from: ['submitted'] },
  { act: 'waiver', label: 'waive', from: ['due', 'late', 'submitted'] },
  { act: 'reopening', label: 'reopen', from: ['done', 'waived'] },
] as const satisfies readonly { act: ObligationAct; label: string; from: readonly Obligation['state'][] }[]

type ObligationActsProps = { code: string; obligation: Obligation; name: string }

/** What the office may do about an obligation now. */
export function ObligationActs({ code, obligation, name }: ObligationActsProps) {
  const { t } = useTranslation('obligations')
  const [act, setAct] = useState<ObligationAct>()
  const what = obligation.about === '' ? name : `${name} (${obligation.about})`
  const isPossible = (from: readonly Obligation['state'][]) => from.includes(obligation.state)
  return (
    <Group gap={6} className="row-acts">
      {ACTS.filter(({ from }) => isPossible(from)).map(({ act: one, label }) => (
        <Button
          key={one}
          variant="default"
          size="compact-sm"
          aria-label={`${t(label)}: ${what}`}
          onClick={() => setAct(one)}
        >
          {t(label)}
        </Button>
      ))}
      {act !== undefined && (
        <Suspense fallback={null}>
          <ActDialog
            code={code}
            obligationKey={obligation.key}
            act={act}
            what={what}
            onClose={() => setAct(undefined)}
          />
        </Suspense>
      )}
    </Group>
  )
}
