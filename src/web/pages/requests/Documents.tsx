import { Anchor, Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RequestDocument, type RequestView, requestFileAddress } from '../../api/requests.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { useMay } from '../../ui/me.ts'

// Fetched with the first document that is handed in.
const UploadDocument = lazy(
  patiently(() => import('./UploadDocument.tsx').then((module) => ({ default: module.UploadDocument }))),
)

const OPEN: readonly string[] = ['drafting', 'returned']

/** The papers that come with a request: what there is, what is missing, what must be replaced. */
export function Documents({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const mayGive = useMay('requests.prepare') && OPEN.includes(request.state)
  const [chosen, setChosen] = useState<RequestDocument>()
  return (
    <>
      <DataTable
        name={t('documents.table')}
        rows={request.documents}
        rowKey={({ kind, file }) => `${kind} ${file?.id ?? ''}`}
        empty={t('documents.missing')}
        withCount={false}
        columns={[
          {
            title: t('documents.document'),
            cell: ({ label, required }) => (
              <span className="wide-cell">
                {label}
                <span className="dim code-line">
                  {required ? t('documents.required') : t('documents.optional')}
                </span>
              </span>
            ),
          },
          {
            title: t('documents.state'),
            cell: ({ state, required, file, number, date, note }) => (
              <>
                <DocumentState state={state} isRequired={required} />
                {file !== null && (
                  <div>
                    <Anchor href={requestFileAddress(request.id, file.id)} target="_blank" rel="noreferrer">
                      {file.name}
                    </Anchor>
                  </div>
                )}
                {(number !== null || date !== null) && (
                  <div className="dim">
                    {[
                      ...(number === null ? [] : [t('documents.numbered', { number })]),
                      ...(date === null ? [] : [format.day(date)]),
                    ].join(', ')}
                  </div>
                )}
                {note !== null && <div className="toned tone-warn">{note}</div>}
              </>
            ),
          },
          ...(mayGive
            ? [
                {
                  title: t('documents.act'),
                  cell: (document: RequestDocument) => (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={
                        document.file === null
                          ? t('documents.upload', { document: document.label })
                          : t('documents.replace', { document: document.label })
                      }
                      onClick={() => setChosen(document)}
                    >
                      {t('documents.send')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {chosen !== undefined && (
        <Suspense fallback={null}>
          <UploadDocument request={request.id} document={chosen} onClose={() => setChosen(undefined)} />
        </Suspense>
      )}
    </>
  )
}

function DocumentState({ state, isRequired }: { state: string; isRequired: boolean }) {
  const { t } = useTranslation('requests')
  if (state === 'given') return <span className="state tone-good">{t('documents.given')}</span>
  if (state === 'refused') return <span className="state tone-bad">{t('documents.refused')}</span>
  return isRequired ? (
    <span className="state tone-warn">{t('documents.missing')}</span>
  ) : (
    <span className="dim">{t('documents.optionalState')}</span>
  )
}
