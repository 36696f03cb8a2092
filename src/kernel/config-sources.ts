import { type Config, readConfig, SETTING_KEYS, SETTINGS, type SettingKey } from './config.ts'
import { readConfigFile } from './config-file.ts'

/** A setting with its value and where that comes from. */
export type SettingSource = {
  key: SettingKey
  env: string
  /** What is in force; null: nothing. A database URL without its password. */
  value: string | null
  source: 'environment' | 'file' | 'default'
}

/** Every setting as `readConfig` would use it. Faults are `readConfig`'s to tell. */
export function listSettingSources(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): SettingSource[] {
  const file = readConfigFile(env.GAPURA_CONFIG, cwd, SETTING_KEYS, () => undefined)
  const read = readConfig(env, cwd)
  const config = read.kind === 'read' ? read.config : undefined
  return SETTINGS.map(({ key, env: name }) => {
    const given = env[name] || undefined
    const value = given ?? file.get(key) ?? defaultOf(config, key)
    const source = given !== undefined ? 'environment' : file.has(key) ? 'file' : 'default'
    return { key, env: name, value: key === 'databaseUrl' ? withoutPassword(value) : value, source }
  })
}

/** Variables that look like settings and are none: a misspelt one would otherwise go unnoticed. */
export function listUnknownVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set<string>(['GAPURA_CONFIG', ...SETTINGS.map((setting) => setting.env)])
  return Object.keys(env).filter((name) => name.startsWith('GAPURA_') && !known.has(name))
}

function defaultOf(config: Config | undefined, key: SettingKey): string | null {
  switch (key) {
    case 'host':
    case 'port':
    case 'dataDir':
    case 'nikKeyFile':
    case 'sealKeyFile':
    case 'fileKeyFile':
    case 'demo':
    case 'logLevel':
    case 'fourEyes':
      return config === undefined ? null : String(config[key])
    case 'mediaKeyFile':
    case 'mediaSignKeyFile':
      return config?.media[key] ?? null
    default:
      return null
  }
}

function withoutPassword(url: string | null): string | null {
  return url?.replace(/^(\w+:\/\/[^:/@]*):.*@/, '$1:***@').replace(/(password=)[^&]*/, '$1***') ?? null
}
