import { Anchor, Button, Group } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Appeal, evidenceHref, type Standing } from '../../api/compliance.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { useMay } from '../../ui/me.ts'
import { Section } from '../../ui/Page.tsx'
import type { Act } from './AppealDialogs.tsx'

const AppealDialog = lazy(
  patiently(() => import('./AppealDialogs.tsx').then((module) => ({ default: module.AppealDialog }))),
)

const TONES = { waiting: 'warn', granted: 'good', refused: 'bad', withdrawn: 'quiet' } as const

/** The appeals of an agreement, with what either side may do about them. */
export function Appeals({ standing }: { standing: Standing }) {
  const { t } = useTranslation('feedback-compliance')
  const mayAppeal = useMay('feedback.appeal')
  const [act, setAct] = useState<Act>()
  const { appeals, rules, evaluations, agreement, today } = standing
  const [rule] = rules
  const [last] = evaluations
  const isMissed = rule?.kind === 'lower' && last?.ruleId === rule.id && last.result !== 'met'
  const isWaiting = appeals.some(({ state }) => state === 'waiting')
  return (
    <Section title={t('appeals.title')}>
      {mayAppeal &&
        (isMissed && !isWaiting ? (
          <Button onClick={() => setAct({ kind: 'file', code: agreement.code })}>{t('appeals.file')}</Button>
        ) : (
          <p className="dim">{t('appeals.hint')}</p>
        ))}
      {appeals.length === 0 && <p className="empty">{t('appeals.empty')}</p>}
      {appeals.map((appeal) => (
        <AppealCard key={appeal.id} appeal={appeal} onAct={setAct} today={today} />
      ))}
      {act !== undefined && (
        <Suspense fallback={null}>
          <AppealDialog act={act} onClose={() => setAct(undefined)} />
        </Suspense>
      )}
    </Section>
  )
}

type AppealCardProps = { appeal: Appeal; today: string; onAct: (act: Act) => void }

const personOf = (by: string | null) => (by ?? '').replace(/^staff:/, '')

function AppealCard({ appeal, today, onAct }: AppealCardProps) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const mayAppeal = useMay('feedback.appeal')
  const mayDecide = useMay('feedback.rules.decide')
  const { id, state, reason, filedAt, filedBy, evidence, decidedAt, decidedBy, decisionReason } = appeal
  const isWaiting = state === 'waiting'
  return (
    <div className="card">
      <p>
        <span className={`state tone-${TONES[state]}`}>{t(`appeals.states.${state}`)}</span>{' '}
        <span className="dim">
          {t('appeals.filed', { moment: format.moment(filedAt), who: personOf(filedBy) })}
        </span>
      </p>
      <p>{reason}</p>
      {evidence !== null && (
        <p>
          {t('appeals.evidence')}:{' '}
          <Anchor href={evidenceHref(id)} download>
            {t('appeals.open', { name: evidence })}
          </Anchor>
        </p>
      )}
      {decidedAt !== null && (
        <p>
          {appeal.exceptedUntil !== null &&
            `${t('appeals.until', { day: format.day(appeal.exceptedUntil) })}. `}
          {decisionReason}{' '}
          <span className="dim">
            {t('appeals.decided', { moment: format.moment(decidedAt), who: personOf(decidedBy) })}
          </span>
        </p>
      )}
      {isWaiting && (
        <Group gap="xs">
          {mayDecide && (
            <Button onClick={() => onAct({ kind: 'decide', id, today })}>{t('appeals.decide')}</Button>
          )}
          {mayAppeal && (
            <>
              <Button variant="default" onClick={() => onAct({ kind: 'evidence', id })}>
                {t('appeals.addEvidence')}
              </Button>
              <Button variant="default" onClick={() => onAct({ kind: 'withdraw', id })}>
                {t('appeals.withdraw')}
              </Button>
            </>
          )}
        </Group>
      )}
    </div>
  )
}
