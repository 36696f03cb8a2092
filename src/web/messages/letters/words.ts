import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('letters', id, () => import('./en.ts'))
