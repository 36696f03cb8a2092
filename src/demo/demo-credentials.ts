import type { CredentialKind, CredentialRequest, IdStyle, Profile, StateAct } from '../credentials/index.ts'

/** A credential of the demo: what is asked for, and what becomes of it. */
export type DemoCredential = CredentialRequest & { act?: StateAct; kind: CredentialKind }

/** The demo runs on one machine; each agency's program calls from there. */
const LOOPBACK = ['127.0.0.1', '::1']

const production = (
  agreementCode: string,
  userId: string,
  more: Partial<DemoCredential> = {},
): DemoCredential => ({
  agreementCode,
  userId,
  kind: 'production',
  addresses: LOOPBACK,
  ...more,
})

const development = (agreementCode: string, userId: string): DemoCredential => ({
  ...production(agreementCode, userId),
  kind: 'development',
})

const shaped = (profile: Profile, idStyle: IdStyle) =>
  production('karanganyar-rsud-2026', `rsud.${profile.toLowerCase()}.${idStyle}`, { profile, idStyle })

/** One production and one development User ID for each agreement in force, and one for each case to be tried. */
export const DEMO_CREDENTIALS: readonly DemoCredential[] = [
  production('karanganyar-rsud-2026', 'rsud.karanganyar'),
  development('karanganyar-rsud-2026', 'rsud.karanganyar.dev'),
  production('karanganyar-kesehatan-2026', 'dinkes.karanganyar'),
  development('karanganyar-kesehatan-2026', 'dinkes.karanganyar.dev'),
  production('karanganyar-tenaga-kerja-2026', 'naker.karanganyar'),
  development('karanganyar-tenaga-kerja-2026', 'naker.karanganyar.dev'),
  production('jawa-barat-tenaga-kerja-2026', 'naker.jawabarat'),
  development('jawa-barat-tenaga-kerja-2026', 'naker.jawabarat.dev'),
  production('purbalingga-tenaga-kerja-2025', 'naker.purbalingga'),
  development('purbalingga-tenaga-kerja-2025', 'naker.purbalingga.dev'),
  production('karanganyar-rsud-2020', 'rsud.karanganyar.2020'),
  production('karanganyar-kesehatan-2022', 'dinkes.karanganyar.2022', { quotaPerDay: 1000 }),
  production('karanganyar-tenaga-kerja-2020', 'naker.karanganyar.2020'),
  production('jawa-barat-tenaga-kerja-2021', 'naker.jawabarat.2021'),
  shaped('G1', 'string'),
  shaped('G2', 'number'),
  shaped('G2', 'string'),
  shaped('G3', 'number'),
  shaped('G3', 'string'),
  production('karanganyar-rsud-2026', 'rsud.kuota5', { quotaPerDay: 5 }),
  production('karanganyar-rsud-2026', 'rsud.ditangguhkan', { act: 'suspend' }),
  production('karanganyar-rsud-2026', 'rsud.dicabut', { act: 'revoke' }),
]
