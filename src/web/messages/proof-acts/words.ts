import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('proof-acts', id, () => import('./en.ts'))
