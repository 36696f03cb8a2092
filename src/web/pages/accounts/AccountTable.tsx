import { useTranslation } from 'react-i18next'
import type { Account } from '../../api/staff.ts'
import { useFormat } from '../../messages/format.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { useRoleName } from '../../ui/Door.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { AccountActs, type Doing } from './AccountActs.tsx'

type AccountTableProps = {
  name: string
  accounts: readonly Account[]
  empty: string
  /** Of a whole office: with role and agency. */
  isOffice: boolean
  /** Where the viewer may change accounts. */
  doing?: Doing | undefined
}

/** Accounts with what matters of them: who, what, whether they can work now. */
export function AccountTable({ name, accounts, empty, isOffice, doing }: AccountTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const roleName = useRoleName()
  const columns: Column<Account>[] = [
    {
      title: t('operators.name'),
      cell: ({ fullName, username }) => (
        <>
          {fullName}
          <div className="dim">{username}</div>
        </>
      ),
    },
    ...(isOffice
      ? [
          {
            title: t('staff.role'),
            cell: ({ role, agency }: Account) => (
              <>
                {roleName(role)}
                <div className="dim">{agency ?? t('staff.office')}</div>
              </>
            ),
          },
        ]
      : []),
    {
      title: t('operators.state'),
      cell: ({ state, stateReason, mustChangePassword }) => (
        <>
          <StateBadge state={state} />
          {stateReason !== null && <div className="dim">{stateReason}</div>}
          {mustChangePassword && <div className="dim">{t('operators.mustChange')}</div>}
        </>
      ),
    },
    ...(isOffice
      ? [
          {
            title: t('staff.secondFactor'),
            cell: ({ hasSecondFactor }: Account) => (hasSecondFactor ? t('staff.on') : t('staff.off')),
          },
        ]
      : [
          {
            title: t('operators.nda'),
            cell: ({ ndaSignedOn }: Account) =>
              ndaSignedOn === null ? t('operators.noNda') : format.day(ndaSignedOn),
          },
          {
            title: t('agency.hitsToday'),
            cell: ({ hitsToday }: Account) => format.number(hitsToday),
            numeric: true,
          },
        ]),
    {
      title: t('operators.lastSignIn'),
      cell: ({ lastSignInAt }) =>
        lastSignInAt === null ? t('operators.never') : format.moment(lastSignInAt),
    },
  ]
  const withActs: Column<Account>[] =
    doing === undefined
      ? columns
      : [
          ...columns,
          { title: t('operators.act'), cell: (account) => <AccountActs account={account} doing={doing} /> },
        ]
  return <DataTable name={name} rows={accounts} rowKey={({ id }) => id} empty={empty} columns={withActs} />
}
