import { Anchor, Button, Group, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Account, addPasskey, canUsePasskeys, removePasskey, renamePasskey } from '../../api/passkeys.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import type { OwnAct } from './OwnAct.tsx'
import '../../messages/account/words.ts'

type PasskeysProps = {
  account: Account
  onAct: (act: OwnAct) => void
  /** Something is done: what to say, and recovery codes that came with it. */
  onDone: (said: string, codes?: readonly string[]) => void
}

export function Passkeys({ account, onAct, onDone }: PasskeysProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { passkeys, here } = account
  const name = useRef('')
  const fieldOf = (start: string) => {
    name.current = start
    return (
      <TextInput
        label={start === '' ? t('account.newName') : t('account.name')}
        description={t('account.newNameHint')}
        defaultValue={start}
        maxLength={60}
        onChange={(event) => {
          name.current = event.currentTarget.value
        }}
        data-autofocus
      />
    )
  }
  const add = () => {
    let added: { name: string; recoveryCodes: readonly string[] } = { name: '', recoveryCodes: [] }
    onAct({
      title: t('account.add'),
      fields: fieldOf(''),
      run: async () => {
        const answer = await addPasskey(name.current.trim())
        if (answer.kind === 'ok') added = answer.value
        return answer
      },
      onDone: () => onDone(t('account.addedDone', { name: added.name }), added.recoveryCodes),
    })
  }
  const rename = (id: number, old: string) =>
    onAct({
      title: t('account.rename'),
      fields: fieldOf(old),
      run: () => renamePasskey(id, name.current.trim()),
      onDone: () => onDone(t('account.renamed')),
    })
  const remove = (id: number, old: string) =>
    onAct({
      title: t('account.removeTitle', { name: old }),
      text: t('account.removeText'),
      run: () => removePasskey(id),
      onDone: () => onDone(t('account.removed', { name: old })),
    })
  return (
    <Section title={t('account.passkeys')}>
      <p>{t('account.passkeysText')}</p>
      <DataTable
        name={t('account.passkeysTable')}
        rows={passkeys}
        rowKey={({ id }) => id}
        empty={t('account.passkeysEmpty')}
        withCount={false}
        columns={[
          {
            title: t('account.name'),
            cell: (passkey) => (
              <>
                {passkey.name}
                {passkey.isSynced && <div className="dim">{t('account.synced')}</div>}
              </>
            ),
          },
          {
            title: t('account.madeFor'),
            cell: ({ rpId }) => (
              <>
                {rpId}
                {rpId !== here.rpId && <div className="dim">{t('account.elsewhere')}</div>}
              </>
            ),
          },
          { title: t('account.added'), cell: ({ createdAt }) => format.moment(createdAt) },
          {
            title: t('account.lastUsed'),
            cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('account.never') : format.moment(lastUsedAt)),
          },
          {
            title: t('account.act'),
            cell: (passkey) => (
              <Group gap="xs">
                {(
                  [
                    ['rename', rename],
                    ['remove', remove],
                  ] as const
                ).map(([word, act]) => (
                  <Button
                    key={word}
                    variant="default"
                    size="xs"
                    aria-label={`${t(`account.${word}`)} ${passkey.name}`}
                    onClick={() => act(passkey.id, passkey.name)}
                  >
                    {t(`account.${word}`)}
                  </Button>
                ))}
              </Group>
            ),
          },
        ]}
      />
      {here.usable && canUsePasskeys() ? (
        <Button variant="default" mt="sm" onClick={add}>
          {t('account.add')}
        </Button>
      ) : (
        <NotHere here={here} />
      )}
    </Section>
  )
}

const WHY = { 'ip-address': 'hereIp', insecure: 'hereInsecure', 'other-address': 'hereOther' } as const

/** Why no passkey can be made on this page, and where one can. */
function NotHere({ here: { why, address } }: Pick<Account, 'here'>) {
  const { t } = useTranslation()
  return (
    <Note tone="warn" title={t('account.hereTitle')}>
      <p>{t(`account.${why === undefined ? 'hereBrowser' : WHY[why]}`)}</p>
      {address !== null && (
        <p>
          <Anchor href={`${address}${window.location.pathname}`}>{t('account.hereGo', { address })}</Anchor>
        </p>
      )}
    </Note>
  )
}
