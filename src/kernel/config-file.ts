import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'

/**
 * Reads a configuration file (YAML or JSON) of `name: value` pairs.
 *
 * @param name as in `GAPURA_CONFIG`; undefined: no file
 * @param known the names of settings; any other is a fault
 */
export function readConfigFile(
  name: string | undefined,
  cwd: string,
  known: ReadonlySet<string>,
  fault: (setting: string, message: string) => void,
): Map<string, string> {
  if (name === undefined) return new Map()
  const full = resolve(cwd, name)
  if (!existsSync(full)) {
    fault('GAPURA_CONFIG', `berkas ${full} tidak ada`)
    return new Map()
  }
  let content: unknown
  try {
    content = parseYaml(readFileSync(full, 'utf8')) ?? {}
  } catch (error) {
    // Only the first line: the others show the file, which may hold a password.
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : []
    fault('GAPURA_CONFIG', `berkas ${full} bukan YAML yang sah: ${reason}`)
    return new Map()
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    fault('GAPURA_CONFIG', `berkas ${full} harus berisi pasangan nama: nilai`)
    return new Map()
  }
  const values = new Map<string, string>()
  for (const [key, value] of Object.entries(content)) {
    if (!known.has(key)) fault(key, 'setelan ini tidak dikenal')
    else if (Array.isArray(value)) values.set(key, value.join(','))
    else if (value !== null) values.set(key, String(value))
  }
  return values
}
