import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('packs', id, () => import('./en.ts'))
