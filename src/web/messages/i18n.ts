import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { addEnglish } from './add-words.ts'
import { id } from './id.ts'

/** The same keys with any words. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> }

export type Messages = Words<typeof id>

export const LANGUAGES = { id: 'Bahasa Indonesia', en: 'English' } as const

export type Language = keyof typeof LANGUAGES

export const isLanguage = (name: string): name is Language => Object.hasOwn(LANGUAGES, name)

// Kept between visits; it says nothing about anybody.
const KEY = 'gapura.language'

/** The shared words, with those that only some pages fetch. */
type Shared = typeof id &
  typeof import('./audit/id.ts').id &
  typeof import('./check-nik/id.ts').id &
  typeof import('./account/id.ts').id &
  typeof import('./settings/id.ts').id &
  typeof import('./sign-in/id.ts').id

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: Shared
      packs: typeof import('./packs/id.ts').id
      'feedback-media': typeof import('./feedback-media/id.ts').id
      'proof-acts': typeof import('./proof-acts/id.ts').id
      proofs: typeof import('./proofs/id.ts').id
      obligations: typeof import('./obligations/id.ts').id
      tasks: typeof import('./tasks/id.ts').id
      'office-mail': typeof import('./office-mail/id.ts').id
      'agreement-form': typeof import('./agreement-form/id.ts').id
      letters: typeof import('./letters/id.ts').id
      papers: typeof import('./papers/id.ts').id
      requests: typeof import('./requests/id.ts').id
      statements: typeof import('./statements/id.ts').id
      changes: typeof import('./changes/id.ts').id
      past: typeof import('./past/id.ts').id
      officials: typeof import('./officials/id.ts').id
      meetings: typeof import('./meetings/id.ts').id
      breaches: typeof import('./breaches/id.ts').id
      feedback: typeof import('./feedback/id.ts').id
      'feedback-proposals': typeof import('./feedback-proposals/id.ts').id
      'feedback-compliance': typeof import('./feedback-compliance/id.ts').id
      'feedback-definition': typeof import('./feedback-definition/id.ts').id
      endings: typeof import('./endings/id.ts').id
    }
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
  if (language === 'en') await addEnglish()
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(KEY, language)
}
