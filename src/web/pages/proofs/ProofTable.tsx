import { useTranslation } from 'react-i18next'
import type { Proof } from '../../api/proofs.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useProofWords } from './proof-words.ts'
import { Verdict } from './Verdict.tsx'

type ProofTableProps = { code: string; proofs: readonly Proof[]; shown: number | undefined }

export function ProofTable({ code, proofs, shown }: ProofTableProps) {
  const { t } = useTranslation('proofs')
  const format = useFormat()
  const words = useProofWords()
  return (
    <DataTable
      name={t('table')}
      rows={proofs}
      rowKey={({ id }) => id}
      empty={t('empty')}
      columns={[
        {
          title: t('application'),
          cell: ({ id, application, version }) => (
            <>
              <PathLink to={PATHS.proofs} params={{ code }} search={{ uji: id }}>
                {application} {version}
              </PathLink>
              {id === shown && <div className="dim">{t('shown')}</div>}
            </>
          ),
        },
        {
          title: t('state'),
          cell: ({ state }) => <Verdict name={state} word={words.state('states', state)} />,
        },
        {
          title: t('when'),
          cell: ({ schedule }) =>
            schedule === null ? t('notYet') : `${format.day(schedule.on)} ${schedule.from.replace(':', '.')}`,
        },
      ]}
    />
  )
}
