import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('statements', id, () => import('./en.ts'))
