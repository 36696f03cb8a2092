import type { Words } from '../i18n.ts'
import type { id } from './id.ts'

export const en: Words<typeof id> = {
  title: 'Integration pack',
  lead: 'One ZIP file for the terms in force now: guide, specification with an example of every answer, reference tables, User ID form, sample statements, and the specification of feedback data. It holds no password. Every download is recorded.',
  download: 'Download the integration pack',
}
