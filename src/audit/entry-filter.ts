/** Which entries of the log somebody asks for. What is absent does not narrow. */
export type EntryFilter = {
  /** Entries of this office, and those of none (nobody was recognised). */
  officeId: number
  /** An event, or all of one noun: `verification`. */
  event?: string
  outcome?: string
  /** The number of a user agency, or a part of its name. */
  agency?: string
  userId?: string
  /** ISO instants; half open. */
  from?: string
  until?: string
  nikHash?: Buffer
}

// Acts on an agency or an account name it in their detail (docs/rules/audit.md). It is searched as text: a detail
// that was cut to its length is no JSON any more, and asking it as JSON would end the whole search.
export const AGENCY_IN_DETAIL = `substring(e.detail from '"agencyId":([0-9]{1,9})[,}]')::int`
export const STAFF_IN_DETAIL = `substring(e.detail from '"staffId":([0-9]{1,9})[,}]')::int`

export type Condition = { sql: string; values: unknown[] }

/**
 * The filter as a condition on `audit_entry e`. Only what is asked for stands in it, so that each question
 * gets the plan that suits it: by User ID and by NIK there are indexes, and instants leave months out.
 */
export function conditionOf(filter: EntryFilter): Condition {
  const values: unknown[] = [filter.officeId]
  const parts = ['(e.office_id = $1 or e.office_id is null)']
  const add = (value: unknown, sql: (parameter: string) => string) => {
    values.push(value)
    parts.push(sql(`$${values.length}`))
  }
  const { event, outcome, agency, userId, from, until, nikHash } = filter
  if (event !== undefined) add(event, (p) => `(e.event = ${p} or starts_with(e.event, ${p} || '.'))`)
  if (outcome !== undefined) add(outcome, (p) => `e.outcome = ${p}`)
  if (agency !== undefined) {
    const isNumber = /^[0-9]{1,9}$/.test(agency)
    add(isNumber ? Number(agency) : agency, (p) => {
      const which = isNumber ? `g.id = ${p}` : `position(lower(${p}) in lower(g.name)) > 0`
      return `(e.agreement_id = any(array(select a.id from agreement a join user_agency g on g.id = a.agency_id
          where g.office_id = $1 and ${which}))
        or (e.agreement_id is null and (
          ${AGENCY_IN_DETAIL} = any(array(select g.id from user_agency g where g.office_id = $1 and ${which}))
          or ${STAFF_IN_DETAIL} = any(array(select s.id from staff s join user_agency g on g.id = s.agency_id
            where g.office_id = $1 and ${which})))))`
    })
  }
  if (userId !== undefined) {
    add(
      userId,
      (p) =>
        `e.credential_id = (select c.id from credential c where lower(c.user_id) = lower(${p}) and c.office_id = $1)`,
    )
  }
  if (from !== undefined) add(from, (p) => `e.at >= ${p}::timestamptz`)
  if (until !== undefined) add(until, (p) => `e.at < ${p}::timestamptz`)
  if (nikHash !== undefined) add(nikHash, (p) => `e.nik_hash = ${p}`)
  return { sql: parts.join(' and '), values }
}
