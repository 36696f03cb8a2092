import '../../messages/statements/words.ts'
import { useTranslation } from 'react-i18next'
import type { Statement } from '../../api/statements.ts'
import { useFormat } from '../../messages/format.ts'

type Named = Pick<Statement, 'kind' | 'signerName'> & { extendsUntil?: string | null }

/** A statement by its kind and signer, as titles and buttons name it. */
export function useStatementName(): (statement: Named) => { kind: string; name: string } {
  const { t } = useTranslation('statements')
  const format = useFormat()
  return ({ kind, signerName, extendsUntil = null }) => ({
    kind:
      extendsUntil === null
        ? t(`kinds.${kind}`)
        : `${t(`kinds.${kind}`)}, ${t('extends', { day: format.day(extendsUntil) })}`,
    name: signerName,
  })
}

/** The beginnings of the addresses that show something else after an act on a statement. */
export const STALE = [['/agreements'], ['/statements'], ['/papers'], ['/tasks'], ['/agency']] as const
