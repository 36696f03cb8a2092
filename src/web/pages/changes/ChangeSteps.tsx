import { type Icon, IconCircle, IconCircleCheck, IconCircleDot } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CHANGE_STATES, type Change, isChangeAct } from '../../api/changes.ts'
import { useFormat } from '../../messages/format.ts'

type Is = 'done' | 'now' | 'ahead'

const SIGNS: Readonly<Record<Is, Icon>> = { done: IconCircleCheck, now: IconCircleDot, ahead: IconCircle }

/** The whole way of this kind of change, from its draft to its effect. */
export function ChangeSteps({ change }: { change: Change }) {
  const { t } = useTranslation('changes')
  const stages = stagesOf(change)
  const at = stages.indexOf(change.state)
  const is = (index: number): Is => {
    if (index === at) return change.state === 'in-effect' ? 'done' : 'now'
    return index < at ? 'done' : 'ahead'
  }
  return (
    <ol className="path-steps">
      {stages.map((state, index) => {
        const standing = is(index)
        const Sign = SIGNS[standing]
        return (
          <li
            key={state}
            data-is={standing}
            {...(standing === 'now' ? { 'aria-current': 'step' as const } : {})}
          >
            <strong>
              <Sign size={18} aria-hidden />
              {t(`states.${state}`)}
            </strong>
            <small>{t(`path.${standing}`)}</small>
          </li>
        )
      })}
    </ol>
  )
}

/** What this kind skips is left out; where it has ended otherwise, the way ends there. */
function stagesOf({ state, procedure, steps }: Change): Change['state'][] {
  const { central, isSigned, isGranting } = procedure
  const way = [
    state === 'returned' ? 'returned' : 'draft',
    'submitted',
    ...(central ? (['at-central'] as const) : []),
    'approved',
    ...(isSigned ? (['issued'] as const) : []),
    'signed',
    ...(isGranting ? (['proposed'] as const) : []),
    'in-effect',
  ] satisfies Change['state'][]
  if (state !== 'rejected' && state !== 'withdrawn') return way
  const last = steps.findLast(({ toState }) => toState === state)?.fromState
  const index = way.map(String).indexOf(last ?? '')
  return [...way.slice(0, index + 1), state]
}

/** What happened, by whom and when, the latest first. */
export function ChangeTimeline({ steps }: { steps: Change['steps'] }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  return (
    <ol className="timeline" reversed>
      {steps.toReversed().map(({ n, act, by, at, fromState, toState, note }) => {
        const to = CHANGE_STATES.find((state) => state === toState)
        return (
          <li key={n}>
            <span className="dim">{format.moment(at)}</span>
            <div>
              <strong>{isChangeAct(act) ? t(`acts.${act}`) : t('acts.edit')}</strong>
              {to !== undefined && toState !== fromState && (
                <span className="dim"> → {t(`states.${to}`)}</span>
              )}
              <p className="dim">{by.replace(/^staff:/, '')}</p>
              {note !== null && <blockquote>{note}</blockquote>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
