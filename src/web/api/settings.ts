import { call } from './client.ts'
import { exactly, list, nothing, nullable, number, type Of, record, text, truth } from './shape.ts'

export const SETTING_NAMES = [
  'clearAfterSeconds',
  'officeIdleMinutes',
  'agencyIdleMinutes',
  'operatorIdleMinutes',
] as const

export type SettingName = (typeof SETTING_NAMES)[number]

export const settingsShape = record({
  office: record({ code: text, name: text, level: text, zone: text, address: nullable(text) }),
  settings: list(
    record({
      name: exactly(...SETTING_NAMES),
      value: number,
      isSet: truth,
      usual: number,
      least: number,
      most: number,
    }),
  ),
})

export type OfficeSettings = Of<typeof settingsShape>

export const installationShape = record({
  version: text,
  node: text,
  server: text,
  startedAt: text,
  database: record({ kind: exactly('embedded', 'external'), name: text, version: text, sizeBytes: number }),
  listeners: list(record({ address: text, isHttps: truth })),
  trustedProxies: list(text),
  dataDir: text,
  disk: record({ freeBytes: number, totalBytes: number }),
  lastLogCheck: nullable(record({ at: text, by: text, entries: number, lastSeq: number, faults: number })),
})

export type Installation = Of<typeof installationShape>

export const saveSettings = (change: Readonly<Partial<Record<SettingName | 'address', string>>>) =>
  call('PUT', '/office/settings', nothing, change)
