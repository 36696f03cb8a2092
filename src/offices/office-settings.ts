import type { FieldFault } from '../kernel/problem.ts'

type SettingRow = {
  /** As delivered. */
  usual: number
  least: number
  most: number
}

/** What an office may set for its portal, and how far (P-21). The database holds the same bounds. */
export const OFFICE_SETTINGS = {
  // Shorter, and nobody can read an answer; longer, and it stands there for the next in the queue.
  clearAfterSeconds: { usual: 90, least: 15, most: 300 },
  officeIdleMinutes: { usual: 30, least: 5, most: 60 },
  agencyIdleMinutes: { usual: 30, least: 5, most: 60 },
  // Sits at a counter that the public can reach.
  operatorIdleMinutes: { usual: 15, least: 2, most: 30 },
} as const satisfies Record<string, SettingRow>

export type OfficeSettingName = keyof typeof OFFICE_SETTINGS

export const OFFICE_SETTING_NAMES = Object.keys(OFFICE_SETTINGS).filter(isOfficeSetting)

export function isOfficeSetting(text: string): text is OfficeSettingName {
  return Object.hasOwn(OFFICE_SETTINGS, text)
}

/** Null: as delivered. */
export type OfficeSettings = Record<OfficeSettingName, number | null>

export type OfficeSettingChange = Partial<OfficeSettings> & { address?: string | null }

/** What is wrong with a value of a setting; undefined when it may be set. */
export function settingFault(name: OfficeSettingName, value: number | undefined): FieldFault | undefined {
  const { least, most }: SettingRow = OFFICE_SETTINGS[name]
  if (value !== undefined && value >= least && value <= most) return undefined
  return { field: name, message: `Harus bilangan bulat ${least} sampai ${most}.` }
}
