import type { OfficeOfThree } from './office-of-three.ts'

/** The granting acts of changes of the agreement `dinkes`, as rows of src/approvals/every-kind.test.ts. */
export function changeRows(office: () => OfficeOfThree) {
  const query = (sql: string, values: unknown[] = []) => office().query(sql, values)
  const one = async (sql: string) => Object.values((await query(sql))[0] ?? {})[0]
  const ofProgram = (column: string) =>
    one(`select ${column} from credential where user_id = 'dinkes.program'`)
  const pathOfChange = async () =>
    `/agreements/dinkes/changes/${String(await one('select max(id) from change_request'))}/effect`
  /** Enters a change that both parties have signed. */
  const sign = async (content: { kind: string } & Record<string, unknown>) => {
    await query(`update agreement set state = 'in_force' where code = 'dinkes'`)
    await query(
      `insert into change_request (office_id, agency_id, agreement_id, kind, state, content, reason, base_version,
         created_by)
       select office_id, agency_id, id, $1, 'signed', $2, 'uji',
         (select max(version) from agreement_term where agreement_id = agreement.id), 'uji'
       from agreement where code = 'dinkes'`,
      [content.kind, JSON.stringify(content)],
    )
  }
  return {
    'agreement.amend': {
      by: 'officer',
      second: 'administrator',
      event: 'agreement.amended',
      prepare: () => sign({ kind: 'quota', userId: null, quotaPerDay: 77 }),
      path: pathOfChange,
      look: () =>
        one(`select quota_per_day from agreement_term t join agreement a on a.id = t.agreement_id
        where a.code = 'dinkes' order by version desc limit 1`),
      before: 50,
      after: 77,
    },
    'credential.addresses': {
      by: 'officer',
      second: 'administrator',
      event: 'credential.addresses_changed',
      prepare: () => sign({ kind: 'address', networks: ['10.88.3.0/24'], userIds: ['dinkes.program'] }),
      path: pathOfChange,
      look: () => ofProgram(`'10.88.3.0/24' = any(addresses)`),
      before: false,
      after: true,
    },
    'credential.quota': {
      by: 'officer',
      second: 'central',
      event: 'credential.quota_changed',
      prepare: () => sign({ kind: 'quota', userId: 'dinkes.program', quotaPerDay: 7 }),
      path: pathOfChange,
      look: () => ofProgram('quota_per_day'),
      before: null,
      after: 7,
    },
    'credential.holder': {
      by: 'officer',
      second: 'administrator',
      event: 'credential.holder_changed',
      prepare: async () => {
        const [form] = await query(
          `insert into user_id_form (office_id, agreement_id, kind, seal_id, holder_sealed, requested_on, due_on,
             requested_by)
           select office_id, id, 'production', gen_random_uuid(), '\\x00', current_date, current_date + 14, 'uji'
           from agreement where code = 'dinkes' returning id`,
        )
        await sign({ kind: 'holder', userId: 'dinkes.program', formId: form.id })
      },
      path: pathOfChange,
      look: () => ofProgram('secret_version'),
      before: 1,
      after: 2,
    },
  } as const
}
