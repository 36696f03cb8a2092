import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteFeedback, type Sent } from '../../api/feedback-definition.ts'
import { useFormat } from '../../messages/format.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'

type DeleteFeedbackProps = { code: string; deliveries: readonly Sent[] }

/** Orders that what was sent be deleted; the reason and the person are asked for by the act itself. */
export function DeleteFeedback({ code, deliveries }: DeleteFeedbackProps) {
  const { t } = useTranslation('feedback-definition')
  const format = useFormat()
  const [which, setWhich] = useState('')
  const [letterNumber, setLetterNumber] = useState('')
  const [act, setAct] = useState<Act>()
  const left = deliveries.filter(({ emptiedAt }) => emptiedAt === null)
  const choices = [
    { value: '', label: t('remove.all') },
    ...left.map(({ id, begunAt, stored }) => ({
      value: String(id),
      label: t('remove.option', { n: id, when: format.day(begunAt), rows: format.number(stored) }),
    })),
  ]
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setAct({
      title: t('remove.title'),
      whom: choices.find(({ value }) => value === which)?.label ?? '',
      consequence: t('remove.consequence'),
      label: t('remove.act'),
      isDangerous: true,
      run: (reason) =>
        deleteFeedback(code, { ...(which === '' ? {} : { delivery: Number(which) }), reason, letterNumber }),
      makesStale: [['/agreements']],
    })
  }
  return (
    <>
      <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={t('remove.title')}>
        <Stack>
          <p>{t('remove.lead')}</p>
          <NativeSelect
            label={t('remove.which')}
            data={choices}
            value={which}
            onChange={({ currentTarget }) => setWhich(currentTarget.value)}
          />
          <TextInput
            label={t('remove.letter')}
            autoComplete="off"
            maxLength={100}
            value={letterNumber}
            onChange={({ currentTarget }) => setLetterNumber(currentTarget.value)}
          />
          <div>
            <Button type="submit" color="red.9">
              {t('remove.act')}
            </Button>
          </div>
        </Stack>
      </form>
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </>
  )
}
