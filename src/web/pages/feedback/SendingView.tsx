import { Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { lookAtUpload, type Upload } from '../../api/feedback-uploads.ts'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useAmounts } from './amounts.ts'
import { FileDrop } from './FileDrop.tsx'
import { takeFile } from './kept-file.ts'
import type { Sending } from './send-parts.ts'
import { startSending, stopSending, useSending } from './sending.ts'

type SendingViewProps = { upload: Upload; onArrived: (now?: Upload) => void }

/** The file on its way; or, after a reload, the wish to choose it once more. */
export function SendingView({ upload, onArrived }: SendingViewProps) {
  const { t } = useTranslation('feedback')
  const { id } = upload
  const sending = useSending(id)
  const look = useFirstLook(id, sending?.kind === 'done' || isWhole(upload), onArrived)
  useEffect(() => {
    const file = takeFile(id)
    if (file !== undefined) startSending(upload, file)
  }, [id, upload])
  if (look.problem !== undefined) return <ProblemNote problem={look.problem} onRetry={look.again} />
  if (sending?.kind === 'done' || isWhole(upload)) return <p role="status">{t('upload.send.looking')}</p>
  if (sending === undefined) return <Resume upload={upload} />
  switch (sending.kind) {
    case 'comparing':
      return <p role="status">{t('upload.send.comparing')}</p>
    case 'sending':
      return <Progress upload={upload} sending={sending} />
    case 'other-file':
      return <Resume upload={upload} fault={t('upload.send.otherFile')} />
    case 'unreadable':
      return <Resume upload={upload} fault={t('upload.send.unreadable')} />
    case 'stopped':
      return (
        <>
          <ProblemNote problem={sending.problem} />
          <Resume upload={upload} />
        </>
      )
  }
}

const isWhole = ({ parts, partBytes, sizeBytes }: Upload) => parts.length === Math.ceil(sizeBytes / partBytes)

/** Once every part is there, the first look; its answer is the next step. */
function useFirstLook(id: number, isDue: boolean, onArrived: (now?: Upload) => void) {
  const [problem, setProblem] = useState<Problem>()
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one look for each turn, whatever is drawn meanwhile
  useEffect(() => {
    if (!isDue) return
    let isWanted = true
    void lookAtUpload(id, {}).then((answer) => {
      if (!isWanted) return
      if (answer.kind === 'refused') return setProblem(answer.problem)
      stopSending(id)
      onArrived(answer.value)
    })
    return () => {
      isWanted = false
    }
  }, [id, isDue, turn])
  const again = () => {
    setProblem(undefined)
    setTurn(turn + 1)
  }
  return { problem, again }
}

type ProgressProps = { upload: Upload; sending: Extract<Sending, { kind: 'sending' }> }

function Progress({ upload: { sizeBytes }, sending }: ProgressProps) {
  const { t } = useTranslation('feedback')
  const { bytes, time } = useAmounts()
  const { bytesThere, bytesPerSecond, isWaiting } = sending
  const progress = t('upload.send.progress', { there: bytes(bytesThere), all: bytes(sizeBytes) })
  return (
    <Section title={t('upload.send.title')}>
      <progress
        className="upload-meter"
        aria-label={t('upload.send.title')}
        aria-valuetext={progress}
        max={sizeBytes}
        value={bytesThere}
      />
      <p>
        {progress} ·{' '}
        {bytesPerSecond === null || bytesPerSecond === 0
          ? t('upload.send.starting')
          : t('upload.send.rate', {
              rate: bytes(bytesPerSecond),
              time: time((sizeBytes - bytesThere) / bytesPerSecond),
            })}
      </p>
      {isWaiting ? (
        <Note tone="warn" live="assertive">
          <p>{t('upload.send.waiting')}</p>
        </Note>
      ) : (
        <p className="dim">{t('upload.send.stay')}</p>
      )}
    </Section>
  )
}

function Resume({ upload, fault }: { upload: Upload; fault?: string }) {
  const { t } = useTranslation('feedback')
  const { bytes } = useAmounts()
  const { parts, partBytes, sizeBytes, fileName } = upload
  const there = Math.min(sizeBytes, parts.length * partBytes)
  return (
    <Section title={t('upload.send.resume')}>
      <Stack>
        {fault !== undefined && (
          <Note tone="bad" live="assertive">
            <p>{fault}</p>
          </Note>
        )}
        <FileDrop
          lead={
            parts.length === 0
              ? t('upload.send.none', { file: fileName })
              : t('upload.send.resumeText', { there: bytes(there), all: bytes(sizeBytes), file: fileName })
          }
          onFile={(file) => startSending(upload, file)}
        />
      </Stack>
    </Section>
  )
}
