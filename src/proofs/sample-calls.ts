import type { AgreementInForce } from '../agreements/index.ts'
import type { SubjectKind } from './domain.ts'
import type { Subject } from './run.store.ts'

/** A line that a developer can copy into a terminal. The password is never in it: it is asked of the environment. */
export type SampleCall = { kind: SubjectKind; nik: string; curl: string }

/**
 * How to ask about each NIK of a run, by the first method that the agreement grants.
 *
 * @param baseUrl where programs reach the server; null: written as a place to fill in
 */
export function sampleCalls(
  agreement: AgreementInForce,
  userId: string,
  subjects: readonly Subject[],
  baseUrl: string | null,
): SampleCall[] {
  const method =
    agreement.wireMethods.find(({ operation }) => operation === 'biodata') ?? agreement.wireMethods[0]
  if (method === undefined || agreement.agencyWireName === null) return []
  const address = `${baseUrl ?? 'https://ALAMAT-KANTOR'}${pathOf(agreement, method.name)}`
  return subjects.map(({ kind, nik }) => {
    const claims = method.operation === 'match' ? ',"NAMA_LGKP":"CONTOH","TRESHOLD":"90"' : ''
    const body = `{"user_id":"${userId}","password":"'"$GAPURA_KATA_SANDI"'","User_ID":"loket-1","nik":"${nik}"${claims}}`
    return {
      kind,
      nik,
      curl: `curl -sS -X POST '${address}' -H 'content-type: application/json' -d '${body}'`,
    }
  })
}

/** The address of a method, as programs call it. */
export function pathOf(
  agreement: Pick<AgreementInForce, 'officeCode' | 'agencyWireName'>,
  method: string,
): string {
  const region = agreement.officeCode.replace('.', '-')
  return `/dukcapil/get_json/${region}/${agreement.agencyWireName}/${method.toUpperCase()}`
}
