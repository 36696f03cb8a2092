import { useTranslation } from 'react-i18next'
import { type Installation, installationShape } from '../../api/settings.ts'
import { useFormat } from '../../messages/format.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import '../../messages/settings/words.ts'

/** What the server is and stands on. It is set in its configuration, not here. */
export function InstallationFacts() {
  const { t } = useTranslation()
  const installation = useAsked('/office/installation', installationShape)
  return (
    <Section title={t('settings.installation')}>
      <p className="dim">{t('settings.installationNote')}</p>
      <Loaded query={installation}>{(facts) => <Table facts={facts} />}</Loaded>
    </Section>
  )
}

/** Below this the database may soon be unable to write. */
const LITTLE_BYTES = 5 * 2 ** 30

function Table({ facts }: { facts: Installation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sizeOf = (bytes: number) =>
    bytes < 2 ** 30
      ? `${format.number(Math.round(bytes / 2 ** 20))} MB`
      : `${format.number(Math.round((bytes / 2 ** 30) * 10) / 10)} GB`
  const { database, disk, listeners, trustedProxies, lastLogCheck } = facts
  return (
    <div className="card">
      {disk.freeBytes < LITTLE_BYTES && <Note tone="warn" title={t('settings.littleDisk')} />}
      <Facts
        facts={[
          [t('settings.version'), `Gapura ${facts.version} (Node.js ${facts.node})`],
          [
            t('settings.server'),
            `${facts.server} · ${t('settings.since', { at: format.moment(facts.startedAt) })}`,
          ],
          [
            t('settings.database'),
            `${t(`settings.${database.kind}`)}: PostgreSQL ${database.version} · ${database.name} · ${sizeOf(database.sizeBytes)}`,
          ],
          [t('settings.listeners'), listeners.map(({ address }) => address).join(' · ') || t('app.none')],
          [
            t('settings.https'),
            listeners.some(({ isHttps }) => isHttps) ? t('settings.httpsOn') : t('settings.httpsOff'),
          ],
          [t('settings.proxies'), trustedProxies.join(', ') || t('settings.noProxies')],
          [
            t('settings.logCheck'),
            lastLogCheck === null
              ? t('settings.neverChecked')
              : t(lastLogCheck.faults === 0 ? 'settings.logWhole' : 'settings.logBroken', {
                  at: format.moment(lastLogCheck.at),
                  entries: format.number(lastLogCheck.entries),
                  faults: format.number(lastLogCheck.faults),
                }),
          ],
          [t('settings.dataDir'), <code key="dir">{facts.dataDir}</code>],
          [
            t('settings.disk'),
            t('settings.diskFree', { free: sizeOf(disk.freeBytes), total: sizeOf(disk.totalBytes) }),
          ],
        ]}
      />
    </div>
  )
}
