import type { HolidayKind, HolidayYear } from './working-days.ts'

// What an office starts with; it corrects or replaces a year in Pengaturan (WD-03).

const YEAR_2026: readonly (readonly [string, HolidayKind, string])[] = [
  ['2026-01-01', 'national', 'Tahun Baru Masehi'],
  ['2026-01-16', 'national', 'Isra Mikraj Nabi Muhammad SAW'],
  ['2026-02-16', 'joint-leave', 'Tahun Baru Imlek'],
  ['2026-02-17', 'national', 'Tahun Baru Imlek'],
  ['2026-03-18', 'joint-leave', 'Hari Suci Nyepi'],
  ['2026-03-19', 'national', 'Hari Suci Nyepi'],
  ['2026-03-20', 'joint-leave', 'Idulfitri'],
  ['2026-03-21', 'national', 'Idulfitri'],
  ['2026-03-22', 'national', 'Idulfitri'],
  ['2026-03-23', 'joint-leave', 'Idulfitri'],
  ['2026-03-24', 'joint-leave', 'Idulfitri'],
  ['2026-04-03', 'national', 'Wafat Yesus Kristus'],
  ['2026-04-05', 'national', 'Kebangkitan Yesus Kristus (Paskah)'],
  ['2026-05-01', 'national', 'Hari Buruh Internasional'],
  ['2026-05-14', 'national', 'Kenaikan Yesus Kristus'],
  ['2026-05-15', 'joint-leave', 'Kenaikan Yesus Kristus'],
  ['2026-05-27', 'national', 'Iduladha'],
  ['2026-05-28', 'joint-leave', 'Iduladha'],
  ['2026-05-31', 'national', 'Hari Raya Waisak'],
  ['2026-06-01', 'national', 'Hari Lahir Pancasila'],
  ['2026-06-16', 'national', 'Tahun Baru Islam'],
  ['2026-08-17', 'national', 'Proklamasi Kemerdekaan'],
  ['2026-08-25', 'national', 'Maulid Nabi Muhammad SAW'],
  ['2026-12-24', 'joint-leave', 'Natal'],
  ['2026-12-25', 'national', 'Hari Raya Natal'],
]

export const SHIPPED_YEARS: readonly HolidayYear[] = [
  {
    year: 2026,
    days: new Map(YEAR_2026.map(([day, kind, name]) => [day, { name, kind }])),
    isComplete: true,
  },
]
