import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endAgreement, type PossibleEnding, type Reach } from '../../api/endings.ts'
import { useFormat } from '../../messages/format.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { useLetterName } from './letter-name.ts'

type EndFormProps = {
  code: string
  /** Whose agreement it is, with its number. */
  whom: string
  possible: readonly PossibleEnding[]
  reach: Reach
}

const STALE = [['/agreements'], ['/office'], ['/papers'], ['/agency']] as const

/** Says what an ending will do before it is done; the reason and the person are asked for by the act itself. */
export function EndForm({ code, whom, possible, reach }: EndFormProps) {
  const { t } = useTranslation('endings')
  const letterName = useLetterName()
  const [first] = possible
  const [ground, setGround] = useState(first?.ground ?? '')
  const [written, setWritten] = useState<string>()
  const [withLetter, setWithLetter] = useState(true)
  const [act, setAct] = useState<Act>()
  const chosen = possible.find((one) => one.ground === ground) ?? first
  if (chosen === undefined) return null

  const clause = written ?? chosen.clause
  const label = t(`do.${chosen.act ?? 'none'}`)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setAct({
      title: `${label}?`,
      whom,
      consequence: [
        chosen.act === null ? '' : t(`acts.${chosen.act}`),
        withLetter ? t('letterComes', { letter: letterName(chosen.letter) }) : t('letterLater'),
      ]
        .join(' ')
        .trim(),
      label,
      isDangerous: true,
      run: (reason) => endAgreement(code, { ground: chosen.ground, clause, reason, withLetter }),
      makesStale: STALE,
    })
  }
  return (
    <>
      <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={t('formTitle')}>
        <Stack>
          <NativeSelect
            label={t('ground')}
            value={chosen.ground}
            onChange={({ currentTarget }) => {
              setGround(currentTarget.value)
              setWritten(undefined)
            }}
            data={possible.map((one) => ({ value: one.ground, label: t(`grounds.${one.ground}`) }))}
          />
          <Consequences chosen={chosen} whom={whom} reach={reach} />
          <TextInput
            label={t('clause')}
            autoComplete="off"
            maxLength={200}
            value={clause}
            onChange={({ currentTarget }) => setWritten(currentTarget.value)}
          />
          <div>
            <label>
              <input
                type="checkbox"
                checked={withLetter}
                aria-describedby="with-letter-note"
                onChange={({ currentTarget }) => setWithLetter(currentTarget.checked)}
              />{' '}
              {`${t('withLetter')}: ${letterName(chosen.letter)}`}
            </label>
            <p className="dim" id="with-letter-note">
              {t('withLetterNote')}
            </p>
          </div>
          <div>
            <Button type="submit" color="red.9">
              {label}
            </Button>
          </div>
        </Stack>
      </form>
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </>
  )
}

type ConsequencesProps = { chosen: PossibleEnding; whom: string; reach: Reach }

function Consequences({ chosen: { act, letter }, whom, reach }: ConsequencesProps) {
  const { t } = useTranslation('endings')
  const format = useFormat()
  const letterName = useLetterName()
  const programs =
    reach.programs.length === 0 ? t('stopsNone') : t('stopsPrograms', { list: reach.programs.join(', ') })
  const readers = !reach.hasReaders ? 'readersNone' : act === 'suspend' ? 'readersStay' : 'readersDue'
  return (
    <Facts
      facts={[
        [t('whom'), whom],
        ...(act === null ? [] : [[t('whatHappens'), t(`acts.${act}`)] as const]),
        [t('stops'), `${programs}; ${t('stopsOperators', { n: format.number(reach.operators) })}`],
        [t('from'), t('atOnce')],
        [t('letter'), letterName(letter)],
        [t('told'), t('toldWho')],
        [t('readers'), t(readers)],
      ]}
    />
  )
}
