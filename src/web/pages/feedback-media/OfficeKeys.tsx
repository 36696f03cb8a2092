import { Button, Group } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endKey, type MediaKey } from '../../api/feedback-media.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { useMay } from '../../ui/me.ts'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { AskReason, ConfirmKey } from './dialogs.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { KeyHistory } from './KeyHistory.tsx'

type Open = { key: MediaKey; act: 'confirm' | 'end' }

/** The keys of agencies: those that wait first, to be compared with what the agency says. */
export function OfficeKeys({ keys }: { keys: readonly MediaKey[] }) {
  const { t } = useTranslation('feedback-media')
  const mayManage = useMay('feedback.media.manage')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const sorted = keys.toSorted((a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting'))
  return (
    <>
      <KeyTable keys={sorted} mayManage={mayManage} onOpen={setOpen} />
      <Suspense fallback={null}>
        {open?.act === 'confirm' && <ConfirmKey of={open.key} onClose={close} />}
        {open?.act === 'end' && (
          <AskReason
            title={t(open.key.state === 'waiting' ? 'keys.rejectTitle' : 'keys.revokeTitle', {
              holder: open.key.holder,
            })}
            text={t('keys.revokeText')}
            label={t(open.key.state === 'waiting' ? 'keys.reject' : 'keys.revoke')}
            run={(reason) => endKey(open.key.id, reason)}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  )
}

type KeyTableProps = { keys: readonly MediaKey[]; mayManage: boolean; onOpen: (open: Open) => void }

function KeyTable({ keys, mayManage, onOpen }: KeyTableProps) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  return (
    <DataTable
      name={t('keys.ofAgencies')}
      rows={keys}
      rowKey={({ id }) => id}
      empty={t('keys.emptyOffice')}
      columns={[
        {
          title: t('keys.holder'),
          cell: (key) => (
            <span className="wide-cell">
              {key.agency}
              <span className="dim code-line">{key.holder}</span>
              <span className="dim code-line">
                {key.agreement} · {format.moment(key.registeredAt)}
              </span>
            </span>
          ),
        },
        {
          title: t('keys.fingerprint'),
          cell: ({ fingerprint }) => (
            <span className="wide-cell">
              {fingerprint === null ? (
                <span className="dim">{t('keys.askAgency')}</span>
              ) : (
                <Fingerprint value={fingerprint} />
              )}
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
        ...(mayManage
          ? [{ title: t('acts'), cell: (key: MediaKey) => <KeyActs of={key} onOpen={onOpen} /> }]
          : []),
      ]}
    />
  )
}

function KeyActs({ of: key, onOpen }: { of: MediaKey; onOpen: (open: Open) => void }) {
  const { t } = useTranslation('feedback-media')
  if (key.endedAt !== null) return null
  const isWaiting = key.state === 'waiting'
  return (
    <Group gap="xs">
      {isWaiting && (
        <Button size="xs" onClick={() => onOpen({ key, act: 'confirm' })}>
          {t('keys.compare')}
        </Button>
      )}
      <Button variant="default" size="xs" className="danger" onClick={() => onOpen({ key, act: 'end' })}>
        {t(isWaiting ? 'keys.reject' : 'keys.revoke')}
      </Button>
    </Group>
  )
}
