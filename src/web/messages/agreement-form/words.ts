import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('agreement-form', id, () => import('./en.ts'))
