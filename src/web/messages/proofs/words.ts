import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('proofs', id, () => import('./en.ts'))
