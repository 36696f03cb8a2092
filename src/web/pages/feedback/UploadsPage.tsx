import '../../messages/feedback/words.ts'
import './feedback.css'
import { Button, Group, NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type OwedAgreement, owedPageShape } from '../../api/feedback.ts'
import { templateHref, type UploadLine, uploadLinesShape } from '../../api/feedback-uploads.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useAmounts } from './amounts.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { useUploadStateWord } from './state-words.ts'

/** Where a file of feedback begins: its template, the choice of the file, and what was begun before. */
export function UploadsPage() {
  return (
    <Door needs="feedback.send">
      <Uploads />
    </Door>
  )
}

function Uploads() {
  const { t } = useTranslation('feedback')
  const owed = useAsked('/feedback/owed', owedPageShape)
  const unfinished = useAsked('/feedback/uploads', uploadLinesShape)
  return (
    <Page
      title={t('upload.title')}
      lead={t('upload.lead')}
      actions={<PathLink to={PATHS.feedback}>{t('form.toList')}</PathLink>}
    >
      <Loaded query={owed}>
        {({ agreements }) => (
          <Loaded query={unfinished}>
            {(lines) => (
              <Begin
                agreements={agreements.filter(({ ways }) => ways.includes('upload'))}
                unfinished={lines}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

type BeginProps = { agreements: readonly OwedAgreement[]; unfinished: readonly UploadLine[] }

function Begin({ agreements, unfinished }: BeginProps) {
  const { t } = useTranslation('feedback')
  const navigate = useNavigate()
  const { perjanjian } = useSearch({ from: '/shell/data-balikan/unggah' })
  const chosen = agreements.find(({ code }) => code === perjanjian) ?? agreements[0]
  if (chosen === undefined) return <p className="empty">{t('upload.none')}</p>
  return (
    <>
      {agreements.length > 1 && (
        <div className="filters">
          <NativeSelect
            label={t('agreement')}
            value={chosen.code}
            onChange={({ currentTarget: { value } }) =>
              void navigate({ to: PATHS.feedbackUploads, search: { perjanjian: value }, replace: true })
            }
            data={agreements.map(({ code, number, purpose }) => ({
              value: code,
              label: `${number} – ${purpose}`,
            }))}
          />
        </div>
      )}
      {unfinished.length > 0 && <Unfinished lines={unfinished} />}
      <Section title={t('upload.templates')}>
        <p>{t('upload.templatesText')}</p>
        <Group>
          <Button component="a" variant="default" download href={templateHref(chosen.code, 'xlsx')}>
            {t('upload.templateXlsx')}
          </Button>
          <Button component="a" variant="default" download href={templateHref(chosen.code, 'csv')}>
            {t('upload.templateCsv')}
          </Button>
        </Group>
      </Section>
      <Section title={t('upload.choose')}>
        <ChooseFile agreement={chosen.code} unfinished={unfinished} />
      </Section>
    </>
  )
}

function Unfinished({ lines }: { lines: readonly UploadLine[] }) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  const amounts = useAmounts()
  const stateWord = useUploadStateWord()
  return (
    <Section title={t('upload.unfinished')}>
      <p className="dim">{t('upload.unfinishedText')}</p>
      <DataTable
        name={t('upload.unfinishedTable')}
        rows={lines}
        rowKey={({ id }) => id}
        empty=""
        withCount={false}
        columns={[
          {
            title: t('upload.fileColumn'),
            cell: ({ id, fileName }) => (
              <PathLink to={PATHS.feedbackUpload} params={{ id: String(id) }}>
                {fileName}
              </PathLink>
            ),
          },
          { title: t('upload.state'), cell: ({ state }) => stateWord(state) },
          { title: t('upload.size'), cell: ({ sizeBytes }) => amounts.bytes(sizeBytes), numeric: true },
          { title: t('upload.begun'), cell: ({ begunAt }) => format.moment(begunAt) },
        ]}
      />
    </Section>
  )
}
