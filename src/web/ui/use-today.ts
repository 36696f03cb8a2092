import { ZONES } from '../api/session.ts'
import { useZone } from './me.ts'

/** Today in the office's zone, as this machine has it; what is late says the server. */
export function useToday(): string {
  const timeZone = ZONES[useZone()]
  // Swedes write days as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date())
}
