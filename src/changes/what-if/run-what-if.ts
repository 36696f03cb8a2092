import type { Tx } from '../../kernel/database.ts'
import type { Authority } from '../../verification/domain.ts'
import { OUTCOMES, readAuthorities } from '../../verification/index.ts'
import { createCounts, type UnitCounts } from './counts.ts'
import type { WhatIf } from './domain.ts'
import { type CallKind, createReplay, type Replay, type Terms } from './replay.ts'
import { findWindow, listCallers, listCountedRefusals, readCallKind, streamCalls } from './what-if.store.ts'

const DAY_MICROS = 86_400_000_000
const MAX_KINDS = 5_000

/**
 * Replays the calls of an agreement's last days under other terms (CH-30 to CH-34). It reads one call at a time and
 * keeps counts only. MUST run in one snapshot.
 *
 * @param then what each credential's terms would be
 */
export async function runWhatIf(
  tx: Tx,
  of: { agreementId: number; days: number },
  then: (credentialId: number, now: Terms) => Terms,
): Promise<WhatIf> {
  const window = await findWindow(tx, of.agreementId, of.days)
  const callers = await listCallers(tx, of.agreementId)
  const counted = await listCountedRefusals(tx, { agreementId: of.agreementId, ...window })
  const { authorities } = await readAuthorities(
    tx,
    callers.map(({ id }) => id),
    null,
  )
  const counts = createCounts()
  for (const { id, unit } of callers) {
    const authority = authorities.get(id)
    const now = authority && termsOf(authority)
    if (authority === undefined || now === undefined) continue
    const replay = createReplay(authority, now, then(id, now))
    const caller = { credentialId: id, ...of, ...window }
    await replayOne(tx, caller, replay, now.term.version, counts.ofUnit(unit), counted.get(id))
  }
  return counts.result(window)
}

function termsOf({ term, addresses, credentialQuota }: Authority): Terms | undefined {
  return term === null ? undefined : { term, addresses, credentialQuota }
}

async function replayOne(
  tx: Tx,
  of: { credentialId: number; agreementId: number; from: number; until: number; offset: number },
  replay: Replay,
  version: number,
  counts: UnitCounts,
  counted: ReadonlyMap<number, number> = new Map(),
): Promise<void> {
  let kinds = new Map<string, CallKind & { termVersion: number }>()
  const left = new Map(counted)
  let day = Number.NaN
  const startDay = (which: number) => {
    closeDay()
    day = which
    replay.startDay(which)
    counts.startDay(which)
  }
  const closeDay = () => {
    const count = left.get(day)
    if (count === undefined) return
    left.delete(day)
    counts.addCounted(count, replay.takeCounted(count))
  }
  for await (const page of streamCalls(tx, of)) {
    for (const [at, key] of page) {
      const local = Number(at) + of.offset
      const today = Math.floor(local / DAY_MICROS)
      if (today !== day) startDay(today)
      let kind = kinds.get(key)
      if (kind === undefined) {
        if (kinds.size >= MAX_KINDS) kinds = new Map()
        kind = readCallKind(key)
        kinds.set(key, kind)
      }
      const compared = replay.take(key, kind, (local - today * DAY_MICROS) / 1_000_000)
      counts.add(
        compared,
        kind.termVersion === version && OUTCOMES[kind.outcome].isHit !== compared?.passesNow,
      )
    }
  }
  closeDay()
  // Days of which nothing but counted refusals is left.
  for (const which of [...left.keys()].sort((a, b) => a - b)) startDay(which)
  closeDay()
}
