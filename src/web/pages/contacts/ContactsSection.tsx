import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../api/contacts.ts'
import { Section } from '../../ui/Page.tsx'
import { ContactForm } from './ContactForm.tsx'
import { ContactList } from './ContactList.tsx'

type ContactsSectionProps = {
  title: string
  contacts: readonly Contact[]
  /** Of the API: `/agency`, `/office`, `/office/agencies/7`. */
  place: string
  mayChange: boolean
}

/** Whom to ring up, and the way to change it for who may. */
export function ContactsSection({ title, contacts, place, mayChange }: ContactsSectionProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={title}>
      {isOpen ? (
        <ContactForm title={title} contacts={contacts} place={place} onClose={() => setOpen(false)} />
      ) : (
        <>
          <ContactList contacts={contacts} mayChange={mayChange} />
          {mayChange && (
            <Button variant="default" mt="xs" onClick={() => setOpen(true)}>
              {t('contacts.change')}
            </Button>
          )}
        </>
      )}
    </Section>
  )
}
