import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('obligations', id, () => import('./en.ts'))
