import type { CodedFile } from '../agreements/index.ts'
import { type ChangeContent, credentialsOf, type Standing } from './content.ts'
import { PROCEDURES } from './domain.ts'

/** The agreement's file with a change in it: what its addendum brings in force. */
export function proposedFile(content: ChangeContent, file: CodedFile): CodedFile {
  switch (content.kind) {
    case 'elements':
      return withWireMethods({ ...file, elements: content.elements })
    case 'method':
      return withWireMethods({ ...file, methods: content.methods })
    case 'quota': {
      if (content.userId !== null) return file
      const { quotaPerUserPerDay: _, ...rest } = file
      return content.quotaPerDay === null ? rest : { ...rest, quotaPerUserPerDay: content.quotaPerDay }
    }
    case 'bandwidth': {
      // What the paper wrote in its own words is the old figure.
      const { bandwidthAsWritten: _, ...network } = file.network ?? { kind: 'closed' as const }
      const { bandwidthMbps, connectionPoints } = content
      return {
        ...file,
        network: { ...network, bandwidthMbps, ...(connectionPoints === null ? {} : { connectionPoints }) },
      }
    }
    case 'address':
      // Networks of single User IDs are theirs; the agreement's network is that of all.
      return content.userIds.length > 0
        ? file
        : { ...file, network: { ...(file.network ?? { kind: 'closed' as const }), ipLan: content.networks } }
    case 'holder':
      return file
  }
}

/** The names on the wire keep to what is granted: without the web service there are none, nor elements taken away. */
function withWireMethods(file: CodedFile): CodedFile {
  const { wireMethods, ...rest } = file
  if (wireMethods === undefined || !file.methods.includes('web-service')) return rest
  const kept = wireMethods.flatMap(({ elements, ...method }) => {
    if (elements === undefined) return [method]
    const left = elements.filter((element) => file.elements.includes(element))
    return left.length === 0 ? [] : [{ ...method, elements: left }]
  })
  return kept.length === 0 ? rest : { ...rest, wireMethods: kept }
}

/** Whether a change grants anything that was not granted before. */
export function isWidening(content: ChangeContent, { file, credentials }: Standing): boolean {
  switch (content.kind) {
    case 'elements':
      return content.elements.some((element) => !file.elements.includes(element))
    case 'method':
      return content.methods.some((method) => !file.methods.includes(method))
    case 'quota': {
      if (content.userId === null) return isMore(content.quotaPerDay, file.quotaPerUserPerDay ?? null)
      const own = credentialsOf(content, credentials)[0]?.quotaPerDay ?? null
      return isMore(content.quotaPerDay ?? Number.POSITIVE_INFINITY, own ?? Number.POSITIVE_INFINITY)
    }
    case 'bandwidth':
      return content.bandwidthMbps > (file.network?.bandwidthMbps ?? 0)
    case 'address':
      return credentialsOf(content, credentials).some(({ addresses }) =>
        content.networks.some((network) => !addresses.includes(network)),
      )
    case 'holder':
      return false
  }
}

/** An agreement that names no quota leaves it to its User IDs: any figure for all of them is a new grant. */
function isMore(asked: number | 'unlimited' | null, held: number | 'unlimited' | null): boolean {
  if (held === 'unlimited') return false
  if (asked === 'unlimited' || held === null) return true
  return asked !== null && asked > held
}

/** Whether the central authority has to decide (CH-07). */
export function needsCentral(content: ChangeContent, standing: Standing): boolean {
  const { central } = PROCEDURES[content.kind]
  switch (central) {
    case 'never':
      return false
    case 'when-widening':
      // The quota of one User ID stays within what was approved for the agreement.
      return !(content.kind === 'quota' && content.userId !== null) && isWidening(content, standing)
    case 'beyond-approval': {
      const added =
        content.kind === 'elements'
          ? content.elements.filter((one) => !standing.file.elements.includes(one))
          : content.kind === 'method'
            ? content.methods.filter((one) => !standing.file.methods.includes(one))
            : []
      const { approved: central } = standing
      const approved = content.kind === 'elements' ? central?.elements : central?.methods
      // An approval whose annex is not kept here approved what was agreed, and nothing beyond it.
      return added.some((one) => approved?.includes(one) !== true)
    }
  }
}

/** The file with the new central approval, which covers what the change adds and what was approved before. */
export function withCentralApproval(
  file: CodedFile,
  before: CodedFile,
  central: { number: string; on: string } | null,
): CodedFile {
  if (central === null) return file
  const known = before.centralApproval
  const union = <T extends string>(
    approved: readonly T[] | undefined,
    held: readonly T[],
    now: readonly T[],
  ) => [...new Set([...(approved ?? held), ...now])]
  return {
    ...file,
    centralApproval: {
      ...(known?.purpose === undefined ? {} : { purpose: known.purpose }),
      number: central.number,
      date: central.on,
      elements: union(known?.elements, before.elements, file.elements),
      methods: union(known?.methods, before.methods, file.methods),
    },
  }
}
