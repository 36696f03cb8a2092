import '../../messages/tasks/words.ts'
import { useTranslation } from 'react-i18next'
import { otherRoomsFor } from '../../doors.ts'
import { useMe } from '../../ui/me.ts'
import { Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'

/** The menu holds eight rooms; whoever may open more finds the others here. */
export function OtherRooms() {
  const { t } = useTranslation(['tasks', 'translation'])
  const { staff, permissions } = useMe()
  const rooms = otherRoomsFor({ role: staff.role, permissions })
  if (rooms.length === 0) return null
  return (
    <Section title={t('otherRooms')}>
      <p className="dim">{t('otherRoomsNote')}</p>
      <ul>
        {rooms.map(({ path, label }) => (
          <li key={path}>
            <PathLink to={path}>{t(`nav.${label}`, { ns: 'translation' })}</PathLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
