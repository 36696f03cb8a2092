/** Whose form it is: a signed paper, the office's draft in the path, or what an agency asks for. */
export type FormKind = 'signed' | 'draft' | 'request'

/** In the order of the paper. */
const ALL = [
  'parties',
  'requestLetter',
  'centralApproval',
  'purpose',
  'term',
  'elements',
  'methods',
  'quota',
  'proof',
  'wire',
  'network',
  'feedback',
  'readers',
  'deadlines',
  'reporting',
  'statements',
] as const

export type SectionName = (typeof ALL)[number]

/** What each form has. The letters of the path, and its approval, come from its own acts. */
export const SECTIONS_OF: Readonly<Record<FormKind, readonly SectionName[]>> = {
  signed: ALL,
  draft: [
    'parties',
    'purpose',
    'term',
    'elements',
    'methods',
    'quota',
    'proof',
    'wire',
    'network',
    'feedback',
    'readers',
    'deadlines',
    'reporting',
  ],
  request: ['purpose', 'elements', 'methods', 'quota', 'wire', 'network', 'feedback', 'readers'],
}
