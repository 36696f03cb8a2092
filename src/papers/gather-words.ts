import { type Contact, type ContactsOf, listContacts, officialsOn } from '../agencies/index.ts'
import { type AgreementFile, readAgreementFile } from '../agreements/index.ts'
import type { Tx } from '../kernel/database.ts'
import {
  dayInWords,
  getLetterhead,
  type LetterTable,
  longDay,
  longDayWithWeekday,
  type SavedLetterhead,
} from '../letters/index.ts'
import { isElement } from '../registry/elements.ts'
import { agreementWords } from './agreement-words.ts'
import type { PaperOrder } from './domain.ts'
import { type AgreementFacts, findAgreementFacts, getParties } from './paper-facts.store.ts'
import { agencyWords, contactTable, officeWords, type Party, type PartyWords } from './party-words.ts'

/** All that is known of a paper before its occasion adds its own. */
export type Gathered = {
  values: Map<string, string>
  tables: Map<string, LetterTable>
  office: PartyWords & { letterhead: SavedLetterhead }
  agency: (PartyWords & { letterhead: SavedLetterhead }) | null
}

/** Gathers what the database knows: the parties, their officials of that day, and the terms of that day. */
export async function gatherWords(tx: Tx, order: PaperOrder): Promise<Gathered> {
  const { officeId, date } = order
  const facts = order.agreementId === null ? undefined : await findAgreementFacts(tx, order.agreementId, date)
  if (order.agreementId !== null && facts?.officeId !== officeId) {
    throw new Error(`there is no agreement ${order.agreementId} of office ${officeId}`)
  }
  const agencyId = order.agencyId ?? facts?.agencyId ?? null
  const parties = await getParties(tx, { officeId, agencyId })
  const officeParty = await partyOf(tx, { officeId, agencyId: null }, date)
  const office = { ...officeWords(parties.office, officeParty), letterhead: officeParty.letterhead }
  const agencyParty = agencyId === null ? null : await partyOf(tx, { officeId, agencyId }, date)
  const agency =
    parties.agency === null || agencyParty === null
      ? null
      : { ...agencyWords(parties.agency, office, agencyParty), letterhead: agencyParty.letterhead }
  const words = agreementWords({ ...(facts === undefined ? {} : fileOf(facts)), ...order.draft })
  const contacts = contactTable([
    { name: parties.office.name, contacts: officeParty.contacts },
    ...(parties.agency === null
      ? []
      : [{ name: parties.agency.name, contacts: agencyParty?.contacts ?? [] }]),
  ])
  return {
    office,
    agency,
    values: new Map(
      Object.entries({
        tanggal: longDay(date),
        hari_tanggal: longDayWithWeekday(date),
        tanggal_kalimat: dayInWords(date),
        tahun: date.slice(0, 4),
        ...office.values,
        ...agency?.values,
        ...words.values,
      }),
    ),
    tables: new Map(
      Object.entries({ ...words.tables, ...(contacts === undefined ? {} : { narahubung: contacts }) }),
    ),
  }
}

async function partyOf(tx: Tx, of: ContactsOf, date: string): Promise<Party & { contacts: Contact[] }> {
  const letterhead = await getLetterhead(tx, of)
  const officials = await officialsOn(tx, of, date)
  return { letterhead, officials, contacts: await listContacts(tx, of) }
}

/** An agreement as it was entered, with the terms of the day of the letter. */
function fileOf(facts: AgreementFacts): Partial<AgreementFile> {
  const read = readAgreementFile(JSON.stringify(facts.document))
  const entered: Partial<AgreementFile> = read.kind === 'read' ? read.agreement : {}
  return {
    ...entered,
    elements: facts.elements.filter(isElement),
    methods: METHODS.filter((method) => facts.methods.includes(method)),
    ...(facts.isQuotaUnlimited ? { quotaPerUserPerDay: 'unlimited' as const } : {}),
    ...(facts.quotaPerDay === null ? {} : { quotaPerUserPerDay: facts.quotaPerDay }),
    ...(facts.maxUsers === null ? {} : { users: facts.maxUsers }),
  }
}

const METHODS = ['web-portal', 'web-service', 'card-reader'] as const
