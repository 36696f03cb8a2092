import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateWord } from '../../api/letters.ts'
import { Section } from '../../ui/Page.tsx'

type WordListProps = {
  placeholders: readonly TemplateWord[]
  tables: readonly TemplateWord[]
  onInsert: (text: string) => void
}

/** What a template of this kind may speak of. */
export function WordList({ placeholders, tables, onInsert }: WordListProps) {
  const { t } = useTranslation('letters')
  const [wanted, setWanted] = useState('')
  const words = wanted.toLowerCase()
  const found = ({ name, about }: TemplateWord) => `${name} ${about}`.toLowerCase().includes(words)
  const list = (given: readonly TemplateWord[], textOf: (name: string) => string) => (
    <ul className="word-list">
      {given.filter(found).map(({ name, about }) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => onInsert(textOf(name))}
            aria-label={t('template.insert', { name: textOf(name) })}
          >
            <code>{textOf(name)}</code>
          </button>
          <span lang="id">{about}</span>
        </li>
      ))}
    </ul>
  )
  return (
    <Section title={t('template.placeholders')}>
      <p className="dim">{t('template.placeholdersNote')}</p>
      <TextInput
        type="search"
        label={t('template.find')}
        value={wanted}
        onChange={({ currentTarget: { value } }) => setWanted(value)}
      />
      {placeholders.some(found) || tables.some(found) ? (
        <>
          {list(placeholders, (name) => `{{${name}}}`)}
          {tables.some(found) && <h3>{t('template.tables')}</h3>}
          {list(tables, (name) => `[[tabel: ${name}]]`)}
        </>
      ) : (
        <p className="empty">{t('template.noneFound')}</p>
      )}
    </Section>
  )
}
