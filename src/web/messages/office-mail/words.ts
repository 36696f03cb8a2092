import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('office-mail', id, () => import('./en.ts'))
