import i18next from 'i18next'
import type { Words } from './i18n.ts'

/**
 * Adds the words of one room of the portal. They travel with the room's pages instead of with every first load:
 * `messages/<room>/words.ts` calls this at import, each page of the room imports that file, and uses
 * `useTranslation('<room>')`; shared words are then `t('app.cancel', { ns: 'translation' })`.
 */
export function addWords<T extends object>(room: string, id: T, en: Words<T>): void {
  i18next.addResourceBundle('id', room, id)
  i18next.addResourceBundle('en', room, en)
}
