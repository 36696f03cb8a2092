import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('feedback-proposals', id, () => import('./en.ts'))
