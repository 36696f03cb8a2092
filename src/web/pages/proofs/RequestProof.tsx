import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OpenedDialog } from './OpenedDialog.tsx'

/** The agency asks for a proof of concept. */
export function RequestProof({ code }: { code: string }) {
  const { t } = useTranslation('proofs')
  const [isOpen, setOpen] = useState(false)
  return (
    <p>
      <Button onClick={() => setOpen(true)}>{t('request.open')}</Button>
      <OpenedDialog
        code={code}
        open={isOpen ? { act: 'request' } : undefined}
        onClose={() => setOpen(false)}
      />
    </p>
  )
}
