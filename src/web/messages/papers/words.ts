import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('papers', id, () => import('./en.ts'))
