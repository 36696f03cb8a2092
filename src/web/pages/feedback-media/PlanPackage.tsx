import { Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planPackage } from '../../api/feedback-media.ts'
import { agreementRowsShape } from '../../api/office.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { STALE } from './stale.ts'

/** Which agreements, and until when; the rest follows from what went before. */
export function PlanPackage({ isReady }: { isReady: boolean }) {
  const { t } = useTranslation('feedback-media')
  const query = useAsked('/office/agreements', agreementRowsShape)
  if (!isReady) {
    return (
      <Note tone="warn">
        <p>{t('centre.notReady')}</p>
      </Note>
    )
  }
  return (
    <Loaded query={query}>
      {(agreements) => <Plan agreements={agreements.map(({ code, agency }) => ({ code, agency }))} />}
    </Loaded>
  )
}

function Plan({ agreements }: { agreements: readonly { code: string; agency: string }[] }) {
  const { t } = useTranslation('feedback-media')
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isPlanned, setPlanned] = useState(false)
  const form = useForm({ until: '', agreements: '' })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPlanned(false)
    const planned = await form.send(() => planPackage({ agreements: chosen, until: form.values.until }))
    if (planned === undefined) return
    setPlanned(true)
    for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
  }
  const fault = form.errorOf('agreements')
  return (
    <form
      className="card form-card narrow"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-label={t('centre.make')}
    >
      <Stack>
        <p>{t('centre.makeText')}</p>
        <details>
          <summary>
            {chosen.length === 0
              ? t('centre.allAgreements')
              : t('centre.someAgreements', { n: chosen.length })}
          </summary>
          <fieldset className="plain">
            <legend>{t('centre.agreements')}</legend>
            {agreements.map(({ code, agency }) => (
              <label className="tick" key={code}>
                <input
                  type="checkbox"
                  checked={chosen.includes(code)}
                  onChange={({ currentTarget: { checked } }) =>
                    setChosen(checked ? [...chosen, code] : chosen.filter((one) => one !== code))
                  }
                />
                {agency} ({code})
              </label>
            ))}
          </fieldset>
        </details>
        <DayInput
          label={t('centre.until')}
          description={t('centre.untilHint')}
          value={form.values.until}
          onDay={(day) => form.set('until', day)}
          error={form.errorOf('until')}
        />
        {fault !== undefined && (
          <p className="fault-text" role="alert" lang="id">
            {fault}
          </p>
        )}
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        {isPlanned && (
          <Note tone="good" live="polite">
            <p>{t('centre.planned')}</p>
          </Note>
        )}
        <div>
          <Button type="submit" loading={form.isBusy}>
            {t('centre.makeLabel')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
