import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Letterhead, type LetterheadParts, saveLetterhead } from '../../api/letters.ts'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { useBlobAddress } from './blob-address.ts'

const PARTS = [
  'government',
  'name',
  'address',
  'contact',
  'city',
] as const satisfies readonly (keyof LetterheadParts)[]

type LetterheadFormProps = {
  /** '' for the office itself. */
  agency: string
  letterhead: Letterhead
}

/** What stands above letters; what is left empty follows from what the system knows. */
export function LetterheadForm({ agency, letterhead }: LetterheadFormProps) {
  const { t } = useTranslation('letters')
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  // undefined: the one that is there stays; '': none any more.
  const [emblem, setEmblem] = useState<{ name: string; base64: string }>()
  const [isSaved, setSaved] = useState(false)
  const form = useForm<keyof LetterheadParts | 'emblem'>({
    government: letterhead.government ?? '',
    name: letterhead.name ?? '',
    address: letterhead.address ?? '',
    contact: letterhead.contact ?? '',
    city: letterhead.city ?? '',
    emblem: '',
  })
  const shown = emblem === undefined ? letterhead.emblem?.base64 : emblem.base64 || undefined
  const address = useBlobAddress(
    shown,
    emblem === undefined ? (letterhead.emblem?.mediaType ?? '') : 'image/png',
  )

  const choose = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    setSaved(false)
    setEmblem({
      name: file.name,
      base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
    })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    const { emblem: _, ...parts } = form.values
    const done = await form.send(async () => {
      const answer = await saveLetterhead(agency, parts, emblem?.base64)
      return answer.kind === 'ok' ? { kind: 'ok' as const, value: true } : answer
    })
    if (done !== true) return
    setSaved(true)
    setEmblem(undefined)
    await queries.invalidateQueries({ queryKey: ['/letterhead'] })
  }
  return (
    <form
      className="card form-card"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-label={t('settings.letterhead')}
    >
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {PARTS.map((part) => (
            <TextInput
              key={part}
              label={t(`settings.${part}`)}
              description={
                letterhead.usual[part] === ''
                  ? t('settings.usualNone')
                  : t('settings.usual', { value: letterhead.usual[part] })
              }
              autoComplete="off"
              {...form.field(part)}
            />
          ))}
        </SimpleGrid>
        <div>
          <p>{t('settings.emblem')}</p>
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg"
            hidden
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? []
              currentTarget.value = ''
              if (file !== undefined) void choose(file)
            }}
          />
          <Group>
            {address === undefined ? (
              <span className="dim">
                {emblem === undefined ? t('settings.noEmblem') : t('settings.emblemRemoved')}
              </span>
            ) : (
              <img className="letterhead-emblem" src={address} alt={t('settings.emblemAlt')} />
            )}
            <Button variant="default" onClick={() => input.current?.click()}>
              {t('settings.chooseEmblem')}
            </Button>
            {address !== undefined && (
              <Button variant="default" onClick={() => setEmblem({ name: '', base64: '' })}>
                {t('settings.removeEmblem')}
              </Button>
            )}
          </Group>
          <div role="status">
            {emblem !== undefined && emblem.name !== '' && (
              <p className="dim">{t('settings.emblemChosen', { name: emblem.name })}</p>
            )}
          </div>
          {form.errorOf('emblem') !== undefined && (
            <Note tone="bad" live="assertive">
              <p>{form.errorOf('emblem')}</p>
            </Note>
          )}
        </div>
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        {isSaved && (
          <Note tone="good" live="polite">
            <p>{t('settings.saved')}</p>
          </Note>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={form.isBusy}>
            {t('settings.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
