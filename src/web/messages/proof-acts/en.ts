import type { Words } from '../i18n.ts'
import type { id } from './id.ts'

export const en: Words<typeof id> = {
  request: {
    title: 'Ask for a proof of concept',
    lead: 'The letter is written from this. Name one application and one version of it.',
    application: 'Name of the application',
    version: 'Version',
    description: 'What it is for, or what has changed since it passed',
    letterNumber: 'Number of the agency’s letter (if any)',
    submit: 'Send the request',
  },
  withdraw: {
    submit: 'Withdraw',
    consequence: 'The request ends; a new one can be made.',
    reason: 'Reason',
  },
  schedule: {
    title: 'Schedule of the proof of concept',
    lead: 'The letter is written, and the agency is told.',
    on: 'Day',
    from: 'From (HH:MM)',
    place: 'Place',
    examiners: 'Examiners; only they can note what they see',
    submit: 'Set the schedule',
  },
  run: {
    againNote: 'The open run ends, and grading starts afresh with other test NIKs.',
    noUserId: 'This agreement has no active development User ID yet. Issue one first.',
    minutes: 'Duration (minutes, 10–480)',
    submit: 'Open the run',
  },
  tick: {
    title: 'Note check {{rule}}',
    met: 'Met',
    broken: 'Not met',
    verdict: 'What the examiner says',
    onlyBroken: 'This one is graded from the calls. The examiner can only say that it is not met.',
    note: 'What you saw',
    submit: 'Save the note',
  },
  examine: {
    title: 'End the run',
    consequence: 'The grades are kept as they are now and change no more. Scenarios are restored.',
    note: 'Note of the examiner (may be empty)',
    submit: 'End the run',
  },
  decide: {
    title: 'Result of the proof of concept',
    lead: 'The report is written with the whole checklist. If it passed, a production User ID can be issued.',
    verdict: 'Result',
    passed: 'Passed',
    failed: 'Not passed',
    note: 'Note; if not passed: what is to be mended',
    submit: 'Give the result',
    incomplete: 'Not all checks are met, so it can only be not passed.',
  },
}
