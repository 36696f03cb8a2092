import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('feedback-media', id, () => import('./en.ts'))
