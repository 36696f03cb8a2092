import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Credential } from '../../api/agreement.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'

type CredentialTableProps = {
  credentials: readonly Credential[]
  withAgency: boolean
  /** What may be done to one; no such column without. */
  acts?: ((credential: Credential) => ReactNode) | undefined
}

/** User IDs with their state; never their secrets. */
export function CredentialTable({ credentials, withAgency, acts }: CredentialTableProps) {
  const { t } = useTranslation()
  const columns: Column<Credential>[] = [
    {
      title: t('credential.userId'),
      cell: ({ userId, agency }) => (
        <>
          {userId}
          {withAgency && <div className="dim">{agency}</div>}
        </>
      ),
    },
    {
      title: t('credential.kind'),
      cell: ({ kind, isPortal }) => {
        if (isPortal) return t('credential.portal')
        return kind === 'production' ? t('credential.production') : t('credential.development')
      },
    },
    {
      title: t('credential.state'),
      cell: ({ state, stateReason }) => (
        <>
          <StateBadge state={state} />
          {stateReason !== null && <div className="dim">{stateReason}</div>}
        </>
      ),
    },
    {
      title: t('credential.networks'),
      cell: ({ networks }) => (networks.length === 0 ? t('app.none') : networks.join(', ')),
    },
  ]
  return (
    <DataTable
      name={t('credential.table')}
      rows={credentials}
      rowKey={({ userId }) => userId}
      empty={t('credential.empty')}
      columns={acts === undefined ? columns : [...columns, { title: t('credential.act'), cell: acts }]}
    />
  )
}
