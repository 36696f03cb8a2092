import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { rejectsHref, type Upload } from '../../api/feedback-uploads.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { PathButton } from '../../ui/PathButton.tsx'

/** What became of the rows, why some came back, and how they are mended. */
export function ResultView({ upload }: { upload: Upload }) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  const { rows, state } = upload
  const tiles = [
    ['read', dataRows(rows)],
    ['stored', rows.stored],
    ['known', rows.known],
    ['refused', rows.refused],
  ] as const
  return (
    <>
      <Verdict upload={upload} />
      {(state !== 'cancelled' || rows.read > 0) && (
        <Section title={t('upload.done.title')}>
          <div className="tiles">
            {tiles.map(([name, count]) => (
              <div key={name} className="card tile">
                <strong className={name === 'refused' && count > 0 ? 'toned tone-bad' : undefined}>
                  {format.number(count)}
                </strong>
                <span>{t(`upload.done.${name}`)}</span>
              </div>
            ))}
          </div>
          {rows.flagged > 0 && (
            <p>
              {format.number(rows.flagged)} {t('upload.done.flagged')}.
            </p>
          )}
        </Section>
      )}
      {rows.refused > 0 && <Refused upload={upload} />}
      <Group mt="md">
        <PathButton
          to={PATHS.feedbackUploads}
          search={{ perjanjian: upload.agreement }}
          variant={rows.refused > 0 ? 'filled' : 'default'}
        >
          {t(rows.refused > 0 ? 'upload.done.again' : 'upload.another')}
        </PathButton>
      </Group>
    </>
  )
}

/** Without the rows that only explain the others. */
const dataRows = ({ stored, known, refused }: Upload['rows']) => stored + known + refused

function Verdict({ upload: { state, fault, rows } }: { upload: Upload }) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  if (state === 'failed') {
    return (
      <Note tone="bad" title={t('upload.done.failed')} live="polite">
        {fault !== null && <p>{fault}</p>}
        <p>{t('upload.done.failedText')}</p>
      </Note>
    )
  }
  if (state === 'cancelled') {
    return (
      <Note tone="warn" title={t('upload.done.cancelled')} live="polite">
        <p>{t('upload.done.cancelledText')}</p>
      </Note>
    )
  }
  const isAllStored = rows.refused === 0 && rows.known === 0 && rows.stored > 0
  if (rows.refused > 0) {
    const words = { refused: format.number(rows.refused), n: format.number(dataRows(rows)) }
    return <Note tone="warn" title={t('upload.done.someRefused', words)} live="polite" />
  }
  return (
    <Note
      tone="good"
      title={t(isAllStored ? 'upload.done.allStored' : 'upload.done.finished')}
      live="polite"
    />
  )
}

function Refused({ upload: { id, reasons } }: { upload: Upload }) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  return (
    <>
      <Section title={t('upload.done.why')}>
        <DataTable
          name={t('upload.done.why')}
          rows={reasons}
          rowKey={({ message }) => message}
          empty=""
          withCount={false}
          columns={[
            { title: t('upload.done.reason'), cell: ({ message }) => <span lang="id">{message}</span> },
            { title: t('upload.done.rows'), cell: ({ rows }) => format.number(rows), numeric: true },
          ]}
        />
      </Section>
      <Section title={t('upload.done.mend')}>
        <p>{t('upload.done.mendText')}</p>
        <Group>
          <Button component="a" download href={rejectsHref(id, 'xlsx')}>
            {t('upload.done.download', { format: 'Excel' })}
          </Button>
          <Button component="a" download variant="default" href={rejectsHref(id, 'csv')}>
            {t('upload.done.download', { format: 'CSV' })}
          </Button>
        </Group>
      </Section>
    </>
  )
}
