import '../../messages/feedback/words.ts'
import './feedback.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getOrThrow } from '../../api/client.ts'
import { type Upload, uploadAddress, uploadShape } from '../../api/feedback-uploads.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { CancelUpload } from './CancelUpload.tsx'
import { LoadingView } from './LoadingView.tsx'
import { PreviewView } from './PreviewView.tsx'
import { ResultView } from './ResultView.tsx'
import { SendingView } from './SendingView.tsx'
import { UploadSteps } from './UploadSteps.tsx'

/** One file from its first part to its last row; the address finds it again after anything. */
export function UploadPage() {
  return (
    <Door needs="feedback.send">
      <OneUpload />
    </Door>
  )
}

/** Loading is looked at so often; nothing else changes by itself. */
const LOOK_EVERY_MS = 1_000

function OneUpload() {
  const { t } = useTranslation('feedback')
  const { id } = useParams({ from: '/shell/data-balikan/unggah/$id' })
  const queries = useQueryClient()
  const path = uploadAddress(id)
  const queryKey = path.split(/(?=[/?])/)
  const query = useQuery({
    queryKey,
    queryFn: () => getOrThrow(path, uploadShape, true),
    refetchInterval: ({ state }) => (state.data?.state === 'loading' ? LOOK_EVERY_MS : false),
  })
  const upload = query.data
  /** What an act has answered, or that something has changed. */
  const changed = (now?: Upload) => {
    if (now === undefined) void queries.invalidateQueries({ queryKey })
    else queries.setQueryData(queryKey, now)
  }
  return (
    <Page
      title={upload === undefined ? t('upload.title') : t('upload.of', { file: upload.fileName })}
      actions={<PathLink to={PATHS.feedback}>{t('upload.done.back')}</PathLink>}
    >
      <Loaded query={query}>
        {(loaded) => (
          <>
            <UploadSteps state={loaded.state} />
            <Step upload={loaded} onChanged={changed} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

type StepProps = { upload: Upload; onChanged: (now?: Upload) => void }

function Step({ upload, onChanged }: StepProps) {
  switch (upload.state) {
    case 'receiving':
      return (
        <>
          <SendingView upload={upload} onArrived={onChanged} />
          <CancelUpload id={upload.id} onCancelled={onChanged} />
        </>
      )
    case 'received':
      return <PreviewView upload={upload} onChanged={onChanged} />
    case 'loading':
      return (
        <>
          <LoadingView upload={upload} />
          <CancelUpload id={upload.id} onCancelled={onChanged} isLoading />
        </>
      )
    default:
      return <ResultView upload={upload} />
  }
}
