import { useTranslation } from 'react-i18next'
import type { AuditRow } from '../../api/audit.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useEventWords } from './event-words.ts'
import '../../messages/audit/words.ts'
import '../../messages/check-nik/words.ts'

type AuditRowsProps = { name: string; rows: readonly AuditRow[]; empty: string; withLinks: boolean }

/** Entries of the log, each event and outcome in words with its code. */
export function AuditRows({ name, rows, empty, withLinks }: AuditRowsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useEventWords()
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
        { title: t('audit.event'), cell: ({ event }) => <Coded word={words.event(event)} code={event} /> },
        {
          title: t('audit.outcome'),
          cell: ({ outcome }) =>
            outcome === null ? t('app.none') : <Coded word={words.outcome(outcome)} code={outcome} />,
        },
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

function Coded({ word, code }: { word: string | undefined; code: string }) {
  if (word === undefined) return code
  return (
    <span className="wide-cell">
      {word}
      <span className="dim code-line">{code}</span>
    </span>
  )
}
