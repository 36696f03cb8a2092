import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('changes', id, () => import('./en.ts'))
