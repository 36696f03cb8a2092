import type { Role } from '../offices/index.ts'

/** Whom a notice is for: everybody who has a role, of the office or of one agency, or one person. */
export type Recipient = { role: Role; agencyId: number | null } | { staffId: number }

/** That something in the portal concerns somebody. */
export type Notice = {
  officeId: number
  to: Recipient
  /** `noun.past_verb`, as in the audit log. */
  event: string
  /** In Indonesian. No personal data in it nor in the body: the title leaves the portal by e-mail. */
  title: string
  body: string
  /** Where in the portal it is dealt with. */
  path: string
}

/** A notice as whoever it is for reads it. */
export type Notification = {
  id: number
  event: string
  title: string
  body: string
  path: string
  createdAt: string
  readAt: string | null
}

/** What kept a letter from being sent, for the office to mend. */
export const MAIL_PROBLEMS = [
  'unreachable',
  'no-encryption',
  'certificate-unknown',
  'sign-in-refused',
  'sender-refused',
  'recipient-refused',
  'message-refused',
  'other',
] as const

export type MailProblem = (typeof MAIL_PROBLEMS)[number]

/** A letter that says no more than that something is there: title, and where (NO-03). */
export function letterOf(
  { title, path }: Pick<Notice, 'title' | 'path'>,
  { office, publicUrl }: { office: string; publicUrl: string },
): { subject: string; text: string } {
  return {
    subject: `[Gapura] ${title}`,
    text: [
      'Yth. Bapak/Ibu,',
      '',
      'Terdapat pemberitahuan di Gapura yang memerlukan perhatian Bapak/Ibu:',
      '',
      `    ${title}`,
      '',
      'Pemberitahuan tersebut dapat dibaca dan ditindaklanjuti setelah masuk ke Gapura:',
      '',
      `    ${publicUrl}${path}`,
      '',
      'Atas perhatian Bapak/Ibu kami ucapkan terima kasih.',
      '',
      office,
      '',
      '--',
      'Surel ini dikirim secara otomatis dan tidak perlu dibalas. Gapura tidak pernah meminta kata sandi',
      'atau data pribadi melalui surel.',
      '',
    ].join('\n'),
  }
}
