import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { OBLIGATION_KINDS, OBLIGATION_STATES, PARTIES } from '../../api/obligations.ts'
import type { CalendarSearch } from '../../router.tsx'

type CalendarFiltersProps = { search: CalendarSearch; onChoose: (change: CalendarSearch) => void }

/** By kind, state and party. */
export function CalendarFilters({ search, onChoose }: CalendarFiltersProps) {
  const { t } = useTranslation('obligations')
  return (
    <>
      <NativeSelect
        label={t('calendar.kind')}
        value={search.jenis ?? ''}
        onChange={({ currentTarget: { value } }) => onChoose({ jenis: value })}
        data={[
          { value: '', label: t('calendar.allKinds') },
          ...OBLIGATION_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
        ]}
      />
      <NativeSelect
        label={t('calendar.state')}
        value={search.keadaan ?? ''}
        onChange={({ currentTarget: { value } }) => onChoose({ keadaan: value })}
        data={[
          { value: '', label: t('calendar.allStates') },
          ...OBLIGATION_STATES.map((state) => ({ value: state, label: t(`states.${state}`) })),
        ]}
      />
      <NativeSelect
        label={t('calendar.party')}
        value={search.pihak ?? ''}
        onChange={({ currentTarget: { value } }) => onChoose({ pihak: value })}
        data={[
          { value: '', label: t('calendar.allParties') },
          ...PARTIES.map((party) => ({ value: party, label: t(`parties.${party}`) })),
        ]}
      />
    </>
  )
}
