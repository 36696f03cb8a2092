import type { FastifyInstance } from 'fastify'
import { findLastLogCheck } from '../audit/index.ts'
import { ZONE_ABBREVIATION } from '../kernel/clock.ts'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import type { InstallationFacts } from '../kernel/installation-facts.ts'
import { sendInvalid } from '../kernel/problem.ts'
import { changeSettings, readSettings } from './change-settings.ts'
import { OFFICE_SETTING_NAMES, OFFICE_SETTINGS } from './office-settings.ts'
import { actorOf } from './origin.ts'
import { getOfficeCard } from './settings.store.ts'

/** What an office has set for its portal, and what the installation is. */
export function registerSettingsRoutes(
  app: FastifyInstance,
  { pool, facts }: { pool: Pool; facts: () => Promise<InstallationFacts> },
): void {
  app.get(
    '/api/portal/office/settings',
    { config: { access: { permission: 'office.settings.read' } } },
    async (request) => {
      const { settings, timeZone, ...office } = await getOfficeCard(pool, request.signedIn.officeId)
      return {
        office: { ...office, timeZone, zone: ZONE_ABBREVIATION[timeZone] },
        settings: OFFICE_SETTING_NAMES.map((name) => {
          const { usual, least, most } = OFFICE_SETTINGS[name]
          return { name, value: settings[name] ?? usual, isSet: settings[name] !== null, usual, least, most }
        }),
      }
    },
  )

  app.put(
    '/api/portal/office/settings',
    { config: { access: { permission: 'office.settings.manage', reauthenticated: true } } },
    async (request, reply) => {
      const read = readSettings(readFields(request.body))
      if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
      await changeSettings(pool, request.signedIn.officeId, read.change, actorOf(request))
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/portal/office/installation',
    { config: { access: { permission: 'office.installation.read' } } },
    async () => {
      const [installation, lastLogCheck] = await Promise.all([facts(), findLastLogCheck(pool)])
      return { ...installation, lastLogCheck }
    },
  )
}
