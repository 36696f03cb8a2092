import '../../messages/changes/words.ts'
import './changes.css'
import { Button } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { changesAddress, changesShape } from '../../api/changes.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { ChangeState } from './ChangeState.tsx'

/** The changes of one agreement: asked for by its agency, checked by its office, seen by both. */
export function ChangesPage() {
  return (
    <Door needs="agreement.read">
      <Changes />
    </Door>
  )
}

function Changes() {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const navigate = useNavigate()
  const { code } = useParams({ from: '/shell/perjanjian/$code/perubahan' })
  const query = useAsked(changesAddress(code), changesShape)
  const begin = query.data?.mayAsk === true && (
    <Button onClick={() => void navigate({ to: PATHS.newChange, params: { code } })}>{t('begin')}</Button>
  )
  return (
    <Page title={t('title')} lead={t('lead')} actions={begin}>
      <AgreementTabs code={code} />
      <Loaded query={query}>
        {({ changes }) => (
          <DataTable
            name={t('table')}
            rows={changes}
            rowKey={({ id }) => id}
            empty={t('empty')}
            columns={[
              {
                title: t('number'),
                cell: ({ id, kind }) => (
                  <PathLink to={PATHS.change} params={{ code, id: String(id) }}>
                    {t('one', { n: id, kind: t(`kinds.${kind}`) })}
                  </PathLink>
                ),
              },
              { title: t('asked'), cell: ({ asked }) => <span className="asked">{asked}</span> },
              { title: t('state'), cell: ({ state }) => <ChangeState state={state} /> },
              { title: t('letter'), cell: ({ letterNumber }) => letterNumber ?? t('facts.none') },
              { title: t('since'), cell: ({ updatedAt }) => format.day(updatedAt) },
            ]}
          />
        )}
      </Loaded>
    </Page>
  )
}
