import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('requests', id, () => import('./en.ts'))
