import { type Icon, IconCircle, IconCircleCheck, IconCircleDot, IconCircleMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RequestStage, RequestStep } from '../../api/requests.ts'
import { useFormat } from '../../messages/format.ts'
import { useRequestWords } from './request-words.ts'

const SIGNS: Readonly<Record<RequestStage['is'], Icon>> = {
  done: IconCircleCheck,
  now: IconCircleDot,
  ahead: IconCircle,
  skipped: IconCircleMinus,
}

type PathStepsProps = { stages: readonly RequestStage[]; steps: readonly RequestStep[] }

/** The whole way, from the first draft to access: what is behind, where it stands, what is still to come. */
export function PathSteps({ stages, steps }: PathStepsProps) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const words = useRequestWords()
  return (
    <ol className="path-steps">
      {stages.map(({ state, label, is, on }) => {
        const Sign = SIGNS[is]
        const who = steps.findLast(({ to, from }) => to === state && from !== state)?.by.fullName
        return (
          <li key={state} data-is={is} {...(is === 'now' ? { 'aria-current': 'step' as const } : {})}>
            <strong>
              <Sign size={18} aria-hidden />
              {words.state(state, label)}
            </strong>
            <small>{t(`path.${is}`)}</small>
            {on !== null && <small className="nowrap">{format.day(on)}</small>}
            {who !== undefined && is !== 'ahead' && is !== 'skipped' && <small>{who}</small>}
          </li>
        )
      })}
    </ol>
  )
}
