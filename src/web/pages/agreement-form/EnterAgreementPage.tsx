import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../../messages/agreement-form/words.ts'
import { enterAgreement } from '../../api/requests.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { useMe } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { SingleWarning } from '../../ui/SingleWarning.tsx'
import { useTakesTwo } from '../../ui/use-waiting.ts'
import { AgreementForm } from './AgreementForm.tsx'

export function EnterAgreementPage() {
  return (
    <Door needs="office.agreements.change">
      <EnterAgreement />
    </Door>
  )
}

/** The digits of an office's region code say its level, but for kabupaten and kota: there its name does. */
function levelOf(code: string, name: string): string {
  if (code.length === 2) return 'provinsi'
  return /\bkota\b/i.test(name) ? 'kota' : 'kabupaten'
}

function EnterAgreement() {
  const { t } = useTranslation('agreement-form')
  const { t: shared } = useTranslation()
  const { office } = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const isProposed = useTakesTwo()
  const [reason, setReason] = useState('')
  const [reasonFault, setReasonFault] = useState<string>()
  // One and the same start at every drawing.
  const [start] = useState(() => ({
    civilRegistry: { name: office.name, region: office.code, level: levelOf(office.code, office.name) },
  }))
  const finish = async (proposal: number | undefined) => {
    await queries.invalidateQueries({ queryKey: ['/office'] })
    if (proposal === undefined) await navigate({ to: PATHS.agreements })
    else await navigate({ to: PATHS.approval, params: { id: String(proposal) } })
  }
  return (
    <Page title={t('enter.title')} lead={t('enter.lead')}>
      <SingleWarning />
      <AgreementForm
        name={t('enter.title')}
        kind="signed"
        keptAs="perjanjian-baru"
        start={start}
        canLoadFile
        label={isProposed ? shared('approval.propose') : t('enter.single')}
        send={async (file) => {
          const answer = await enterAgreement(file, reason)
          const fault = answer.kind === 'refused' ? answer.problem.fields : []
          setReasonFault(fault.find(({ field }) => field === 'reason')?.message)
          return answer
        }}
        onSent={(answer) => void finish(answer?.proposal)}
        beside={
          <Textarea
            id="isian-reason"
            label={shared('act.reason')}
            description={`${t('reasonHint')}${isProposed ? ` ${shared('approval.willBeProposed')}` : ''}`}
            rows={2}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={reasonFault}
          />
        }
      />
    </Page>
  )
}
