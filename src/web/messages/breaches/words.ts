import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('breaches', id, () => import('./en.ts'))
