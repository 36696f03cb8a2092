import type { Command } from 'commander'
import { readConfig } from '../kernel/config.ts'
import { listSettingSources, listUnknownVariables, type SettingSource } from '../kernel/config-sources.ts'
import { EXIT, JSON_OPTION, print, printError, printJson, printTable } from './output.ts'

const SOURCES: Record<SettingSource['source'], string> = {
  environment: 'lingkungan',
  file: 'berkas',
  default: 'bawaan',
}

/** `config check`: every setting with its value and source, and every fault. Opens no database. */
export function registerConfigCheck(parent: Command): void {
  parent
    .command('check')
    .description('menampilkan setelan beserta asalnya, dan semua kesalahannya')
    .option(...JSON_OPTION)
    .action((flags: { json?: boolean }) => {
      const read = readConfig(process.env, process.cwd())
      const faults = read.kind === 'faulty' ? read.faults : []
      const settings = listSettingSources(process.env, process.cwd())
      const unknown = listUnknownVariables(process.env)
      if (faults.length > 0) process.exitCode = EXIT.usage
      if (flags.json === true) {
        printJson({ settings, faults, unknown })
        return
      }
      printTable(
        ['SETELAN', 'VARIABEL', 'ASAL', 'NILAI'],
        settings.map(({ key, env, source, value }) => [key, env, SOURCES[source], value ?? '—']),
      )
      print('')
      for (const name of unknown) printError(`Perhatian: variabel ${name} tidak dikenal dan tidak dipakai.`)
      for (const { setting, message } of faults) printError(`SALAH  ${setting}: ${message}`)
      print(faults.length === 0 ? 'Konfigurasi sah.' : `Konfigurasi tidak sah: ${faults.length} kesalahan.`)
    })
}
