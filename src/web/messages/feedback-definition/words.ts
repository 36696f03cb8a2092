import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('feedback-definition', id, () => import('./en.ts'))
