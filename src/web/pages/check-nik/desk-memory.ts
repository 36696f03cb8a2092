/** What an operator need not type again for the next applicant. In memory: gone with the tab or the sign-out. */
export type DeskMemory = { purpose: string; caseNumber: string }

const EMPTY: DeskMemory = { purpose: '', caseNumber: '' }

let memory = EMPTY

export const recallDesk = () => memory

export function rememberDesk(next: DeskMemory): void {
  memory = next
}

/** The NIK of a look-up on its way to the form for feedback data: in memory, for the page that opens next (FB-79). */
let handedNik = ''

export function handOverNik(nik: string): void {
  handedNik = nik
}

export const recallHandedNik = () => handedNik

export function forgetHandedNik(): void {
  handedNik = ''
}

export function forgetDesk(): void {
  memory = EMPTY
  forgetHandedNik()
}
