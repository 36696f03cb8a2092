/**
 * Every field of an agreement file as the form keeps it. What the form has not, an agreement entered through the
 * portal could not have: agreement-draft.test.ts compares these with the file's schema.
 */
export const TEXT_FIELDS = {
  'number.civilRegistry': 'text',
  'number.userAgency': 'text',
  technicalGuideline: 'text',
  code: 'text',
  renews: 'text',
  'civilRegistry.name': 'text',
  'civilRegistry.region': 'text',
  'civilRegistry.level': 'choice',
  'civilRegistry.timeZone': 'choice',
  'userAgency.name': 'text',
  'userAgency.kind': 'choice',
  'userAgency.wireName': 'text',
  'userAgency.customerId': 'text',
  'requestLetter.number': 'text',
  'requestLetter.date': 'day',
  'requestLetter.subject': 'text',
  'centralApproval.number': 'text',
  'centralApproval.date': 'day',
  'centralApproval.purpose': 'text',
  purpose: 'text',
  signedOn: 'day',
  validUntil: 'day',
  elementsAsCounted: 'integer',
  printAllowed: 'truth',
  users: 'integer',
  quotaPerUserPerDay: 'quota',
  quotaAfterProofOfConcept: 'quota',
  developmentUser: 'truth',
  proofOfConceptRequired: 'truth',
  proofOfConceptPassedOn: 'day',
  localUserIdParameter: 'text',
  'network.kind': 'choice',
  'network.provider': 'text',
  'network.bandwidthMbps': 'number',
  'network.bandwidthAsWritten': 'text',
  'network.connectionPoints': 'integer',
  'cardReader.required': 'truth',
  'cardReader.minimumPerWorkUnit': 'integer',
  'cardReader.withinMonths': 'integer',
  'userIdHandover.dueWeeksAfterRequest': 'integer',
  iso27001CertificateDueMonths: 'integer',
  semesterReportDueWorkingDays: 'integer',
  renewalRequestDueMonthsBeforeEnd: 'integer',
  sptjmRequired: 'truth',
  'sptjm.number': 'text',
  'sptjm.signedOn': 'day',
  'sptjm.validUntil': 'day',
  'sptjm.signer': 'text',
} as const satisfies Record<string, FieldKind>

export type FieldKind = 'text' | 'choice' | 'day' | 'integer' | 'number' | 'quota' | 'truth'

export type TextField = keyof typeof TEXT_FIELDS

/** Values that are ticked, out of a table. */
export const SET_FIELDS = [
  'elements',
  'methods',
  'centralApproval.elements',
  'centralApproval.methods',
  'feedback.methods',
  'identityEvidence',
] as const

export type SetField = (typeof SET_FIELDS)[number]

/** Lists of texts of any length, one a row. */
export const LIST_FIELDS = [
  'purposes',
  'userAgency.workUnits',
  'network.ipLan',
  'feedback.fields',
  'evaluationReportedTo',
] as const

export type ListField = (typeof LIST_FIELDS)[number]

export type FormField = TextField | SetField | ListField | 'wireMethods'

/** Objects that a file has at all events, though nothing in them is filled in: what is missing is then named. */
export const REQUIRED_OBJECTS = ['number', 'civilRegistry', 'userAgency'] as const

export const CHOICES = {
  'civilRegistry.level': ['pusat', 'provinsi', 'kabupaten', 'kota'],
  'civilRegistry.timeZone': ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'],
  'userAgency.kind': ['OPD', 'RSUD', 'Puskesmas', 'Badan Hukum Indonesia'],
  'network.kind': ['closed'],
} as const satisfies Partial<Record<TextField, readonly string[]>>

export const METHODS = ['web-portal', 'web-service', 'card-reader'] as const
export const FEEDBACK_METHODS = ['web-service', 'upload', 'form', 'offline-media'] as const
export const IDENTITY_EVIDENCE = ['KTP-el', 'IKD'] as const
