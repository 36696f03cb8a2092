import { Button, Group } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaKey, mediaShape } from '../../api/feedback-media.ts'
import { revokeKey } from '../../api/feedback-media.ts'
import type { Of } from '../../api/shape.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { AskReason, MakeKey, RegisterKey } from './dialogs.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { KeyHistory } from './KeyHistory.tsx'

type AgencyKeysProps = { media: Of<typeof mediaShape>; mayChange: boolean; canMake: boolean }

/** The keys of an agency, with what is to be told to the office. */
export function AgencyKeys({ media: { keys, agreements }, mayChange, canMake }: AgencyKeysProps) {
  const { t } = useTranslation('feedback-media')
  const [open, setOpen] = useState<'make' | 'register' | MediaKey>()
  const close = () => setOpen(undefined)
  return (
    <>
      <p>{t('keys.lead')}</p>
      {mayChange && (
        <Group gap="xs" mb="sm">
          {canMake && <Button onClick={() => setOpen('make')}>{t('keys.make')}</Button>}
          <Button variant="default" onClick={() => setOpen('register')}>
            {t('keys.register')}
          </Button>
        </Group>
      )}
      <KeyTable keys={keys} onRevoke={mayChange ? setOpen : undefined} />
      <Suspense fallback={null}>
        {open === 'make' && <MakeKey agreements={agreements} onClose={close} />}
        {open === 'register' && <RegisterKey agreements={agreements} onClose={close} />}
        {typeof open === 'object' && (
          <AskReason
            title={t('keys.revokeTitle', { holder: open.holder })}
            text={t('keys.revokeText')}
            label={t('keys.revoke')}
            run={(reason) => revokeKey(open.id, reason)}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  )
}

type KeyTableProps = { keys: readonly MediaKey[]; onRevoke: ((key: MediaKey) => void) | undefined }

function KeyTable({ keys, onRevoke }: KeyTableProps) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  return (
    <DataTable
      name={t('keys.title')}
      rows={keys}
      rowKey={({ id }) => id}
      empty={t('keys.empty')}
      columns={[
        {
          title: t('keys.holder'),
          cell: (key) => (
            <span className="wide-cell">
              {key.holder}
              <span className="dim code-line">
                {key.agreement} · {format.moment(key.registeredAt)}
              </span>
            </span>
          ),
        },
        {
          title: t('keys.fingerprint'),
          cell: ({ fingerprint, state }) => (
            <span className="wide-cell">
              {fingerprint !== null && <Fingerprint value={fingerprint} />}
              {state === 'waiting' && <span className="dim code-line">{t('keys.tellOffice')}</span>}
            </span>
          ),
        },
        {
          title: t('state'),
          cell: (key) => (
            <>
              <StateBadge state={key.state} />
              <KeyHistory of={key} />
            </>
          ),
        },
        ...(onRevoke === undefined
          ? []
          : [
              {
                title: t('acts'),
                cell: (key: MediaKey) =>
                  key.endedAt === null && (
                    <Button variant="default" size="xs" className="danger" onClick={() => onRevoke(key)}>
                      {t('keys.revoke')}
                    </Button>
                  ),
              },
            ]),
      ]}
    />
  )
}
