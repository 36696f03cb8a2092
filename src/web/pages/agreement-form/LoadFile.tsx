import { Button } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note.tsx'
import type { AgreementFormState } from './use-agreement-form.ts'

type Loaded = { name: string; unread: readonly string[] } | { name: string; isUnreadable: true }

/** Fills the form from an agreement file, as `gapura agreement import` reads it. */
export function LoadFile({ form }: { form: AgreementFormState }) {
  const { t } = useTranslation('agreement-form')
  const input = useRef<HTMLInputElement>(null)
  const [loaded, setLoaded] = useState<Loaded>()
  const take = async (file: File) => {
    const content = parsed(await file.text())
    setLoaded(
      content === undefined
        ? { name: file.name, isUnreadable: true }
        : { name: file.name, unread: form.load(content) },
    )
  }
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('load.label')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) void take(file)
          currentTarget.value = ''
        }}
      />
      <Button
        variant="default"
        leftSection={<IconFileUpload size={18} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {t('load.label')}
      </Button>
      {loaded !== undefined &&
        ('isUnreadable' in loaded ? (
          <Note tone="bad" live="assertive">
            <p>{t('load.notJson', { name: loaded.name })}</p>
          </Note>
        ) : (
          <Note tone={loaded.unread.length === 0 ? 'good' : 'warn'} live="polite">
            <p>{t('load.done', { name: loaded.name })}</p>
            {loaded.unread.length > 0 && <p>{t('load.unread', { names: loaded.unread.join(', ') })}</p>}
          </Note>
        ))}
    </div>
  )
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
