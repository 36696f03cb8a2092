import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_UPLOAD_BYTES, UPLOAD_NAMES, uploadScan } from '../../api/papers.ts'
import { useProblemText } from '../../ui/ProblemNote.tsx'
import { usePaperWords } from './paper-words.ts'

type Standing = { kind: 'busy' } | { kind: 'done' } | { kind: 'refused'; message: string }

/** Puts a scan of the signed paper beside it; what came of it stands below the button. */
export function UploadScan({ id, name }: { id: number; name: string }) {
  const { t } = useTranslation('papers')
  const words = usePaperWords()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [standing, setStanding] = useState<Standing>()

  const send = async (file: File) => {
    if (file.size > MAX_UPLOAD_BYTES) {
      const message = t('upload.tooLarge', { size: words.size(file.size) })
      return setStanding({ kind: 'refused', message })
    }
    setStanding({ kind: 'busy' })
    const answer = await uploadScan(id, file)
    if (answer.kind === 'refused') {
      return setStanding({ kind: 'refused', message: problemText(answer.problem) })
    }
    await queries.invalidateQueries({ queryKey: ['/papers'] })
    setStanding({ kind: 'done' })
  }

  return (
    <div className="upload-scan">
      <input
        ref={input}
        type="file"
        hidden
        accept={UPLOAD_NAMES}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          // The same file may be chosen again after a failure.
          currentTarget.value = ''
          if (file !== undefined) void send(file)
        }}
      />
      <Button
        variant="default"
        size="xs"
        leftSection={<IconUpload size={16} aria-hidden />}
        aria-label={t('upload.label', { paper: name })}
        title={t('upload.hint')}
        loading={standing?.kind === 'busy'}
        onClick={() => input.current?.click()}
      >
        {t('upload.button')}
      </Button>
      <div role="status">
        {standing?.kind === 'busy' && <span className="dim">{t('upload.busy')}</span>}
        {standing?.kind === 'done' && <span className="toned tone-good">{t('upload.done')}</span>}
        {standing?.kind === 'refused' && <span className="toned tone-bad">{standing.message}</span>}
      </div>
    </div>
  )
}
