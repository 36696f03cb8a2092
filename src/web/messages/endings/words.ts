import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('endings', id, () => import('./en.ts'))
