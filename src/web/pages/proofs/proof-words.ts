import '../../messages/check-nik/words.ts'
import { useTranslation } from 'react-i18next'
import { id } from '../../messages/proofs/id.ts'
import type { Tone } from '../../ui/Note.tsx'

type Table = 'states' | 'next'

const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(table, key)

const TONES: Readonly<Record<string, Tone>> = {
  passed: 'good',
  met: 'good',
  failed: 'bad',
  broken: 'bad',
  unseen: 'warn',
  'by-examiner': 'warn',
  running: 'warn',
  examined: 'warn',
}

export const toneOf = (name: string): Tone => TONES[name] ?? 'quiet'

/** The words of what the server names by a code; a code that the portal does not know is shown as it is. */
export function useProofWords() {
  const { t, i18n } = useTranslation('proofs')
  return {
    // By its name: the parsers of the counter's own page would come with its words.
    outcome: (outcome: string) => {
      const title: unknown = i18n.getResource(i18n.language, 'translation', `outcome.${outcome}.title`)
      return typeof title === 'string' ? title : outcome
    },
    state: (table: Table, state: string) => (has(id[table], state) ? t(`${table}.${state}`) : state),
    verdict: (verdict: string) => (has(id.rows.verdicts, verdict) ? t(`rows.verdicts.${verdict}`) : verdict),
    kind: (kind: string) => (has(id.subjects.kinds, kind) ? t(`subjects.kinds.${kind}`) : kind),
    scenario: (name: string) => (has(id.scenario.names, name) ? t(`scenario.names.${name}`) : name),
  }
}
