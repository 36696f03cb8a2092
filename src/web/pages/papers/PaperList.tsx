import './papers.css'
import '../../messages/papers/words.ts'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { papersShape } from '../../api/papers.ts'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { PaperTable } from './PaperTable.tsx'

/** What the papers are about: an agreement by its code, a request by its number, or these papers. */
export type PapersAbout = { agreement: string } | { request: number } | { ids: readonly number[] }

/** The papers of something, wherever that stands. */
export function PaperList({ about }: { about: PapersAbout }) {
  const { t } = useTranslation('papers')
  const query = useAsked(withQuery('/papers', queryOf(about)), papersShape)
  return <Loaded query={query}>{({ items }) => <PaperTable papers={items} empty={t('empty')} />}</Loaded>
}

function queryOf(about: PapersAbout): Record<string, string | number> {
  if ('agreement' in about) return { agreement: about.agreement }
  if ('request' in about) return { request: about.request }
  // No paper has the number 0: no numbers at all would ask for every paper.
  return { ids: about.ids.length === 0 ? '0' : about.ids.join(',') }
}
