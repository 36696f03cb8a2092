import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { patiently } from '../../lazy-route-component.ts'

const CancelDialog = lazy(
  patiently(() => import('./CancelDialog.tsx').then((module) => ({ default: module.CancelDialog }))),
)

type CancelUploadProps = { id: number; onCancelled: () => void; isLoading?: boolean }

/** The way out at every step. The dialog is fetched when it is asked for: it weighs as much as the rest. */
export function CancelUpload({ id, onCancelled, isLoading = false }: CancelUploadProps) {
  const { t } = useTranslation('feedback')
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <Button variant="default" className="danger" mt="md" onClick={() => setAsked(true)}>
        {t(isLoading ? 'upload.load.cancel' : 'upload.look.cancel')}
      </Button>
      {isAsked && (
        <Suspense fallback={null}>
          <CancelDialog id={id} onClose={() => setAsked(false)} onCancelled={onCancelled} />
        </Suspense>
      )}
    </>
  )
}
