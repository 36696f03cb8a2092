import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('translation', id, () => import('./en.ts'))
