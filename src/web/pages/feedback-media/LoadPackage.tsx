import { Button, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { beginPackage, checkPackage, putPackagePart } from '../../api/feedback-media.ts'
import { PATHS } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { type Sending, sendParts } from '../feedback/send-parts.ts'
import { sha256 } from '../feedback/sha256.ts'
import { PlainFile } from './PlainFile.tsx'
import { STALE } from './stale.ts'

type Progress = { kind: 'idle' } | { kind: 'sending'; share: number } | { kind: 'checking' }

/** Brings a package from its medium to the server, which looks at it; what it is stands on its own page then. */
export function LoadPackage({ hasKeys }: { hasKeys: boolean }) {
  const { t } = useTranslation('feedback-media')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [file, setFile] = useState<File>()
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' })
  const [problem, setProblem] = useState<Problem>()
  const [isFileMissing, setFileMissing] = useState(false)
  const form = useForm({ medium: '', fileName: '' })
  const stop = useRef(new AbortController())
  useEffect(() => {
    const leaving = new AbortController()
    stop.current = leaving
    return () => leaving.abort()
  }, [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setFileMissing(file === undefined)
    if (file === undefined) return
    setProblem(undefined)
    const begun = await form.send(() => beginPackage(file, form.values.medium))
    if (begun === undefined) return
    const sent = await send(begun, file)
    if (!sent) return setProgress({ kind: 'idle' })
    setProgress({ kind: 'checking' })
    const checked = await checkPackage(begun.id)
    for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
    setProgress({ kind: 'idle' })
    if (checked.kind === 'refused') return setProblem(checked.problem)
    await navigate({ to: PATHS.feedbackPackage, params: { id: String(begun.id) } })
  }

  const send = async ({ id, partBytes }: { id: number; partBytes: number }, from: File): Promise<boolean> => {
    const last: { state?: Sending } = {}
    await sendParts({ id, partBytes, sizeBytes: from.size, parts: [] }, from, {
      put: putPackagePart,
      hash: sha256,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      now: () => performance.now(),
      tell: (state) => {
        last.state = state
        if (state.kind === 'sending') setProgress({ kind: 'sending', share: state.bytesThere / from.size })
      },
      signal: stop.current.signal,
    })
    if (last.state?.kind === 'stopped') setProblem(last.state.problem)
    return last.state?.kind === 'done'
  }

  if (!hasKeys) {
    return (
      <Note tone="warn">
        <p>{t('load.noKeys')}</p>
      </Note>
    )
  }
  const isBusy = form.isBusy || progress.kind !== 'idle'
  return (
    <form
      className="card form-card narrow"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-label={t('load.title')}
    >
      <Stack>
        <p>{t('load.text')}</p>
        <PlainFile
          label={t('load.file')}
          accept=".gapura-balikan"
          error={isFileMissing ? t('load.needFile') : form.errorOf('fileName')}
          onFile={setFile}
        />
        <TextInput
          label={t('load.medium')}
          description={t('load.mediumHint')}
          autoComplete="off"
          required
          maxLength={200}
          {...form.field('medium')}
        />
        {progress.kind === 'sending' && (
          <progress className="media-meter" aria-label={t('load.sending')} max={1} value={progress.share} />
        )}
        {progress.kind === 'checking' && <p role="status">{t('load.checking')}</p>}
        {problem !== undefined && <ProblemNote problem={problem} />}
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <div>
          <Button type="submit" loading={isBusy}>
            {t('load.label')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
