import { Button, NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isRole, KEEPS, ROLE_NAMES } from '../../../offices/permissions.ts'
import { agencyRowsShape } from '../../api/office.ts'
import { accountsShape } from '../../api/staff.ts'
import { PATHS } from '../../paths.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'
import { Door, useRoleName } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { AccountForm } from '../accounts/AccountForm.tsx'
import { AccountTable } from '../accounts/AccountTable.tsx'
import { FirstPassword } from '../accounts/FirstPassword.tsx'

const KEEP = '/office/staff'

export function StaffPage() {
  return (
    <Door needs="staff.read">
      <Staff />
    </Door>
  )
}

function Staff() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const roleName = useRoleName()
  const { peran: role } = useSearch({ from: '/shell/pengguna' })
  const mayManage = useMay('staff.manage')
  const query = useAsked(KEEP, accountsShape)
  const [isAdding, setAdding] = useState(false)
  const [act, setAct] = useState<Act>()
  const [made, setMade] = useState<{ username: string; initialPassword: string }>()
  return (
    <Page
      title={t('staff.title')}
      lead={mayManage ? t('staff.lead') : `${t('staff.lead')} ${t('app.readOnly')}`}
      actions={
        mayManage && (
          <Button disabled={isAdding} onClick={() => setAdding(true)}>
            {t('staff.add')}
          </Button>
        )
      }
    >
      {isAdding && <NewAccount onClose={() => setAdding(false)} />}
      {made !== undefined && <FirstPassword {...made} onClose={() => setMade(undefined)} />}
      <div className="filters">
        <NativeSelect
          label={t('staff.filterRole')}
          value={role ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ to: PATHS.staff, search: value === '' ? {} : { peran: value }, replace: true })
          }
          data={[
            { value: '', label: t('staff.allRoles') },
            ...ROLE_NAMES.map((name) => ({ value: name, label: roleName(name) })),
          ]}
        />
      </div>
      <Loaded query={query}>
        {(rows) => (
          <AccountTable
            name={t('staff.table')}
            accounts={rows.filter((row) => role === undefined || row.role === role)}
            empty={t('staff.empty')}
            isOffice
            doing={mayManage ? { keep: KEEP, onAct: setAct, onPassword: setMade } : undefined}
          />
        )}
      </Loaded>
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </Page>
  )
}

/** Operators are opened by their agency's administrator, not here. */
function NewAccount({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const { staff } = useMe()
  const agencies = useAsked('/office/agencies', agencyRowsShape)
  const keeps = isRole(staff.role) ? (KEEPS[staff.role] ?? []) : []
  return (
    <AccountForm
      title={t('staff.add')}
      keep={KEEP}
      roles={[
        { value: '', label: t('staff.chooseRole') },
        ...keeps
          .filter((name) => name !== 'operator')
          .map((name) => ({ value: name, label: roleName(name) })),
      ]}
      agencies={[
        { value: '', label: t('staff.office') },
        ...(agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      onClose={onClose}
    />
  )
}
