import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('officials', id, () => import('./en.ts'))
