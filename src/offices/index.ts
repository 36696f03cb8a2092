export { ensureOffice } from './office.store.ts'
