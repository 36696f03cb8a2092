import type { Fields } from '../kernel/fields.ts'
import { idIn } from './origin.ts'
import type { NewStaff } from './staff.store.ts'

/** Who a new account is for, as a form names them; what is missing reads as absent. */
export function readPerson(body: Fields): Pick<NewStaff, 'username' | 'fullName' | 'nip' | 'workUnitId'> {
  return {
    username: body.text('username').toLowerCase(),
    fullName: body.text('fullName'),
    nip: body.text('nip') || null,
    workUnitId: idIn(body, 'workUnitId') ?? null,
  }
}
