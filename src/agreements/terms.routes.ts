import type { FastifyInstance } from 'fastify'
import { readInstant, ZONE_ABBREVIATION } from '../kernel/clock.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { ELEMENTS, inCatalogueOrder, isElement } from '../registry/elements.ts'
import { findDocument, readClock } from './agreement-document.store.ts'
import { findVisibleAgreement } from './agreement-in-force.store.ts'
import {
  findStateAt,
  listAddressesAt,
  listWholeVersions,
  type WholeTermVersion,
} from './term-history.store.ts'

/** What an agreement allowed at any moment (requirement 3.4, CH-15). */
export function registerTermsRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get<{ Params: { code: string } }>(
    '/api/portal/agreements/:code/terms',
    { config: { access: { permission: 'agreement.read' } } },
    async (request, reply) => {
      const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
      if (agreement === undefined) return sendNotFound(reply)
      const given = readFields(request.query).text('at')
      const { timeZone } = agreement
      const read =
        given === '' ? new Date(await readClock(pool)).toISOString() : readInstant(given, timeZone, 'end')
      if (read === undefined) {
        return sendInvalid(reply, [{ field: 'at', message: 'Harus tanggal TTTT-BB-HH atau waktu ISO.' }])
      }
      const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given)
      // A day is told by its last moment: the first of the next day is not in.
      const at = isDay ? new Date(Date.parse(read) - 1).toISOString() : read
      return inTx(pool, async (tx) => {
        const versions = await listWholeVersions(tx, agreement.id)
        // To the microsecond: a version that begins within this millisecond has begun.
        const inForce = versions.filter(({ validFrom }) => Date.parse(validFrom) <= Date.parse(at)).at(-1)
        const asKnown = versions
          .filter(({ validFrom, enteredAt, version }) =>
            [validFrom, version === 1 ? validFrom : enteredAt].every(
              (from) => Date.parse(from) <= Date.parse(at),
            ),
          )
          .sort((a, b) => Date.parse(a.validFrom) - Date.parse(b.validFrom))
          .at(-1)
        const document = await findDocument(tx, agreement.id, at)
        return {
          at,
          zone: ZONE_ABBREVIATION[timeZone],
          /** The version in force by its paper; null before the first. */
          version: inForce?.version ?? null,
          /** The one that calls were answered by, where a later one was entered with effect back to this moment. */
          answeredBy: asKnown?.version === inForce?.version ? null : (asKnown?.version ?? null),
          state: await findStateAt(tx, agreement.id, at),
          validFrom: agreement.validFrom,
          validUntil: agreement.validUntil,
          centralApproval: document.centralApproval?.number ?? null,
          network: {
            provider: document.network?.provider ?? null,
            bandwidth:
              document.network?.bandwidthMbps === undefined
                ? (document.network?.bandwidthAsWritten ?? null)
                : `${document.network.bandwidthMbps.toLocaleString('id-ID')} Mbps`,
            connectionPoints: document.network?.connectionPoints ?? null,
            addresses: await listAddressesAt(tx, agreement.id, at),
          },
          versions: versions.map(toView),
        }
      })
    },
  )
}

function toView(term: WholeTermVersion) {
  const { elements, quotaPerDay, isQuotaUnlimited, isPrintAllowed, wireMethods, ...rest } = term
  return {
    ...rest,
    elements: inCatalogueOrder(elements.filter(isElement)).map((element) => ({
      element,
      label: ELEMENTS[element].label,
    })),
    quotaPerDay: isQuotaUnlimited ? ('unlimited' as const) : quotaPerDay,
    printAllowed: isPrintAllowed,
    wireMethods: wireMethods.map(({ name, operation }) => ({ name, operation })),
  }
}
