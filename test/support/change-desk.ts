import assert from 'node:assert/strict'
import type { OfficeOfThree, Refusal } from './office-of-three.ts'
import { specimenPdf } from './specimen-files.ts'
import type { PortalClient } from './staffed-portal.ts'

export type ChangePage = {
  id: number
  state: string
  missing: string[]
  acts: string[]
  whatIf: { id: number; result: { calls: number } } | null
  proposal: number | null
  procedure: { central: boolean; study: boolean }
  steps: { act: string }[]
  paper: { number: string | null } | null
}

export type TermRow = { version: number; elements: string[]; quota_per_day: number; basis: string }

/** The changes of the agreement `dinkes`, with the people of its agency, and those of another. */
export async function openChangeDesk(office: OfficeOfThree) {
  const { health, labour } = office.agencies
  const of = { officeId: health.officeId, agencyId: health.agencyId }
  const head = await office.portal.signIn({ role: 'agency-head', username: 'dinkes.kepala', ...of })
  const pic = await office.portal.signIn({ role: 'agency-pic', username: 'dinkes.pic', ...of })
  const elsewhere = { officeId: labour.officeId, agencyId: labour.agencyId }
  const stranger = await office.portal.signIn({
    role: 'agency-head',
    username: 'disnaker.kepala',
    ...elsewhere,
  })
  const path = '/agreements/dinkes/changes'
  const letter = { letterNumber: '440/17/2026', letterOn: '2020-01-02', reason: 'layanan baru' }

  const page = async (id: number, by: PortalClient = head): Promise<ChangePage> => {
    const reply = await by.get<ChangePage>(`${path}/${id}`)
    assert.equal(reply.status, 200, reply.text)
    return reply.body
  }
  const attach = async (id: number, kind: string) => {
    const file = { bytes: specimenPdf(), name: `${kind}.pdf`, type: 'application/pdf' }
    const reply = await pic.upload(`${path}/${id}/attachments?kind=${kind}`, file)
    assert.equal(reply.status, 201, reply.text)
  }
  const act = async (by: PortalClient, id: number, step: string, body: object = {}, status = 204) => {
    const reply = await by.send<Refusal & { proposal?: number }>('POST', `${path}/${id}/${step}`, body)
    assert.equal(reply.status, status, `${step}: ${reply.text}`)
    return reply.body
  }
  return {
    head,
    pic,
    stranger,
    path,
    letter,
    page,
    attach,
    act,
    begin: async (kind: string, content: object): Promise<number> => {
      const reply = await pic.send<{ id: number }>('POST', path, { kind, content, ...letter })
      assert.equal(reply.status, 201, reply.text)
      return reply.body.id
    },
    /** From a draft to ready to be put into effect, by the people whose turn it is. */
    bringToSigned: async (id: number, withStudy = true): Promise<void> => {
      const officer = office.as('officer')
      await attach(id, 'letter')
      if (withStudy) await attach(id, 'study')
      if ((await page(id)).missing.includes('what-if')) await act(pic, id, 'what-if', {}, 200)
      assert.deepEqual((await page(id)).missing, [])
      await act(head, id, 'submission')
      await act(officer, id, 'acceptance')
      if ((await page(id)).state === 'at-central') {
        await act(office.as('central'), id, 'central-approval', { number: '400/DUKCAPIL', on: '2020-01-03' })
      }
      await act(officer, id, 'paper', { number: `ADD/${id}` })
      const { state, whatIf } = await page(id)
      if (state === 'signed') return
      const seen = whatIf === null ? {} : { whatIf: whatIf.id }
      await act(head, id, 'agency-signature', { signer: 'Contoh Kepala', ...seen })
      await act(officer, id, 'office-signature', { signer: 'Contoh Kadis', ...seen })
      assert.equal((await page(id)).state, 'signed')
    },
    /** Proposed by the officer, approved by the administrator, and by nobody alone. */
    bringInForce: async (id: number): Promise<void> => {
      const { proposal = 0 } = await act(office.as('officer'), id, 'effect', {}, 202)
      assert.equal((await page(id)).state, 'proposed')
      const own = await office.answer('officer', proposal, 'approval')
      assert.equal(own.status, 422, 'nobody decides what they proposed')
      const done = await office.answer('administrator', proposal, 'approval')
      assert.equal(done.status, 204, done.text)
      assert.equal((await page(id)).state, 'in-effect')
    },
    terms: async (): Promise<TermRow[]> =>
      office.query(`select t.* from agreement_term t join agreement a on a.id = t.agreement_id
        where a.code = 'dinkes' order by version`),
  }
}

export type ChangeDesk = Awaited<ReturnType<typeof openChangeDesk>>
