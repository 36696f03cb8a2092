import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('meetings', id, () => import('./en.ts'))
