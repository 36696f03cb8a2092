import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { demoAccountsShape } from '../../api/session.ts'
import type { Of } from '../../api/shape.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { useRoleName } from '../../ui/Door.tsx'
import { Note } from '../../ui/Note.tsx'
import '../../messages/sign-in/words.ts'

type DemoAccountsProps = { accounts: Of<typeof demoAccountsShape>; onPick: (username: string) => void }

/** Says that this is a demo, and who can sign in; the passwords stand on the server only. */
export function DemoAccounts({ accounts, onPick }: DemoAccountsProps) {
  const { t } = useTranslation()
  const roleName = useRoleName()
  return (
    <aside aria-label={t('signIn.demoTitle')}>
      <Note tone="info" title={t('signIn.demoTitle')}>
        <p>{t('signIn.demoText')}</p>
      </Note>
      <div className="section">
        <DataTable
          name={t('signIn.demoTable')}
          rows={accounts}
          rowKey={({ username }) => username}
          empty={t('app.none')}
          withCount={false}
          columns={[
            {
              title: t('signIn.demoRole'),
              cell: ({ role, agency }) => (
                <>
                  {roleName(role)}
                  {agency !== null && <div className="dim">{agency}</div>}
                </>
              ),
            },
            {
              title: t('signIn.username'),
              cell: ({ username }) => (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t('signIn.demoUse', { username })}
                  onClick={() => onPick(username)}
                >
                  {username}
                </Button>
              ),
            },
          ]}
        />
      </div>
    </aside>
  )
}
