import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { list, record } from '../../api/shape.ts'
import { PATHS } from '../../paths.ts'
import { useAsked } from '../../ui/Loaded.tsx'
import { Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import '../../messages/settings/words.ts'

// Asked for under an address of its own: what is remembered of the other holds more.
const failedShape = record({ failed: list(record({})) })

/** What has a page of its own; letters that did not arrive are told here already. */
export function MoreSettings() {
  const { t } = useTranslation()
  const failed = useAsked(withQuery('/office/mail', { brief: 'yes' }), failedShape).data?.failed.length ?? 0
  return (
    <Section title={t('settings.more')}>
      <ul>
        <li>
          <PathLink to={PATHS.officeOfficials}>{t('settings.officials')}</PathLink>
          <div className="dim">{t('settings.officialsNote')}</div>
        </li>
        <li>
          <PathLink to={PATHS.holidays}>{t('settings.holidays')}</PathLink>
          <div className="dim">{t('settings.holidaysNote')}</div>
        </li>
        <li>
          <PathLink to={PATHS.officeMail}>{t('settings.mail')}</PathLink>
          {failed > 0 && <div className="toned tone-bad">{t('settings.mailFailed', { n: failed })}</div>}
          <div className="dim">{t('settings.mailNote')}</div>
        </li>
      </ul>
    </Section>
  )
}
