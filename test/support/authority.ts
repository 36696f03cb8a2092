import type { Element } from '../../src/registry/index.ts'
import type { Authority, Term } from '../../src/verification/domain.ts'

export const NOW = 1_790_000_000_000_000
const DAY = 86_400_000_000
export const ELEMENTS: readonly Element[] = ['NIK', 'NAMA_LGKP', 'TGL_LHR']

export const term: Term = {
  version: 1,
  elements: ELEMENTS,
  methods: ['web-service'],
  quotaPerDay: 1_000,
  isQuotaUnlimited: false,
  wireMethods: [
    { name: 'call_nik', operation: 'biodata', elements: null },
    { name: 'call_verify_by_elemen', operation: 'match', elements: ['NAMA_LGKP'] },
    { name: 'adm_desa', operation: 'biodata', elements: ['NAMA_LGKP', 'NO_KK'] },
  ],
}

/** A production User ID of a program, with everything in order. */
export const authority: Authority = {
  now: NOW,
  day: '2026-09-21',
  secondOfDay: 36_000,
  officeId: 1,
  officeRegion: '33.13',
  credentialId: 7,
  isStaffCredential: false,
  credentialKind: 'production',
  scenario: null,
  credentialState: 'active',
  secretVersion: 1,
  previousSecretUntil: null,
  expiresAt: null,
  addresses: '{10.88.0.0/24}',
  declaredAddressRequired: false,
  hours: null,
  profile: 'G1',
  idStyle: 'number',
  credentialQuota: null,
  loweredQuota: null,
  agencyState: 'active',
  agencyWireName: 'rsud_contoh',
  agencyCustomerId: '880000000000001',
  agreementId: 3,
  agreementState: 'in_force',
  validFrom: NOW - DAY,
  validUntil: NOW + DAY,
  isProofOfConceptMissing: false,
  isSptjmMissing: false,
  isNdaMissing: false,
  term,
}
