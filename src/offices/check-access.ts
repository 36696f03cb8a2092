import {
  hasSecondFactor,
  isReauthenticated,
  needsSecondFactor,
  nextStep,
  type SessionRecord,
} from './domain.ts'
import { mayDo } from './permissions.ts'
import { isCsrfOf } from './portal-keys.ts'
import type { Access } from './signed-in.ts'

/** Why a request does not reach its route. */
export type AccessRefusal =
  | 'signed-out'
  | 'suspended'
  | 'csrf'
  | 'second-factor-required'
  | 'password-change-required'
  | 'forbidden'
  | 'own-second-factor-required'
  | 'reauthentication-required'

/** Status and words of each refusal. */
export const ACCESS_REFUSALS: Readonly<Record<AccessRefusal, { status: 401 | 403; message: string }>> = {
  'signed-out': { status: 401, message: 'Sesi Anda telah berakhir. Silakan masuk lagi.' },
  suspended: {
    status: 401,
    message: 'Akun atau instansi Anda ditangguhkan. Hubungi administrator Anda.',
  },
  csrf: { status: 403, message: 'Permintaan ini tidak berasal dari halaman portal. Muat ulang halaman.' },
  'second-factor-required': { status: 403, message: 'Selesaikan dahulu langkah kedua untuk masuk.' },
  'password-change-required': { status: 403, message: 'Ganti dahulu kata sandi pertama Anda.' },
  forbidden: { status: 403, message: 'Peran Anda tidak berhak atas tindakan ini.' },
  'own-second-factor-required': {
    status: 403,
    message: 'Pasang dahulu passkey atau aplikasi autentikator di halaman Keamanan akun.',
  },
  'reauthentication-required': { status: 403, message: 'Masukkan kata sandi Anda sekali lagi.' },
}

/** What of a request decides about its access. */
export type Asked = {
  access: Access
  /** Whether it may change something: everything but GET and HEAD. */
  isChange: boolean
  csrf: string | undefined
  /** What the browser says of the page that asks; a program says nothing. */
  fetchSite: string | undefined
  token: string | undefined
}

/**
 * Whether a request may reach its route; the first rule that forbids it is the answer (SP-02 to SP-08).
 *
 * @param session of the token, when it is alive
 */
export function checkAccess(asked: Asked, session: SessionRecord | undefined): AccessRefusal | undefined {
  const { access } = asked
  if (asked.isChange && isForeign(asked.fetchSite)) return 'csrf'
  if (access === 'public') return undefined
  if (session === undefined || asked.token === undefined) return 'signed-out'
  if (asked.isChange && !isCsrfOf(asked.token, asked.csrf)) return 'csrf'
  if (access === 'session') return undefined
  const lacking = LACKING[nextStep(session)]
  if (lacking !== undefined) return lacking
  if (access === 'signed-in') return undefined
  if (!mayDo(session.role, access.permission)) return 'forbidden'
  if (access.reauthenticated !== true) return undefined
  // A provider's word lets them in; giving it again is not in our hands (SP-31).
  if (needsSecondFactor(session.role) && !hasSecondFactor(session)) return 'own-second-factor-required'
  return isReauthenticated(session) ? undefined : 'reauthentication-required'
}

const LACKING = {
  ready: undefined,
  'second-factor': 'second-factor-required',
  'enrol-second-factor': 'second-factor-required',
  'change-password': 'password-change-required',
} as const

// Signing in carries no token yet; another site must not sign its visitors in as somebody else.
function isForeign(fetchSite: string | undefined): boolean {
  return fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none'
}
