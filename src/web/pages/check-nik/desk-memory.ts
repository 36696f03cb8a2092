/** What an operator need not type again for the next applicant. In memory: gone with the tab or the sign-out. */
export type DeskMemory = { purpose: string; caseNumber: string }

const EMPTY: DeskMemory = { purpose: '', caseNumber: '' }

let memory = EMPTY

export const recallDesk = () => memory

export function rememberDesk(next: DeskMemory): void {
  memory = next
}

export function forgetDesk(): void {
  memory = EMPTY
}
