import { Anchor } from '@mantine/core'
import { IconCertificate, IconFileTypePdf } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Paper, paperFilePath, scanPath } from '../../api/papers.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { useMay } from '../../ui/me.ts'
import { PathLink } from '../../ui/PathLink.tsx'
import { usePaperWords } from './paper-words.ts'
import { UploadScan } from './UploadScan.tsx'

type PaperTableProps = {
  papers: readonly Paper[]
  empty: string
  /** Where papers of several agencies stand together. */
  withAgency?: boolean
}

/** Papers with what can be done with each: open it, open its scans, add one. */
export function PaperTable({ papers, empty, withAgency = false }: PaperTableProps) {
  const { t } = useTranslation('papers')
  return (
    <DataTable
      name={t('table')}
      rows={papers}
      rowKey={({ id }) => id}
      empty={empty}
      withCount={false}
      columns={[
        { title: t('paper'), cell: (paper) => <Head paper={paper} /> },
        {
          title: t('subject'),
          cell: ({ subject, agency }) => (
            <>
              <span lang="id">{subject}</span>
              {withAgency && <div className="dim">{agency?.name ?? t('onlyOffice')}</div>}
            </>
          ),
        },
        { title: t('state'), cell: (paper) => <State paper={paper} /> },
        { title: t('scans'), cell: (paper) => <Scans paper={paper} /> },
      ]}
    />
  )
}

function Head({ paper }: { paper: Paper }) {
  const { t } = useTranslation('papers')
  const format = useFormat()
  const name = usePaperWords().name(paper)
  return (
    <>
      <Anchor
        className="paper-link"
        href={paperFilePath(paper.id)}
        target="_blank"
        rel="noreferrer"
        aria-label={t('open', { paper: name })}
      >
        <IconFileTypePdf size={18} aria-hidden /> <span lang="id">{paper.kindName}</span>
      </Anchor>
      <div className="dim">
        {paper.number ?? t('noNumber')} · {format.day(paper.date)}
      </div>
    </>
  )
}

const TONES = { issued: 'good', withdrawn: 'bad', replaced: 'quiet' } as const

function State({ paper }: { paper: Paper }) {
  const { t } = useTranslation('papers')
  const name = usePaperWords().name(paper)
  return (
    <>
      <span className={`toned tone-${TONES[paper.state]}`}>{t(`states.${paper.state}`)}</span>
      {paper.stateReason !== null && <div className="dim">{paper.stateReason}</div>}
      {paper.isSigned && (
        <div className="dim">
          <IconCertificate size={15} aria-hidden /> {t('signed')}
        </div>
      )}
      {paper.signingRefused !== null && (
        <div className="toned tone-warn">{t('notSigned', { reason: paper.signingRefused })}</div>
      )}
      <div>
        <PathLink
          to={PATHS.genuineness}
          params={{ token: paper.token }}
          aria-label={t('genuinenessOf', { paper: name })}
        >
          {t('genuineness')}
        </PathLink>
      </div>
    </>
  )
}

function Scans({ paper }: { paper: Paper }) {
  const { t } = useTranslation('papers')
  const format = useFormat()
  const words = usePaperWords()
  const mayUpload = useMay('papers.upload') && paper.state === 'issued'
  return (
    <>
      {paper.scans.length === 0 ? (
        <span className="dim">{t('noScan')}</span>
      ) : (
        <ol className="scans">
          {paper.scans.map(({ n, name, size, uploadedAt, uploadedBy }) => (
            <li key={n}>
              <Anchor
                href={scanPath(paper.id, n)}
                download
                aria-label={t('openScan', { n, name, size: words.size(size) })}
              >
                {name}
              </Anchor>
              <div className="dim">
                {t('uploadedLine', {
                  size: words.size(size),
                  date: format.day(uploadedAt),
                  by: uploadedBy,
                })}
              </div>
            </li>
          ))}
        </ol>
      )}
      {mayUpload && <UploadScan id={paper.id} name={words.name(paper)} />}
    </>
  )
}
