import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note.tsx'

type Compared = { kind: 'same' | 'different'; name: string } | { kind: 'cannot' }

/** Compares a file with the issued one by its checksum, computed here: the file never leaves the browser. */
export function CompareFile({ sha256 }: { sha256: string }) {
  const { t } = useTranslation('papers')
  const input = useRef<HTMLInputElement>(null)
  const [compared, setCompared] = useState<Compared>()
  const compare = async (file: File) => {
    // Browsers compute checksums on pages of a secure origin only.
    if (!window.isSecureContext) return setCompared({ kind: 'cannot' })
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    setCompared({ kind: hex === sha256 ? 'same' : 'different', name: file.name })
  }
  return (
    <>
      <p>{t('check.compareText')}</p>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          currentTarget.value = ''
          if (file !== undefined) void compare(file)
        }}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {t('check.choose')}
      </Button>
      <div role="status">
        {compared?.kind === 'cannot' && <Note tone="warn">{t('check.cannot')}</Note>}
        {compared?.kind === 'same' && (
          <Note tone="good" title={t('check.same')}>
            {t('check.sameText', { name: compared.name })}
          </Note>
        )}
        {compared?.kind === 'different' && (
          <Note tone="warn" title={t('check.different')}>
            {t('check.differentText', { name: compared.name })}
          </Note>
        )}
      </div>
      <p className="dim">{t('check.fingerprint')}</p>
      <p className="fingerprint">{sha256}</p>
    </>
  )
}
