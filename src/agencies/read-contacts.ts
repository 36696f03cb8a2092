import type { Fields } from '../kernel/fields.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { holdsNik } from '../registry/index.ts'
import type { Contact } from './contact.store.ts'

const MAX_CONTACTS = 5
const MAX_NAME = 100

const PHONE = /^\+?[0-9][0-9 ()./-]{4,38}$/
const EMAIL = /^[^\s@<>"',;:]+@[^\s@<>"',;:]+\.[^\s@<>"',;:]+$/

/** Reads the list of contacts of a form (P-20): the contacts, or every fault by the path of its field. */
export function readContacts(
  fields: Fields,
): { kind: 'read'; contacts: Contact[] } | { kind: 'faulty'; faults: FieldFault[] } {
  const items = fields.items('contacts')
  if (items === undefined) return faulty('contacts', 'Sebutkan daftar narahubungnya.')
  if (items.length > MAX_CONTACTS) return faulty('contacts', `Paling banyak ${MAX_CONTACTS} narahubung.`)
  const contacts = items.map((item) => ({
    name: item.text('name'),
    position: item.text('position'),
    phone: item.text('phone') || null,
    email: item.text('email') || null,
    isAsked: item.truth('isAsked') === true,
  }))
  const faults = contacts.flatMap((contact, index) =>
    faultsOf(contact).map(({ field, message }) => ({ field: `contacts[${index}].${field}`, message })),
  )
  if (contacts.length > 0 && contacts.filter(({ isAsked }) => isAsked).length !== 1) {
    faults.push({ field: 'contacts', message: 'Pilih satu orang yang dihubungi bila akses tertutup.' })
  }
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'read', contacts }
}

function faultsOf({ name, position, phone, email }: Contact): FieldFault[] {
  const faults: FieldFault[] = []
  const fault = (field: string, message: string) => faults.push({ field, message })
  if (name === '') fault('name', 'Isi namanya.')
  else if (name.length > MAX_NAME) fault('name', `Nama paling banyak ${MAX_NAME} huruf.`)
  else if (/[0-9]/.test(name)) fault('name', 'Nama tidak memuat angka.')
  if (position === '') fault('position', 'Isi jabatannya.')
  else if (position.length > MAX_NAME) fault('position', `Jabatan paling banyak ${MAX_NAME} huruf.`)
  else if (holdsNik(position)) fault('position', 'Jabatan memuat NIK.')
  if (phone === null && email === null) fault('phone', 'Isi nomor telepon atau surel.')
  if (phone !== null && (!PHONE.test(phone) || holdsNik(phone))) {
    fault('phone', 'Nomor telepon berisi 5 sampai 39 angka, boleh diawali +.')
  }
  if (email !== null && (!EMAIL.test(email) || email.length > MAX_NAME || holdsNik(email))) {
    fault('email', 'Surel harus berbentuk nama@domain.')
  }
  return faults
}

function faulty(field: string, message: string): { kind: 'faulty'; faults: FieldFault[] } {
  return { kind: 'faulty', faults: [{ field, message }] }
}
