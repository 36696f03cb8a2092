import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('feedback-compliance', id, () => import('./en.ts'))
