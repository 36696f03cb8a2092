import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('feedback', id, () => import('./en.ts'))
