import type { Change, ChangeAttachment, ChangeStep } from './change.store.ts'
import { missingIn } from './check-change.ts'
import { summaryOf } from './content.ts'
import { CHANGE_ACT_NAMES, type ChangeAct, type ChangeKind, type ChangeState, PROCEDURES } from './domain.ts'
import { differenceRows } from './paper-of-change.ts'
import { isWidening, needsCentral } from './proposed-file.ts'
import { faultOf, type Person } from './result.ts'
import type { AgreementStanding } from './standing.ts'
import type { KeptWhatIf } from './what-if-result.store.ts'

/** A change in a list. */
export type ChangeLine = {
  id: number
  kind: ChangeKind
  state: ChangeState
  asked: string
  reason: string
  letterNumber: string | null
  letterOn: string | null
  createdAt: string
  updatedAt: string
  inEffectAt: string | null
}

export function toChangeLine(change: Change): ChangeLine {
  const { id, kind, state, content, reason, letterNumber, letterOn, createdAt, updatedAt, inEffectAt } =
    change
  const asked = summaryOf(content)
  return { id, kind, state, asked, reason, letterNumber, letterOn, createdAt, updatedAt, inEffectAt }
}

/** A change as its page shows it, with what this person may do to it now. */
export function toChangePage(
  change: Change,
  with_: {
    standing: AgreementStanding
    attachments: readonly ChangeAttachment[]
    steps: readonly ChangeStep[]
    lastWhatIf: KeptWhatIf | undefined
    who: Person
  },
) {
  const { standing, attachments, steps, lastWhatIf, who } = with_
  const whatIf = lastWhatIf?.contentVersion === change.contentVersion ? lastWhatIf : undefined
  const procedure = PROCEDURES[change.kind]
  const isOpen = !['in-effect', 'rejected', 'withdrawn'].includes(change.state)
  return {
    ...toChangeLine(change),
    agreement: change.agreementCode,
    content: change.content,
    // What has come in force is part of what holds now: its difference would be none.
    difference: isOpen ? differenceRows(change.content, standing) : [],
    procedure: {
      study:
        procedure.study === 'always' ||
        (procedure.study === 'when-widening' && isWidening(change.content, standing)),
      whatIf: procedure.whatIf,
      central: change.needsCentral ?? needsCentral(change.content, standing),
      isSigned: procedure.isSigned,
      isGranting: procedure.isGranting,
    },
    missing: missingIn({ change, standing, attachments, whatIf }),
    central: change.centralNumber === null ? null : { number: change.centralNumber, on: change.centralOn },
    paper: change.paperId === null ? null : { id: change.paperId, number: change.paperNumber },
    effectiveOn: change.effectiveOn,
    signatures: {
      office:
        change.officeSigner === null ? null : { signer: change.officeSigner, on: change.officeSignedOn },
      agency:
        change.agencySigner === null ? null : { signer: change.agencySigner, on: change.agencySignedOn },
    },
    proposal: change.state === 'proposed' ? change.proposalId : null,
    createdBy: change.createdBy,
    steps: steps.map(({ n, act, fromState, toState, by, at, note }) => ({
      n,
      act,
      fromState,
      toState,
      by,
      at,
      note,
    })),
    attachments: attachments.map(({ n, kind, name, mediaType, size, uploadedBy, uploadedAt }) => ({
      n,
      kind,
      name,
      mediaType,
      size,
      uploadedBy,
      uploadedAt,
    })),
    whatIf:
      whatIf === undefined
        ? null
        : { id: whatIf.id, askedBy: whatIf.askedBy, askedAt: whatIf.askedAt, result: whatIf.result },
    acts: CHANGE_ACT_NAMES.filter((act) => isPossible(act, change, who)),
  }
}

export type ChangePage = ReturnType<typeof toChangePage>

function isPossible(act: ChangeAct, change: Change, who: Person): boolean {
  if (faultOf(act, change, who) !== undefined) return false
  if (act === 'sign-agency') return change.agencySigner === null
  return act !== 'sign-office' || change.officeSigner === null
}
