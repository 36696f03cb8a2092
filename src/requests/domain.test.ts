import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayDo, ROLE_NAMES, type Role } from '../offices/index.ts'
import { ACT_NAMES, ACTS, type Act, decideStep, REQUEST_STATE_NAMES, type RequestState } from './domain.ts'
import { optionalSteps, skipFault } from './optional-steps.ts'

type Row = { by: readonly Role[]; isDangerous: boolean; moves: string }

const HEAD: readonly Role[] = ['agency-head']
const OFFICER: readonly Role[] = ['agreement-officer']
const CENTRAL: readonly Role[] = ['central-approver']
const PREPARING: readonly Role[] = ['agreement-officer', 'agency-head', 'agency-pic']

/** The path, written down a second time: a change of the table is a decision made twice. */
const PATH: Record<Act, Row> = {
  save: { by: PREPARING, isDangerous: false, moves: 'drafting>drafting returned>drafting' },
  submit: { by: HEAD, isDangerous: false, moves: 'drafting>submitted' },
  return: { by: OFFICER, isDangerous: false, moves: 'submitted>returned' },
  forward: { by: OFFICER, isDangerous: false, moves: 'submitted>forwarded' },
  approve: { by: CENTRAL, isDangerous: true, moves: 'forwarded>approved' },
  reject: { by: CENTRAL, isDangerous: true, moves: 'forwarded>rejected' },
  draft: { by: OFFICER, isDangerous: false, moves: 'approved>drafted drafted>drafted endorsed>drafted' },
  endorse: {
    by: ['office-administrator', 'agreement-officer', 'central-approver'],
    isDangerous: true,
    moves: 'drafted>endorsed',
  },
  'sign-for-registry': {
    by: OFFICER,
    isDangerous: true,
    moves: 'endorsed>signed-by-registry signed-by-agency>signed',
  },
  'sign-for-agency': {
    by: HEAD,
    isDangerous: true,
    moves: 'endorsed>signed-by-agency signed-by-registry>signed',
  },
  'issue-guideline': { by: OFFICER, isDangerous: false, moves: 'signed>guideline-issued' },
  'request-network': { by: PREPARING, isDangerous: false, moves: 'guideline-issued>guideline-issued' },
  'allocate-network': { by: OFFICER, isDangerous: true, moves: 'guideline-issued>guideline-issued' },
  'record-closed-network': { by: PREPARING, isDangerous: false, moves: 'guideline-issued>guideline-issued' },
  'record-connection-test': { by: OFFICER, isDangerous: false, moves: 'guideline-issued>guideline-issued' },
  'confirm-network': { by: OFFICER, isDangerous: false, moves: 'guideline-issued>network-ready' },
  'confirm-statements': { by: OFFICER, isDangerous: false, moves: 'network-ready>statements-signed' },
  'request-user-id': {
    by: PREPARING,
    isDangerous: false,
    moves: 'statements-signed>statements-signed development>development proof-of-concept>proof-of-concept',
  },
  'hand-over-development': { by: OFFICER, isDangerous: false, moves: 'statements-signed>development' },
  'start-proof': {
    by: PREPARING,
    isDangerous: false,
    moves: 'statements-signed>proof-of-concept development>proof-of-concept',
  },
  'hand-over-production': {
    by: OFFICER,
    isDangerous: false,
    moves: 'statements-signed>production development>production proof-of-concept>production',
  },
  'put-in-force': { by: OFFICER, isDangerous: false, moves: 'production>in-force' },
  withdraw: {
    by: HEAD,
    isDangerous: false,
    moves:
      'drafting>withdrawn submitted>withdrawn returned>withdrawn forwarded>withdrawn approved>withdrawn drafted>withdrawn endorsed>withdrawn',
  },
}

const targetIn = ({ moves }: Row, state: RequestState) =>
  moves
    .split(' ')
    .map((move) => move.split('>'))
    .find(([from]) => from === state)?.[1]

describe('RQ-01 the path: every act, from every state, by every role', () => {
  it('is written down here act by act', () => {
    assert.deepEqual(Object.keys(PATH), ACT_NAMES)
  })

  for (const act of ACT_NAMES) {
    const row = PATH[act]
    it(`${act}: ${REQUEST_STATE_NAMES.length} states × ${ROLE_NAMES.length} roles`, () => {
      assert.equal(ACTS[act].isDangerous, row.isDangerous)
      for (const state of REQUEST_STATE_NAMES) {
        for (const role of ROLE_NAMES) {
          const to = targetIn(row, state)
          const moves = to === undefined ? { kind: 'misplaced' } : { kind: 'moves', to }
          const expected = row.by.includes(role) ? moves : { kind: 'forbidden' }
          const decided = decideStep(act, state, (permission) => mayDo(role, permission))
          assert.deepEqual(decided, expected, `${act} from ${state} by ${role}`)
        }
      }
    })
  }

  it('leads from the first state to every other, and from the last ones nowhere', () => {
    const reached = new Set<RequestState>(['drafting'])
    for (const from of reached) {
      for (const act of ACT_NAMES) {
        const decided = decideStep(act, from, () => true)
        if (decided.kind === 'moves') reached.add(decided.to)
      }
    }
    assert.deepEqual([...reached].sort(), [...REQUEST_STATE_NAMES].sort())
    const ends = REQUEST_STATE_NAMES.filter((state) =>
      ACT_NAMES.every((act) => decideStep(act, state, () => true).kind === 'misplaced'),
    )
    assert.deepEqual(ends, ['rejected', 'in-force', 'withdrawn'])
  })
})

describe('RQ-20 what an agreement has none of is skipped, and what it has is not', () => {
  const plain = { hasDevelopment: false, hasProof: false }
  const full = { hasDevelopment: true, hasProof: true }
  const ROWS: { act: Act; from: RequestState; steps: typeof plain; isPossible: boolean }[] = [
    { act: 'hand-over-production', from: 'statements-signed', steps: plain, isPossible: true },
    { act: 'hand-over-development', from: 'statements-signed', steps: plain, isPossible: false },
    { act: 'start-proof', from: 'statements-signed', steps: plain, isPossible: false },
    { act: 'hand-over-development', from: 'statements-signed', steps: full, isPossible: true },
    { act: 'start-proof', from: 'statements-signed', steps: full, isPossible: false },
    { act: 'hand-over-production', from: 'statements-signed', steps: full, isPossible: false },
    { act: 'start-proof', from: 'development', steps: full, isPossible: true },
    { act: 'hand-over-production', from: 'development', steps: full, isPossible: false },
    { act: 'hand-over-production', from: 'proof-of-concept', steps: full, isPossible: true },
    {
      act: 'start-proof',
      from: 'statements-signed',
      steps: { hasDevelopment: false, hasProof: true },
      isPossible: true,
    },
    {
      act: 'hand-over-production',
      from: 'development',
      steps: { hasDevelopment: true, hasProof: false },
      isPossible: true,
    },
  ]
  for (const { act, from, steps, isPossible } of ROWS) {
    it(`${act} from ${from} with ${JSON.stringify(steps)}: ${isPossible ? 'can be' : 'cannot be'}`, () => {
      assert.equal(skipFault(act, from, steps) === undefined, isPossible)
    })
  }

  it('what an agreement has follows from its draft', () => {
    assert.deepEqual(optionalSteps({}), plain)
    assert.deepEqual(optionalSteps({ developmentUser: true, proofOfConceptRequired: true }), full)
  })
})
