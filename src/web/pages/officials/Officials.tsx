import '../../messages/officials/words.ts'
import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { officialsAt, officialsShape } from '../../api/officials.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { useToday } from '../../ui/use-today.ts'
import { OfficialTable } from './OfficialTable.tsx'

// Most visits enter nobody.
const AppointForm = lazy(
  patiently(() => import('./AppointForm.tsx').then((module) => ({ default: module.AppointForm }))),
)
const PaperList = lazy(
  patiently(() => import('../papers/PaperList.tsx').then((module) => ({ default: module.PaperList }))),
)

export type OfficialsProps = {
  /** Of the API: `/agency`, `/office`, `/office/agencies/7`. */
  place: string
  mayChange: boolean
}

/** Who holds a position now, who held it before, and the way to enter who comes next. */
export function Officials({ place, mayChange }: OfficialsProps) {
  const { t } = useTranslation('officials')
  const format = useFormat()
  const today = useToday()
  const query = useAsked(officialsAt(place), officialsShape)
  const [isOpen, setOpen] = useState(false)
  // Of the notice that the last entry brought; null: entered without one.
  const [notice, setNotice] = useState<number | null>()
  return (
    <Section title={t('list')}>
      <Loaded query={query}>
        {(officials) => {
          const former = officials.filter(({ until }) => until !== null && until <= today)
          const rows = officials.filter((one) => !former.includes(one))
          return (
            <>
              <OfficialTable
                place={place}
                rows={rows}
                empty={mayChange ? t('emptyYours') : t('empty')}
                mayChange={mayChange}
              />
              {former.length > 0 && (
                <details>
                  <summary>{t('former', { n: format.number(former.length) })}</summary>
                  <OfficialTable place={place} rows={former} empty={t('empty')} mayChange={false} />
                </details>
              )}
            </>
          )
        }}
      </Loaded>
      <Suspense fallback={null}>
        {notice !== undefined && (
          <>
            <Note tone="good" live="polite">
              {notice === null ? t('done') : t('noticeDone')}
            </Note>
            {notice !== null && <PaperList about={{ ids: [notice] }} />}
          </>
        )}
        {isOpen && (
          <AppointForm
            place={place}
            onClose={() => setOpen(false)}
            onDone={(paperId) => {
              setOpen(false)
              setNotice(paperId)
            }}
          />
        )}
      </Suspense>
      {mayChange && !isOpen && (
        <Button variant="default" mt="xs" onClick={() => setOpen(true)}>
          {t('add')}
        </Button>
      )}
    </Section>
  )
}
