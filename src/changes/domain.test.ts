import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayDo, ROLE_NAMES } from '../offices/index.ts'
import {
  actFault,
  CHANGE_ACT_NAMES,
  CHANGE_ACTS,
  CHANGE_KINDS,
  CHANGE_STATES,
  type ChangeAct,
  type ChangeState,
  CLOSED_STATES,
  isChangeState,
  missingOf,
  PROCEDURES,
} from './domain.ts'

const STATES = Object.keys(CHANGE_STATES).filter(isChangeState)

/** Act by state, written down a second time; the columns are the states in their order. */
const MATRIX: Record<ChangeAct, string> = {
  //                    draft submitted returned central approved issued signed proposed effect rejected withdrawn
  edit: '+ . + . . . . . . . .',
  attach: '+ + + + . . . . . . .',
  submit: '+ . + . . . . . . . .',
  withdraw: '+ + + + + + . . . . .',
  return: '. + . . . . . . . . .',
  accept: '. + . . . . . . . . .',
  reject: '. + . . + . . . . . .',
  'approve-centrally': '. . . + . . . . . . .',
  'reject-centrally': '. . . + . . . . . . .',
  issue: '. . . . + . . . . . .',
  'sign-agency': '. . . . . + . . . . .',
  'sign-office': '. . . . . + . . . . .',
  reissue: '. . . . . + + . . . .',
  effect: '. . . . . . + . . . .',
}

/** Who may do it at all. */
const DOERS: Record<ChangeAct, readonly string[]> = {
  edit: ['agreement-officer', 'agency-head', 'agency-pic'],
  attach: ['agreement-officer', 'agency-head', 'agency-pic'],
  submit: ['agreement-officer', 'agency-head'],
  withdraw: ['agreement-officer', 'agency-head'],
  return: ['agreement-officer'],
  accept: ['agreement-officer'],
  reject: ['agreement-officer'],
  'approve-centrally': ['central-approver'],
  'reject-centrally': ['central-approver'],
  issue: ['agreement-officer'],
  'sign-agency': ['agreement-officer', 'agency-head'],
  'sign-office': ['agreement-officer'],
  reissue: ['agreement-officer'],
  effect: ['agreement-officer'],
}

describe('CH-03 the acts on a change', () => {
  it('the whole matrix of acts and states', () => {
    const actual = Object.fromEntries(
      CHANGE_ACT_NAMES.map((act) => [
        act,
        STATES.map((state) => (actFault(act, state, () => true) === undefined ? '+' : '.')).join(' '),
      ]),
    )
    assert.deepEqual(actual, MATRIX)
  })

  it('the whole matrix of acts and roles', () => {
    for (const act of CHANGE_ACT_NAMES) {
      const may = ROLE_NAMES.filter(
        (role) =>
          actFault(act, CHANGE_ACTS[act].from[0], (permission) => mayDo(role, permission)) === undefined,
      )
      assert.deepEqual(may.toSorted(), [...DOERS[act]].toSorted(), act)
    }
  })

  it('nothing leads on from where it ends, and every other state leads somewhere', () => {
    for (const state of STATES) {
      const acts = CHANGE_ACT_NAMES.filter((act) => actFault(act, state, () => true) === undefined)
      // What waits for a second person is moved by that person's answer.
      const isOver = CLOSED_STATES.includes(state) || state === 'proposed'
      assert.equal(acts.length === 0, isOver, state)
    }
  })

  it('every state can be reached from a draft', () => {
    const reached = new Set<ChangeState>(['draft'])
    for (let before = 0; before !== reached.size; ) {
      before = reached.size
      for (const act of CHANGE_ACT_NAMES) {
        const { from, to } = CHANGE_ACTS[act]
        if (from.some((state) => reached.has(state))) for (const state of to) reached.add(state)
      }
    }
    assert.deepEqual([...reached].toSorted(), STATES.toSorted())
  })
})

describe('CH-05 a package is complete or names what is missing', () => {
  const complete = {
    kind: 'elements',
    isWidening: true,
    letterNumber: '500/1',
    letterOn: '2026-11-01',
    attached: ['letter', 'study'],
    hasWhatIf: true,
  } as const
  const rows: { rule: string; change: Partial<Parameters<typeof missingOf>[0]>; missing: string[] }[] = [
    { rule: 'complete', change: {}, missing: [] },
    { rule: 'no number', change: { letterNumber: null }, missing: ['letter-number'] },
    { rule: 'no day', change: { letterOn: null }, missing: ['letter-number'] },
    { rule: 'no letter', change: { attached: ['study'] }, missing: ['letter-file'] },
    { rule: 'no study of what widens', change: { attached: ['letter'] }, missing: ['study'] },
    { rule: 'no study where it narrows', change: { attached: ['letter'], isWidening: false }, missing: [] },
    { rule: 'no replay', change: { hasWhatIf: false }, missing: ['what-if'] },
    {
      rule: 'a bandwidth always has a study, and no replay',
      change: { kind: 'bandwidth', attached: ['letter'], isWidening: false, hasWhatIf: false },
      missing: ['study'],
    },
    {
      rule: 'an address needs the letter and the replay',
      change: { kind: 'address', attached: ['letter'], hasWhatIf: false },
      missing: ['what-if'],
    },
    {
      rule: 'a holder needs the letter',
      change: { kind: 'holder', attached: ['letter'], hasWhatIf: false },
      missing: [],
    },
  ]
  for (const { rule, change, missing } of rows) {
    it(rule, () => assert.deepEqual(missingOf({ ...complete, ...change }), missing))
  }
})

it('CH-02 each kind has its procedure; only what no call is judged by takes one person', () => {
  assert.deepEqual(
    CHANGE_KINDS.map((kind) => {
      const { study, whatIf, central, paper, isSigned, isGranting } = PROCEDURES[kind]
      return [kind, study, whatIf, central, paper, isSigned, isGranting].join(' ')
    }),
    [
      'elements when-widening true beyond-approval addendum true true',
      'method when-widening true beyond-approval addendum true true',
      'quota when-widening true when-widening addendum true true',
      'bandwidth always false never technical-guideline false false',
      'address never true never technical-guideline false true',
      'holder never false never user-id-handover true true',
    ],
  )
})
