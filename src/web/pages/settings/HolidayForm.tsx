import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { HOLIDAY_KINDS, type Holiday, type HolidayYear, saveYear } from '../../api/office-mail.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { useMay } from '../../ui/me.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import './holidays.css'
import { readHolidays } from './read-holidays.ts'

type Row = Holiday & { id: number }

let lastId = 0
const rowOf = (holiday: Holiday): Row => {
  lastId += 1
  return { ...holiday, id: lastId }
}

const isKind = (value: string) => HOLIDAY_KINDS.find((kind) => kind === value) ?? 'national'

/** The whole list of a year; it is saved as one. */
export function HolidayForm({ known, onSaved }: { known: HolidayYear; onSaved: () => void }) {
  const { t } = useTranslation('office-mail')
  const queries = useQueryClient()
  const mayChange = useMay('office.settings.manage')
  const [rows, setRows] = useState(() => known.holidays.map(rowOf))
  const [basis, setBasis] = useState(known.basis ?? '')
  const [isComplete, setComplete] = useState(known.isComplete)
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const errorOf = (field: string) => problem?.fields.find((fault) => fault.field === field)?.message
  const change = (id: number, next: Partial<Holiday>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...next } : row)))
  const submit = async () => {
    setBusy(true)
    const holidays = rows.map(({ day, name, kind }) => ({ day, name, kind }))
    const answer = await saveYear({ year: known.year, holidays, basis, isComplete })
    setBusy(false)
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    if (answer.kind === 'refused') return
    onSaved()
    await queries.invalidateQueries({ queryKey: ['/office', '/holidays'] })
    await queries.invalidateQueries({ queryKey: ['/calendar'] })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form
      className="card"
      onSubmit={onSubmit}
      noValidate
      aria-label={t('holidays.title', { year: known.year })}
    >
      <Stack>
        {rows.length === 0 && <p className="empty">{t('holidays.empty')}</p>}
        {rows.map(({ id, day, name, kind }, index) => (
          <div key={id} className="holiday-row">
            <DayInput
              label={t('holidays.dayOf', { n: index + 1 })}
              value={day}
              onDay={(next) => change(id, { day: next })}
              error={errorOf(`holidays[${index}].day`)}
            />
            <TextInput
              label={t('holidays.nameOf', { n: index + 1 })}
              autoComplete="off"
              value={name}
              onChange={({ currentTarget: { value } }) => change(id, { name: value })}
              error={errorOf(`holidays[${index}].name`)}
              readOnly={!mayChange}
            />
            <NativeSelect
              label={t('holidays.kindOf', { n: index + 1 })}
              value={kind}
              onChange={({ currentTarget: { value } }) => change(id, { kind: isKind(value) })}
              data={HOLIDAY_KINDS.map((one) => ({ value: one, label: t(`holidays.kinds.${one}`) }))}
              error={errorOf(`holidays[${index}].kind`)}
              disabled={!mayChange}
            />
            {mayChange && (
              <Button
                variant="subtle"
                size="xs"
                aria-label={t('holidays.removeOf', { n: index + 1 })}
                onClick={() => setRows(rows.filter((row) => row.id !== id))}
              >
                {t('holidays.remove')}
              </Button>
            )}
          </div>
        ))}
        {mayChange && (
          <>
            <div>
              <Button
                variant="default"
                onClick={() => setRows([...rows, rowOf({ day: '', name: '', kind: 'national' })])}
              >
                {t('holidays.add')}
              </Button>
            </div>
            <Paste onRead={(holidays) => setRows(merge(rows, holidays))} />
          </>
        )}
        <TextInput
          label={t('holidays.basis')}
          description={t('holidays.basisNote')}
          autoComplete="off"
          value={basis}
          onChange={({ currentTarget: { value } }) => setBasis(value)}
          error={errorOf('basis')}
          readOnly={!mayChange}
        />
        <div>
          <label className="asked">
            <input
              type="checkbox"
              checked={isComplete}
              onChange={({ currentTarget: { checked } }) => setComplete(checked)}
              disabled={!mayChange}
              aria-describedby="lengkap-ket"
            />{' '}
            {t('holidays.isComplete')}
          </label>
          <p className="dim" id="lengkap-ket">
            {t('holidays.isCompleteNote')}
          </p>
        </div>
        {problem !== undefined && problem.fields.length === 0 && <ProblemNote problem={problem} />}
        {mayChange ? (
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy}>
              {t('holidays.save', { year: known.year })}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  )
}

/** What is pasted is put among what is there; a day that was there takes the pasted name. */
function merge(rows: readonly Row[], holidays: readonly Holiday[]): Row[] {
  const pasted = new Set(holidays.map(({ day }) => day))
  return [...rows.filter(({ day }) => !pasted.has(day)), ...holidays.map(rowOf)].sort((one, other) =>
    one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
  )
}

function Paste({ onRead }: { onRead: (holidays: readonly Holiday[]) => void }) {
  const { t } = useTranslation('office-mail')
  const [text, setText] = useState('')
  const { holidays, unread } = readHolidays(text)
  return (
    <details>
      <summary>{t('holidays.paste')}</summary>
      <Stack gap="xs" mt="xs">
        <Textarea
          label={t('holidays.paste')}
          description={t('holidays.pasteNote')}
          rows={5}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
          error={unread.length > 0 ? t('holidays.pasteUnread', { lines: unread.join(', ') }) : undefined}
        />
        <div>
          <Button
            variant="default"
            disabled={holidays.length === 0}
            onClick={() => {
              onRead(holidays)
              setText('')
            }}
          >
            {t('holidays.pasteRead', { n: holidays.length })}
          </Button>
        </div>
      </Stack>
    </details>
  )
}
