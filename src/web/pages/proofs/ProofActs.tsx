import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveProof, Proofs } from '../../api/proofs.ts'
import { useMay } from '../../ui/me.ts'
import { OpenedDialog } from './OpenedDialog.tsx'
import type { OpenDialog } from './ProofDialogs.tsx'

type ProofActsProps = { code: string; proof: LiveProof; proofs: Proofs }

type Offered = { label: string; dialog: OpenDialog }

/** What whoever looks may do to a proof as it stands. */
export function ProofActs({ code, proof, proofs }: ProofActsProps) {
  const { t } = useTranslation('proofs')
  const [open, setOpen] = useState<OpenDialog['act']>()
  const may = {
    request: useMay('proofs.request'),
    schedule: useMay('proofs.schedule'),
    examine: useMay('proofs.examine'),
    decide: useMay('proofs.decide'),
  }
  const { state, isExaminer } = proof
  const isBefore = state === 'requested' || state === 'scheduled'
  const isDay = state === 'scheduled' || state === 'running'
  const offered: (Offered | false)[] = [
    may.schedule &&
      isBefore && {
        label: state === 'requested' ? t('schedule.open') : t('schedule.again'),
        dialog: { act: 'schedule', proof, proofs },
      },
    isExaminer &&
      isDay && {
        label: state === 'running' ? t('run.again') : t('run.open'),
        dialog: { act: 'start', proof, proofs },
      },
    isExaminer && state === 'running' && { label: t('examine.open'), dialog: { act: 'examine', proof } },
    may.decide && state === 'examined' && { label: t('decide.open'), dialog: { act: 'decide', proof } },
    may.request && isBefore && { label: t('withdraw.open'), dialog: { act: 'withdraw', proof } },
  ]
  const acts = offered.filter((act) => act !== false)
  return (
    <>
      <Group gap="xs" my="sm">
        {acts.map(({ label, dialog }) => (
          <Button key={dialog.act} variant="default" onClick={() => setOpen(dialog.act)}>
            {label}
          </Button>
        ))}
      </Group>
      {may.examine && isDay && !isExaminer && <p className="dim">{t('run.notExaminer')}</p>}
      <OpenedDialog
        code={code}
        open={acts.find(({ dialog }) => dialog.act === open)?.dialog}
        onClose={() => setOpen(undefined)}
      />
    </>
  )
}
