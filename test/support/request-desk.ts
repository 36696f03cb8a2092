import assert from 'node:assert/strict'
import { openLog } from '../../src/kernel/log.ts'
import { otherAgreement } from './agreement.ts'
import { setUpInstallation } from './installation.ts'
import { openStaffedPortal } from './staffed-portal.ts'
import { enterAgencies } from './two-agencies.ts'
import { act, draftOf, handInPackage, needsOf, openAgency, openOffice, signatory } from './walk-request.ts'

const APPROVAL = { number: '400.8.1.2/9/Dukcapil', feedback: ['Nomor AK I'], termMonths: 24 }

/** An office with everyone who works on requests, two agencies of it, and an officer of another office. */
export async function openRequestDesk() {
  const installation = await setUpInstallation({ people: 5 })
  const agencies = await enterAgencies(installation.pool)
  const portal = await openStaffedPortal(installation, openLog('silent'), 'required')
  const { officeId } = agencies.labour
  const { rows } = await installation.pool.query('select code, name, level from office where id = $1', [
    officeId,
  ])
  const office = await openOffice(portal, installation.pool, { ...rows[0], region: rows[0].code })
  const labour = await openAgency(portal, agencies.labour)
  const health = await openAgency(portal, agencies.health)
  const stranger = await portal.signIn({
    role: 'agreement-officer',
    username: 'petugas.lain',
    officeId: agencies.elsewhere.officeId,
  })
  let count = 0

  /** A request of the labour agency with all that it needs, not yet submitted. */
  const complete = async (opening: { renews?: string } = {}) => {
    count += 1
    const file = otherAgreement(`baru-${count}`, {
      methods: ['web-portal', 'web-service'],
      quotaPerUserPerDay: 50,
      feedback: { fields: [{ name: 'Nomor AK I' }], methods: ['form'] },
      network: { kind: 'closed', provider: 'Diskominfo' },
      signedOn: '2026-01-10',
      validUntil: '2027-12-31',
    })
    const { userAgency: _, ...draft } = draftOf(file)
    const { pic } = labour
    const opened = await pic.send<{ id: number }>('POST', '/requests', opening)
    const { id } = opened.body
    const saved = await pic.send('PUT', `/requests/${id}/draft`, { draft, needs: needsOf(file) })
    assert.equal(saved.status, 204, saved.text)
    await handInPackage(pic, id)
    return { id, file, draft }
  }

  return {
    installation,
    portal,
    office,
    labour,
    health,
    stranger,
    complete,
    /** The same, as far as the central approval. */
    approved: async (opening: { renews?: string } = {}) => {
      const request = await complete(opening)
      const { id, file } = request
      await act(labour.head, id, 'submit', { number: '1/2026' }, 'submitted')
      await act(office.officer, id, 'forward', { number: '2/2026' }, 'forwarded')
      const { purpose, elements, methods } = file
      const body = { ...APPROVAL, purpose, elements, methods, signatory: signatory('Direktur Jenderal') }
      await act(office.central, id, 'approve', body, 'approved')
      return request
    },
    /** One value of the database. */
    one: async (sql: string, values: unknown[] = []) =>
      Object.values((await installation.pool.query(sql, values)).rows[0] ?? {})[0],
    close: async () => {
      await portal.close()
      await installation.close()
    },
  }
}

export type RequestDesk = Awaited<ReturnType<typeof openRequestDesk>>
