import i18next from 'i18next'
import type { Words } from './i18n.ts'

/** The rooms opened so far whose English nobody has asked for. */
const withoutEnglish = new Set<() => Promise<void>>()

/**
 * Adds the words of one room of the portal. They travel with the room's pages instead of with every first load,
 * and its English only with the first visit in English: `messages/<room>/words.ts` awaits this at import, each page
 * of the room imports that file, and uses `useTranslation('<room>')`; shared words are then
 * `t('app.cancel', { ns: 'translation' })`.
 */
export async function addWords<T extends object>(
  room: string,
  id: T,
  english: () => Promise<{ en: Words<T> }>,
): Promise<void> {
  // Merged in: pages whose words are many bring them into the shared ones (`translation`).
  i18next.addResourceBundle('id', room, id, true)
  withoutEnglish.add(async () => {
    i18next.addResourceBundle('en', room, (await english()).en, true)
  })
  if (i18next.language === 'en') await addEnglish()
}

/** Fetches the English of every room that was opened. */
export async function addEnglish(): Promise<void> {
  for (const add of withoutEnglish) {
    await add()
    withoutEnglish.delete(add)
  }
}
