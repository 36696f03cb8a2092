import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { type Contact, saveContacts } from '../../api/contacts.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'

const MAX_CONTACTS = 5

const FIELDS = ['name', 'position', 'phone', 'email'] as const

const NOBODY: Contact = { name: '', position: '', phone: '', email: '', isAsked: false }

type ContactFormProps = {
  title: string
  contacts: readonly Contact[]
  place: string
  onClose: () => void
}

/** The whole list at once: it is saved as one, and one of it is asked when access is closed. */
export function ContactForm({ title, contacts, place, onClose }: ContactFormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [rows, setRows] = useState<readonly Contact[]>(
    contacts.length > 0 ? contacts : [{ ...NOBODY, isAsked: true }],
  )
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const errorOf = (field: string) => problem?.fields.find((fault) => fault.field === field)?.message
  const change = (index: number, next: Partial<Contact>) =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...next } : row)))
  const choose = (index: number) => setRows(rows.map((row, at) => ({ ...row, isAsked: at === index })))
  const remove = (index: number) => {
    const left = rows.filter((_, at) => at !== index)
    setRows(
      left.some(({ isAsked }) => isAsked) ? left : left.map((row, at) => ({ ...row, isAsked: at === 0 })),
    )
  }
  const submit = async () => {
    setBusy(true)
    const answer = await saveContacts(place, rows)
    setBusy(false)
    if (answer.kind === 'refused') return setProblem(answer.problem)
    await queries.invalidateQueries({ queryKey: [place.startsWith('/office') ? '/office' : '/agency'] })
    onClose()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const listFault = errorOf('contacts')
  return (
    <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={title}>
      <Stack>
        {rows.map((row, index) => (
          // Rows have no name of their own, and are only added at the end or removed.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <fieldset key={index} className="contact-row">
            <legend>{t('contacts.number', { n: index + 1 })}</legend>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {FIELDS.map((field) => (
                <TextInput
                  key={field}
                  label={t(`contacts.${field}`)}
                  autoComplete="off"
                  value={row[field] ?? ''}
                  onChange={(event) => change(index, { [field]: event.currentTarget.value })}
                  error={errorOf(`contacts[${index}].${field}`)}
                />
              ))}
            </SimpleGrid>
            <Group justify="space-between" mt="xs">
              <label className="asked">
                <input type="radio" name="asked" checked={row.isAsked} onChange={() => choose(index)} />{' '}
                {t('contacts.asked')}
              </label>
              <Button variant="subtle" size="xs" onClick={() => remove(index)}>
                {t('contacts.remove', { n: index + 1 })}
              </Button>
            </Group>
          </fieldset>
        ))}
        {listFault !== undefined && <p className="toned tone-bad">{listFault}</p>}
        {problem !== undefined && problem.fields.length === 0 && <ProblemNote problem={problem} />}
        <p className="dim">{t('contacts.note')}</p>
        <Group justify="flex-end">
          {rows.length < MAX_CONTACTS && (
            <Button
              variant="default"
              onClick={() => setRows([...rows, { ...NOBODY, isAsked: rows.length === 0 }])}
            >
              {t('contacts.add')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t('contacts.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
