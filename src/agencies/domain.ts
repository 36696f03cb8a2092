/** The states of a user agency, in the words of people. */
export const AGENCY_STATES = { active: 'aktif', suspended: 'ditangguhkan' } as const

export type AgencyState = keyof typeof AGENCY_STATES

export const AGENCY_ACTS = {
  suspend: { from: 'active', to: 'suspended', event: 'agency.suspended' },
  reactivate: { from: 'suspended', to: 'active', event: 'agency.reactivated' },
} as const satisfies Record<string, { from: AgencyState; to: AgencyState; event: string }>

export type AgencyAct = keyof typeof AGENCY_ACTS
