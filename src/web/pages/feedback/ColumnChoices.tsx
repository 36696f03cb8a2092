import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Preview, Upload } from '../../api/feedback-uploads.ts'

/** The columns of an answer that came back (FB-77). */
const OURS: readonly string[] = ['BARIS', 'KOLOM', 'ALASAN']

const NIK = 'NIK'

/** Two columns may have one name. */
const withPlace = <T extends object>(column: T, index: number) => ({ ...column, place: index + 1 })

type ColumnChoicesProps = {
  columns: Preview['columns']
  fields: Upload['fields']
  onColumns: (columns: Record<string, string>) => void
}

/** Which field each column of the file is. A name that nobody agreed on may be told what it means. */
export function ColumnChoices({ columns, fields, onColumns }: ColumnChoicesProps) {
  const { t } = useTranslation('feedback')
  const used = new Set(columns.map(({ key }) => key))
  const lacking = [
    ...(used.has(NIK) ? [] : [NIK]),
    ...fields.filter(({ key }) => !used.has(key)).map(({ label }) => label),
  ]
  const choices = [
    { value: '', label: t('upload.look.notRead') },
    { value: NIK, label: t('upload.look.required', { label: NIK }) },
    ...fields.map(({ key, label, required }) => ({
      value: key,
      label: required ? t('upload.look.required', { label }) : label,
    })),
  ]
  // What was said before of the column that is given to another must be taken back.
  const choose = (name: string, key: string) => {
    const before =
      key === '' ? undefined : columns.find((column) => column.key === key && column.name !== name)
    onColumns({ ...(before === undefined ? {} : { [before.name]: '' }), [name]: key })
  }
  return (
    <>
      <p className="dim">{t('upload.look.columnsText')}</p>
      <div className="columns">
        {columns.map(withPlace).map(({ name, key, place }) => {
          const shown = name === '' ? t('upload.look.noName', { n: place }) : name
          if (name === '' || OURS.includes(name)) {
            return (
              <div key={place}>
                <div>{shown}</div>
                <p className="dim">{t(name === '' ? 'upload.look.notRead' : 'upload.look.ours')}</p>
              </div>
            )
          }
          return (
            <NativeSelect
              key={place}
              label={shown}
              aria-label={t('upload.look.columnOf', { name: shown })}
              value={key ?? ''}
              onChange={({ currentTarget: { value } }) => choose(name, value)}
              data={choices}
            />
          )
        })}
      </div>
      {lacking.length > 0 && <p>{t('upload.look.lacking', { fields: lacking.join(', ') })}</p>}
    </>
  )
}
