import { CHECKLIST, RULES, type Rule, type RuleRow, rowOf } from './checklist.ts'
import { type Grade, LIMITS, type SeenCall, type Tick, type Verdict, type Watched } from './domain.ts'
import { groupBy, longestProgression, mostWithin } from './patterns.ts'

/**
 * What the log says of every rule of the checklist. Pure: the same calls give the same grades, whoever asks and
 * whenever.
 *
 * @param methods of the agreement: without a web service the log shows nothing
 */
export function grade(watched: Watched, methods: readonly string[]): Record<Rule, Grade> {
  const grades = RULES.map((rule) => [rule, gradeRow(rowOf(rule, methods), watched)] as const)
  // Every rule of the table has just been graded.
  return Object.fromEntries(grades) as Record<Rule, Grade>
}

function gradeRow({ watches }: RuleRow, watched: Watched): Grade {
  switch (watches?.kind) {
    case undefined:
      return { verdict: 'by-examiner', seen: '' }
    case 'answer':
      return gradeAnswer(watched, watches.outcomes)
    case 'scenario':
      return gradeScenario(watched, watches.scenario)
    case 'addresses':
      return gradeAddresses(watched)
    case 'operator':
      return gradeOperator(watched)
    case 'repeats':
      return gradeRepeats(watched)
    case 'burst':
      return gradeBurst(watched)
    case 'pattern':
      return gradePattern(watched)
    case 'feedback':
      return gradeFeedback(watched)
    case 'encryption':
      return watched.isEncryptionOffered
        ? { verdict: 'by-examiner', seen: 'Log tidak mencatat apakah panggilan lewat HTTPS.' }
        : { verdict: 'not-applicable', seen: 'Server kantor ini tidak membuka HTTPS.' }
  }
}

const calls = (count: number) => `${count} panggilan`

function gradeAnswer({ calls: all }: Watched, outcomes: readonly string[]): Grade {
  const seen = all.filter(({ outcome, isScenario }) => !isScenario && outcomes.includes(outcome)).length
  return seen === 0 ? unseen() : { verdict: 'met', seen: calls(seen) }
}

/** Whoever is told to stop stops: what goes on calling is not handling the answer. */
function gradeScenario({ calls: all, counted }: Watched, outcome: string): Grade {
  const { most, seconds } = LIMITS.afterRefusal
  const times = all.filter((call) => call.outcome === outcome).map(({ at }) => at)
  const beyond = counted.some((count) => count.outcome === outcome)
  // The first refusal is told; the others come after it.
  const worst = mostWithin(times, seconds * 1_000) - 1
  if (beyond || worst > most) {
    return broken(`${beyond ? 'lebih dari 60' : worst} panggilan lagi dalam ${seconds} detik sesudah ditolak`)
  }
  return times.length === 0 ? unseen() : { verdict: 'met', seen: calls(times.length) }
}

function gradeAddresses({ calls: all }: Watched): Grade {
  const outside = all.filter(
    ({ outcome, isScenario }) =>
      !isScenario && (outcome === 'address-not-registered' || outcome === 'declared-address-invalid'),
  )
  const from = [...new Set(outside.map(({ address }) => address ?? 'tidak diketahui'))]
  if (outside.length > 0) return broken(`${calls(outside.length)} dari ${from.slice(0, 3).join(', ')}`)
  if (all.length === 0) return unseen()
  const known = [...new Set(all.map(({ address }) => address ?? ''))].filter((address) => address !== '')
  return { verdict: 'met', seen: `semua dari ${known.slice(0, 3).join(', ')}` }
}

/** Refused rows are no fault: an application that mends them has shown that it reads the answer. */
function gradeFeedback({ feedback: { stored, refused } }: Watched): Grade {
  if (stored > 0) return { verdict: 'met', seen: `${stored} baris diterima, ${refused} ditolak` }
  return refused === 0 ? unseen() : { verdict: 'unseen', seen: `${refused} baris, semuanya ditolak` }
}

function gradeOperator({ calls: all }: Watched): Grade {
  const without = all.filter(({ localOperator }) => localOperator === null).length
  if (without > 0) return broken(`${calls(without)} tanpa User ID lokal`)
  const names = new Set(all.map(({ localOperator }) => localOperator))
  return all.length === 0 ? unseen() : { verdict: 'met', seen: `${names.size} petugas` }
}

function gradeRepeats({ calls: all }: Watched): Grade {
  const { most, seconds } = LIMITS.repeats
  // With another answer the person at the counter has a reason to ask again; with the same one only a program has.
  const worst = groupBy(all, ({ nik, outcome }) => (nik === null ? null : `${nik} ${outcome}`)).map((group) =>
    mostWithin(timesOf(group), seconds * 1_000),
  )
  const peak = Math.max(0, ...worst)
  if (peak > most) return broken(`satu NIK ${peak} kali dengan jawaban yang sama dalam ${seconds} detik`)
  return all.length === 0 ? unseen() : { verdict: 'met', seen: `paling banyak ${peak} kali per menit` }
}

function gradeBurst({ calls: all, counted }: Watched): Grade {
  const { most, seconds } = LIMITS.burst
  const peak = mostWithin(timesOf(all), seconds * 1_000)
  if (counted.length > 0) return broken('penolakan begitu banyak sehingga log hanya menghitungnya')
  if (peak > most) return broken(`${calls(peak)} dalam ${seconds} detik`)
  return all.length === 0
    ? unseen()
    : { verdict: 'met', seen: `paling banyak ${peak} dalam ${seconds} detik` }
}

function gradePattern({ calls: all }: Watched): Grade {
  const longest = longestProgression(all.flatMap(({ number }) => (number === null ? [] : [number])))
  if (longest >= LIMITS.progression) return broken(`${longest} NIK berturut-turut dengan jarak yang sama`)
  return all.length === 0 ? unseen() : { verdict: 'met', seen: 'tidak tampak urutan' }
}

const timesOf = (all: readonly SeenCall[]) => all.map(({ at }) => at)

const unseen = (): Grade => ({ verdict: 'unseen', seen: '' })

const broken = (seen: string): Grade => ({ verdict: 'broken', seen })

/**
 * What stands in the report for a rule: the examiner may always find fault, but can make good only what no log
 * tells (PC-92).
 */
export function conclude(
  rule: Rule,
  methods: readonly string[],
  graded: Grade,
  tick: Tick | undefined,
): Verdict {
  if (graded.verdict === 'broken' || tick?.isMet === false) return 'broken'
  if (graded.verdict === 'met' || graded.verdict === 'not-applicable' || tick === undefined)
    return graded.verdict
  return rowOf(rule, methods).isTickable ? 'met' : graded.verdict
}

/** Whether nothing is broken or missing: only then can it pass. */
export function isComplete(verdicts: Iterable<Verdict>): boolean {
  return [...verdicts].every((verdict) => verdict === 'met' || verdict === 'not-applicable')
}

/** The rules of a checklist in words, for letters and faults. */
export function titleOf(rule: Rule): string {
  return `${rule} ${CHECKLIST[rule].title}`
}
