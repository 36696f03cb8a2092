import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Act, ActConfirm } from './ActConfirm.tsx'
import { useStateWord } from './StateBadge.tsx'

export type OfferedAct = Act & { key: string; isPossible: boolean }

type ActBarProps = { state: string; mayAct: boolean; acts: readonly OfferedAct[] }

/** What may be done to an object now. What may not stands there too, and says why. */
export function ActBar({ state, mayAct, acts }: ActBarProps) {
  const { t } = useTranslation()
  const stateWord = useStateWord()
  const [act, setAct] = useState<Act>()
  if (!mayAct) return <p className="dim">{t('act.notYours')}</p>
  const isSomethingOff = acts.some(({ isPossible }) => !isPossible)
  return (
    <div>
      <Group gap="xs">
        {acts.map((offered) => (
          <Button
            key={offered.key}
            variant="default"
            className={offered.isDangerous ? 'danger' : ''}
            aria-disabled={!offered.isPossible}
            {...(offered.isPossible ? {} : { 'data-disabled': true, 'aria-describedby': 'why-not' })}
            onClick={() => offered.isPossible && setAct(offered)}
          >
            {offered.label}
          </Button>
        ))}
      </Group>
      {isSomethingOff && (
        <p className="dim" id="why-not">
          {t('act.notNow', {
            acts: acts
              .filter(({ isPossible }) => !isPossible)
              .map(({ label }) => label)
              .join(', '),
            state: stateWord(state),
          })}
        </p>
      )}
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </div>
  )
}
