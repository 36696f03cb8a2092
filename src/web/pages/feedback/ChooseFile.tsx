import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { beginUpload, type UploadLine } from '../../api/feedback-uploads.ts'
import { PATHS } from '../../paths.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { FileDrop } from './FileDrop.tsx'
import { keepFile } from './kept-file.ts'

type ChooseFileProps = { agreement: string; unfinished: readonly UploadLine[] }

/**
 * Takes a file and begins its upload; a file that was begun before, by name and size, goes on where it was. Whether it is
 * really the same is seen by its parts.
 */
export function ChooseFile({ agreement, unfinished }: ChooseFileProps) {
  const { t } = useTranslation('feedback')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)

  const go = (id: number, file: File) => {
    keepFile(id, file)
    void navigate({ to: PATHS.feedbackUpload, params: { id: String(id) } })
  }
  const take = async (file: File) => {
    setProblem(undefined)
    const begun = unfinished.find(
      (line) =>
        line.agreement === agreement &&
        line.state === 'receiving' &&
        line.fileName === file.name &&
        line.sizeBytes === file.size,
    )
    if (begun !== undefined) return go(begun.id, file)
    setBusy(true)
    const answer = await beginUpload(agreement, file)
    setBusy(false)
    if (answer.kind === 'refused') return setProblem(answer.problem)
    await queries.invalidateQueries({ queryKey: ['/feedback'] })
    go(answer.value.id, file)
  }
  return (
    <>
      <FileDrop onFile={(file) => void take(file)} isBusy={isBusy} lead={t('upload.chooseText')} />
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  )
}
