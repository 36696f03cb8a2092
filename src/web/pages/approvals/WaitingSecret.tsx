import { Button, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchSecret, type Proposal } from '../../api/approvals.ts'
import type { Problem } from '../../api/client.ts'
import { useFormat } from '../../messages/format.ts'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { Secret } from '../../ui/Secret.tsx'

type WaitingSecretProps = { id: number; secret: NonNullable<Proposal['secret']> }

/** What the act made and the viewer fetches once: a User ID's secret, or their half of a first password. */
export function WaitingSecret({ id, secret: { part, state, until } }: WaitingSecretProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const reauthentication = useReauthentication()
  const [shown, setShown] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const name = t(`approval.secret.${part}`)
  if (shown !== undefined) {
    return <Secret title={name} facts={[[name, shown]]} note={t(`approval.secretNote.${part}`)} />
  }
  if (state !== 'waiting') {
    return <p className="dim">{state === 'fetched' ? t('approval.fetched') : t('approval.lapsed')}</p>
  }
  const fetchIt = async () => {
    const answer = await reauthentication.around(() => fetchSecret(id))
    if (answer === undefined) return
    if (answer.kind === 'ok') setShown(answer.value.secret)
    else setProblem(answer.problem)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void fetchIt()
  }
  return (
    <form onSubmit={onSubmit} noValidate>
      <Note tone="info" title={name}>
        <Stack gap="xs">
          <p>{t(`approval.secretText.${part}`, { until: format.moment(until) })}</p>
          <Reauthenticate state={reauthentication} />
          {problem !== undefined && <ProblemNote problem={problem} />}
          <div>
            <Button type="submit">{t('approval.fetch')}</Button>
          </div>
        </Stack>
      </Note>
    </form>
  )
}
