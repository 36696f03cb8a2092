import { useTranslation } from 'react-i18next'
import type { NikReading } from './read-nik.ts'
import '../../messages/check-nik/words.ts'

/** What the digits say while they are typed. */
export function Structure({ reading }: { reading: NikReading }) {
  const { t } = useTranslation()
  const faults = {
    length: 'check.faultLength',
    digits: 'check.faultDigits',
    region: 'check.faultRegion',
    date: 'check.faultDate',
    serial: 'check.faultSerial',
  } as const
  if (reading.kind === 'unfinished') {
    return <span>{reading.count === 0 ? t('check.nikHint') : t('check.typed', { n: reading.count })}</span>
  }
  if (reading.kind === 'faulty') {
    return (
      <span className="toned tone-bad">
        <strong aria-hidden="true">✗ </strong>
        {t(faults[reading.fault], { n: reading.count })}
      </span>
    )
  }
  const facts = [
    t('check.region', { code: reading.region }),
    t('check.born', { date: reading.bornOn }),
    reading.sex === 'male' ? t('check.male') : t('check.female'),
  ]
  return (
    <span>
      <strong className="toned tone-good">✓ {t('check.structureOk')}</strong> · {facts.join(' · ')}{' '}
      <small>{t('check.structureNote')}</small>
    </span>
  )
}
