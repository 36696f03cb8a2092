import { useTranslation } from 'react-i18next'
import type { AuditRow } from '../../api/audit.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { PathLink } from '../../ui/PathLink.tsx'

type AuditRowsProps = { name: string; rows: readonly AuditRow[]; empty: string; withLinks: boolean }

/** Entries of the log. Event and outcome stand as the log has them: they are what is searched and cited. */
export function AuditRows({ name, rows, empty, withLinks }: AuditRowsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <DataTable
      name={name}
      rows={rows}
      rowKey={({ seq }) => seq}
      empty={empty}
      columns={[
        {
          title: t('audit.seq'),
          cell: ({ seq }) =>
            withLinks ? (
              <PathLink to={PATHS.auditEntry} params={{ seq: String(seq) }}>
                {format.number(seq)}
              </PathLink>
            ) : (
              format.number(seq)
            ),
        },
        { title: t('audit.at'), cell: ({ at }) => <span className="nowrap">{format.moment(at)}</span> },
        { title: t('audit.event'), cell: ({ event }) => event },
        { title: t('audit.outcome'), cell: ({ outcome }) => outcome ?? t('app.none') },
        { title: t('audit.agency'), cell: ({ agency }) => agency ?? t('app.none') },
        {
          title: t('audit.who'),
          cell: ({ userId, by, localOperator }) =>
            [...new Set([by ?? userId, localOperator])].filter((one) => one !== null).join(' · ') ||
            t('app.none'),
        },
      ]}
    />
  )
}
