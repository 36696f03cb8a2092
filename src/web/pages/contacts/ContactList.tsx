import { useTranslation } from 'react-i18next'
import type { Contact } from '../../api/contacts.ts'

/** People with their position, and how they are reached. */
export function ContactList({ contacts, mayChange }: { contacts: readonly Contact[]; mayChange: boolean }) {
  const { t } = useTranslation()
  if (contacts.length === 0) {
    return <p className="empty">{mayChange ? t('contacts.emptyYours') : t('contacts.empty')}</p>
  }
  return (
    <ul className="contacts">
      {contacts.map(({ name, position, phone, email, isAsked }) => (
        <li key={`${name} ${position}`} className="card">
          <strong>{name}</strong>
          <span className="dim">{position}</span>
          {phone !== null && <a href={`tel:${phone.replace(/[^+0-9]/g, '')}`}>{phone}</a>}
          {email !== null && <a href={`mailto:${email}`}>{email}</a>}
          {isAsked && <small>{t('contacts.asked')}</small>}
        </li>
      ))}
    </ul>
  )
}
