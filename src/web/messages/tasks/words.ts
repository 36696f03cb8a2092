import { addWords } from '../add-words.ts'
import { id } from './id.ts'

await addWords('tasks', id, () => import('./en.ts'))
