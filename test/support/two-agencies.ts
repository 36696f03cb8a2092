import { findAgreement } from '../../src/agreements/index.ts'
import type { Pool } from '../../src/kernel/database.ts'
import { type CodedAgreement, enterAgreement, otherAgreement } from './agreement.ts'
import { issue } from './installation.ts'

export type TestAgency = { code: string; officeId: number; agencyId: number; file: CodedAgreement }

/** Two agencies of one office and one of another, each with an agreement for the portal and a program's User ID. */
export async function enterAgencies(
  pool: Pool,
): Promise<{ health: TestAgency; labour: TestAgency; elsewhere: TestAgency }> {
  return {
    health: await enterAgency(pool, 'dinkes'),
    labour: await enterAgency(pool, 'disnaker'),
    elsewhere: await enterAgency(pool, 'kantor-lain', {
      civilRegistry: { name: 'Disdukcapil Kantor Lain', region: '33.03', level: 'kabupaten' },
    }),
  }
}

async function enterAgency(
  pool: Pool,
  code: string,
  change: Partial<CodedAgreement> = {},
): Promise<TestAgency> {
  const file = await enterAgreement(
    pool,
    otherAgreement(code, { methods: ['web-portal', 'web-service'], quotaPerUserPerDay: 50, ...change }),
  )
  const agreement = await findAgreement(pool, code)
  if (agreement === undefined) throw new Error(`${code} was not entered`)
  await issue(pool, { agreementCode: code, userId: `${code}.program` })
  return { code, officeId: agreement.officeId, agencyId: agreement.agencyId, file }
}
