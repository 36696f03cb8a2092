import '../../messages/feedback/words.ts'
import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FeedbackToken, feedbackTokensShape } from '../../api/feedback.ts'
import { issueFeedbackToken, revokeFeedbackToken } from '../../api/feedback-tokens.ts'
import type { IssuedSecret } from '../../api/office.ts'
import { useFormat } from '../../messages/format.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Section } from '../../ui/Page.tsx'
import { Secret } from '../../ui/Secret.tsx'

const STALE = [['/office', '/feedback-tokens']] as const

type FeedbackTokensProps = {
  /** Only User IDs of one agreement. */
  agreement: string | undefined
}

/** The tokens by which programs send feedback data: who has one since when, never the token. */
export function FeedbackTokens({ agreement }: FeedbackTokensProps) {
  const { t } = useTranslation('feedback')
  const mayManage = useMay('office.credentials.manage')
  const query = useAsked('/office/feedback-tokens', feedbackTokensShape)
  const [act, setAct] = useState<Act>()
  const [secret, setSecret] = useState<IssuedSecret>()
  const columns = [
    {
      title: t('tokens.userId'),
      cell: ({ userId, kind, agency }: FeedbackToken) => (
        <>
          {userId}
          <div className="dim">{kind === 'development' ? t('tokens.trial', { agency }) : agency}</div>
        </>
      ),
    },
    { title: t('tokens.token'), cell: (token: FeedbackToken) => <Standing token={token} /> },
  ]
  const acts = {
    title: t('tokens.act'),
    cell: (token: FeedbackToken) => <Acts token={token} onAct={setAct} onSecret={setSecret} />,
  }
  return (
    <Section title={t('tokens.title')}>
      <p className="dim">{t('tokens.lead')}</p>
      {secret !== undefined && (
        <Stack mb="md">
          <Secret
            title={t('tokens.shown', { userId: secret.userId })}
            facts={[[t('tokens.token'), secret.secret]]}
            note={t('tokens.shownNote')}
          />
          <Group>
            <Button variant="default" onClick={() => setSecret(undefined)}>
              {t('app.close', { ns: 'translation' })}
            </Button>
          </Group>
        </Stack>
      )}
      <Loaded query={query}>
        {(tokens) => (
          <DataTable
            name={t('tokens.table')}
            rows={tokens.filter((token) => agreement === undefined || token.agreement === agreement)}
            rowKey={({ userId }) => userId}
            empty={t('tokens.empty')}
            columns={mayManage ? [...columns, acts] : columns}
          />
        )}
      </Loaded>
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </Section>
  )
}

const hasToken = ({ issuedAt, revokedAt }: FeedbackToken) => issuedAt !== null && revokedAt === null

function Standing({ token: { issuedAt, revokedAt } }: { token: FeedbackToken }) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  if (issuedAt === null) return t('tokens.none')
  return revokedAt === null
    ? t('tokens.issued', { day: format.day(issuedAt) })
    : t('tokens.revoked', { day: format.day(revokedAt) })
}

type ActsProps = {
  token: FeedbackToken
  onAct: (act: Act) => void
  onSecret: (secret: IssuedSecret) => void
}

function Acts({ token, onAct, onSecret }: ActsProps) {
  const { t } = useTranslation('feedback')
  const { userId, agency } = token
  const words = { userId }
  const isHeld = hasToken(token)
  const give = () =>
    onAct({
      title: t(isHeld ? 'tokens.replaceTitle' : 'tokens.giveTitle', words),
      whom: `${userId} · ${agency}`,
      consequence: t(isHeld ? 'tokens.replaceText' : 'tokens.giveText'),
      label: t(isHeld ? 'tokens.replace' : 'tokens.give'),
      isDangerous: isHeld,
      run: async (reason) => {
        const answer = await issueFeedbackToken(userId, reason)
        if (answer.kind === 'ok') onSecret(answer.value)
        return answer
      },
      makesStale: STALE,
    })
  const revoke = () =>
    onAct({
      title: t('tokens.revokeTitle', words),
      whom: `${userId} · ${agency}`,
      consequence: t('tokens.revokeText'),
      label: t('tokens.revoke'),
      isDangerous: true,
      run: (reason) => revokeFeedbackToken(userId, reason),
      makesStale: STALE,
    })
  const button = (label: string, onClick: () => void) => (
    <Button variant="default" size="compact-sm" aria-label={`${label} ${userId}`} onClick={onClick}>
      {label}
    </Button>
  )
  return (
    <Group gap={6} wrap="nowrap">
      {button(t(isHeld ? 'tokens.replace' : 'tokens.give'), give)}
      {isHeld && button(t('tokens.revoke'), revoke)}
    </Group>
  )
}
