import { useTranslation } from 'react-i18next'
import { ELEMENTS, isElement } from '../../../registry/elements.ts'
import type { WhatIf } from '../../api/changes.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Note } from '../../ui/Note.tsx'

/** The result of a replay: in sum, then by unit and reason, by unit, by element. */
export function WhatIfView({ found }: { found: WhatIf }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const percent = (part: number, whole: number) =>
    whole === 0 ? '—' : `${format.number(Math.round((part * 1_000) / whole) / 10)}%`
  if (found.calls === 0) return <Note tone="info">{t('whatIf.noCalls')}</Note>
  const callsOf = new Map(found.units.map(({ unit, calls }) => [unit, calls]))
  return (
    <>
      {found.rows.length === 0 && (
        <Note tone="good">{t('whatIf.same', { n: format.number(found.calls) })}</Note>
      )}
      <div className="card">
        <Facts
          facts={[
            [t('whatIf.calls'), format.number(found.calls)],
            [t('whatIf.passing'), `${format.number(found.passing)} (${percent(found.passing, found.calls)})`],
            [
              t('whatIf.passingThen'),
              `${format.number(found.passingThen)} (${percent(found.passingThen, found.calls)})`,
            ],
            [
              t('whatIf.untouched'),
              <>
                {format.number(found.untouched)} <span className="dim">{t('whatIf.untouchedHint')}</span>
              </>,
            ],
            ...(found.counted === 0 ? [] : ([[t('whatIf.counted'), format.number(found.counted)]] as const)),
            ...(found.otherwise === 0
              ? []
              : ([[t('whatIf.otherwise'), format.number(found.otherwise)]] as const)),
          ]}
        />
      </div>
      {found.rows.length > 0 && (
        <>
          <h3>{t('whatIf.rows')}</h3>
          <DataTable
            name={t('whatIf.rows')}
            rows={found.rows}
            rowKey={({ unit, reason, effect }) => `${unit} ${reason} ${effect}`}
            empty=""
            columns={[
              { title: t('whatIf.unit'), cell: ({ unit }) => unit },
              { title: t('whatIf.effect'), cell: ({ effect }) => t(`whatIf.effects.${effect}`) },
              { title: t('whatIf.reason'), cell: ({ reason }) => t(`whatIf.reasons.${reason}`) },
              { title: t('whatIf.calls'), numeric: true, cell: ({ calls }) => format.number(calls) },
              {
                title: t('whatIf.share'),
                numeric: true,
                cell: ({ calls, unit }) => percent(calls, callsOf.get(unit) ?? 0),
              },
            ]}
          />
          <h3>{t('whatIf.units')}</h3>
          <DataTable
            name={t('whatIf.units')}
            rows={found.units}
            rowKey={({ unit }) => unit}
            empty=""
            columns={[
              { title: t('whatIf.unit'), cell: ({ unit }) => unit },
              { title: t('whatIf.calls'), numeric: true, cell: ({ calls }) => format.number(calls) },
              { title: t('whatIf.passing'), numeric: true, cell: ({ passing }) => format.number(passing) },
              {
                title: t('whatIf.passingThen'),
                numeric: true,
                cell: ({ passingThen }) => format.number(passingThen),
              },
            ]}
          />
        </>
      )}
      {found.elements.length > 0 && (
        <>
          <h3>{t('whatIf.elements')}</h3>
          <DataTable
            name={t('whatIf.elements')}
            rows={found.elements}
            rowKey={({ element }) => element}
            empty=""
            columns={[
              {
                title: t('whatIf.element'),
                cell: ({ element }) => (isElement(element) ? ELEMENTS[element].label : element),
              },
              { title: t('whatIf.lost'), numeric: true, cell: ({ lost }) => format.number(lost) },
              { title: t('whatIf.gained'), numeric: true, cell: ({ gained }) => format.number(gained) },
            ]}
          />
        </>
      )}
    </>
  )
}
