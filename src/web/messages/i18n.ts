import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { id } from './id.ts'

/** The same keys with any words. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> }

export type Messages = Words<typeof id>

export const LANGUAGES = { id: 'Bahasa Indonesia', en: 'English' } as const

export type Language = keyof typeof LANGUAGES

export const isLanguage = (name: string): name is Language => Object.hasOwn(LANGUAGES, name)

// Kept between visits; it says nothing about anybody.
const KEY = 'gapura.language'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof id }
  }
}

/** Starts in the language of the last visit; Indonesian at first, whatever the browser prefers. */
export async function startI18n(): Promise<void> {
  const stored = localStorage.getItem(KEY) ?? 'id'
  await i18next.use(initReactI18next).init({
    lng: 'id',
    fallbackLng: 'id',
    resources: { id: { translation: id } },
    interpolation: { escapeValue: false },
  })
  if (isLanguage(stored)) await speak(stored)
}

export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.ts')
    i18next.addResourceBundle('en', 'translation', en)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(KEY, language)
}
