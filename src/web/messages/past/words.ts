import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('past', id, () => import('./en.ts'))
