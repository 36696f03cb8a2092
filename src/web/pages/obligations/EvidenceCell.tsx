import { Anchor, Button, FileButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Obligation, obligationsOf, uploadEvidence } from '../../api/obligations.ts'
import { useMay, useMe } from '../../ui/me.ts'

const TYPES = 'application/pdf,image/jpeg,image/png'

type EvidenceCellProps = {
  code: string
  obligation: Obligation
  name: string
  onSaid: (said: string) => void
}

/** The files that show that an obligation was met, and a way to add one while it is open. */
export function EvidenceCell({ code, obligation, name, onSaid }: EvidenceCellProps) {
  const { t } = useTranslation('obligations')
  const queries = useQueryClient()
  const mayAdd = useMay('obligations.evidence.add')
  const { agency } = useMe()
  const [fault, setFault] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const { key, evidence, state } = obligation
  const isOpen = state === 'due' || state === 'late' || state === 'submitted'
  const upload = async (file: File | null) => {
    if (file === null) return
    setBusy(true)
    const answer = await uploadEvidence(code, key, file)
    setBusy(false)
    setFault(answer.kind === 'refused' ? answer.problem.message : undefined)
    if (answer.kind === 'refused') return
    onSaid(agency === null ? t('uploaded') : t('uploadedAgency'))
    await queries.invalidateQueries({ queryKey: ['/agreements'] })
  }
  return (
    <>
      {evidence.length === 0 && !(isOpen && mayAdd) && <span className="dim">{t('noEvidence')}</span>}
      {evidence.map(({ id, name: file }) => (
        <div key={id}>
          <Anchor href={`/api/portal${obligationsOf(code)}/evidence/${id}`} download={file}>
            {file}
          </Anchor>
        </div>
      ))}
      {isOpen && mayAdd && (
        <FileButton accept={TYPES} onChange={(file) => void upload(file)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="compact-sm"
              loading={isBusy}
              aria-label={t('uploadOf', { what: name })}
              title={t('uploadHint')}
            >
              {t('upload')}
            </Button>
          )}
        </FileButton>
      )}
      {fault !== undefined && (
        <p className="toned tone-bad" role="alert">
          {fault}
        </p>
      )}
    </>
  )
}
