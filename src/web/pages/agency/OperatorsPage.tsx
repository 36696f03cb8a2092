import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ownAgencyShape } from '../../api/agency.ts'
import { accountsShape } from '../../api/staff.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { AccountForm } from '../accounts/AccountForm.tsx'
import { AccountTable } from '../accounts/AccountTable.tsx'
import { FirstPassword } from '../accounts/FirstPassword.tsx'

const KEEP = '/agency/operators'

export function OperatorsPage() {
  return (
    <Door needs="agency.operators.read">
      <Operators />
    </Door>
  )
}

function Operators() {
  const { t } = useTranslation()
  const mayManage = useMay('agency.operators.manage')
  const agency = useAsked('/agency', ownAgencyShape)
  const query = useAsked(KEEP, accountsShape)
  const [isAdding, setAdding] = useState(false)
  const [act, setAct] = useState<Act>()
  const [made, setMade] = useState<{ username: string; initialPassword: string }>()
  const agreements = (agency.data?.agreements ?? [])
    .filter(({ state, methods }) => state === 'in_force' && methods.includes('web-portal'))
    .map(({ code, number }) => ({ value: code, label: number.civilRegistry }))
  return (
    <Page
      title={t('operators.title')}
      lead={mayManage ? t('operators.lead') : t('app.readOnly')}
      actions={
        mayManage && (
          <Button disabled={isAdding} onClick={() => setAdding(true)}>
            {t('operators.add')}
          </Button>
        )
      }
    >
      {isAdding && (
        <AccountForm
          title={t('operators.add')}
          keep={KEEP}
          agreements={agreements}
          onClose={() => setAdding(false)}
        />
      )}
      {made !== undefined && <FirstPassword {...made} onClose={() => setMade(undefined)} />}
      <Loaded query={query}>
        {(rows) => (
          <AccountTable
            name={t('operators.table')}
            accounts={rows}
            empty={t('operators.empty')}
            isOffice={false}
            doing={mayManage ? { keep: KEEP, onAct: setAct, onPassword: setMade } : undefined}
          />
        )}
      </Loaded>
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </Page>
  )
}
