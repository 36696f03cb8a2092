import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AuditRow, searchNik } from '../../api/audit.ts'
import { Door } from '../../ui/Door.tsx'
import { useMay } from '../../ui/me.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { digitsOf } from '../check-nik/read-nik.ts'
import { AuditRows } from './AuditRows.tsx'

/** Who looked at this person's data? For the resident who asks, and for who examines a case. */
export function NikSearchPage() {
  return (
    <Door needs="audit.search-nik">
      <NikSearch />
    </Door>
  )
}

function NikSearch() {
  const { t } = useTranslation()
  const mayReadLog = useMay('audit.read')
  const form = useForm({ nik: '', reason: '' })
  const [rows, setRows] = useState<readonly AuditRow[]>()
  const submit = async () => {
    const found = await form.send(() => searchNik(digitsOf(form.values.nik), form.values.reason.trim()))
    setRows(found?.items)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <Page title={t('nikSearch.title')} lead={t('nikSearch.lead')}>
      <form className="card narrow" onSubmit={onSubmit} noValidate autoComplete="off">
        <Stack>
          <TextInput
            label={t('nikSearch.nik')}
            inputMode="numeric"
            autoComplete="off"
            spellCheck={false}
            {...form.field('nik')}
          />
          <Textarea
            label={t('nikSearch.reason')}
            description={t('nikSearch.reasonHint')}
            rows={2}
            {...form.field('reason')}
          />
          {form.problem !== undefined && <ProblemNote problem={form.problem} />}
          <div>
            <Button type="submit" loading={form.isBusy}>
              {t('nikSearch.submit')}
            </Button>
          </div>
        </Stack>
      </form>
      {rows !== undefined && (
        <Section title={t('nikSearch.found')}>
          <AuditRows
            name={t('nikSearch.found')}
            rows={rows}
            empty={t('nikSearch.none')}
            withLinks={mayReadLog}
          />
        </Section>
      )}
    </Page>
  )
}
