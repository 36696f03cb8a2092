import type { FieldFault } from '../kernel/problem.ts'
import { holdsNik, isMoment, parseDay } from '../registry/index.ts'
import type { Minutes, NewMeeting } from './meeting.store.ts'

const MOST_ATTENDEES = 200
const MOST_ROWS = 50

const NIK = 'Tidak boleh memuat NIK.'

export function faultsOfMeeting({ agenda, startsAt, place, note }: NewMeeting): FieldFault[] {
  const { faults, fault } = collect()
  if (agenda === '' || agenda.length > 200) fault('agenda', 'Tulis acaranya, paling banyak 200 huruf.')
  if (!isMoment(startsAt)) fault('startsAt', 'Tulis hari dan jam yang ada.')
  if (place === '' || place.length > 150) fault('place', 'Tulis tempatnya, paling banyak 150 huruf.')
  if (note !== null && note.length > 1_000) fault('note', 'Paling banyak 1.000 huruf.')
  for (const [field, text] of Object.entries({ agenda, place, note: note ?? '' })) {
    if (holdsNik(text)) fault(field, NIK)
  }
  return faults
}

/** Rows are named by where they stand: `topics[0].result`. */
export function faultsOfMinutes(minutes: Minutes): FieldFault[] {
  const { chair, recorder, closing, attendees, topics, followUps } = minutes
  const { faults, fault } = collect()
  const text = (field: string, value: string, most: number, needed: string) => {
    if (value === '') fault(field, needed)
    else if (value.length > most) fault(field, `Paling banyak ${most} huruf.`)
    else if (holdsNik(value)) fault(field, NIK)
  }
  text('chair', chair, 100, 'Tulis pimpinan rapat.')
  text('recorder', recorder, 100, 'Tulis notulisnya.')
  if (closing !== null) text('closing', closing, 2_000, '')
  if (!attendees.some(({ attended }) => attended)) fault('attendees', 'Catat siapa yang hadir.')
  if (attendees.length > MOST_ATTENDEES) fault('attendees', `Paling banyak ${MOST_ATTENDEES} orang.`)
  if (topics.length > MOST_ROWS) fault('topics', `Paling banyak ${MOST_ROWS} pokok.`)
  if (followUps.length > MOST_ROWS) fault('followUps', `Paling banyak ${MOST_ROWS} tindak lanjut.`)
  for (const [index, { name, position }] of attendees.entries()) {
    text(`attendees[${index}].name`, name, 100, 'Tulis namanya.')
    text(`attendees[${index}].position`, position, 150, 'Tulis jabatan dan instansinya.')
  }
  for (const [index, { topic, result }] of topics.entries()) {
    text(`topics[${index}].topic`, topic, 200, 'Tulis pokok bahasannya.')
    text(`topics[${index}].result`, result, 1_000, 'Tulis hasilnya.')
  }
  for (const [index, { what, who, due }] of followUps.entries()) {
    text(`followUps[${index}].what`, what, 500, 'Tulis apa yang dikerjakan.')
    text(`followUps[${index}].who`, who, 150, 'Tulis oleh siapa.')
    if (due !== null && parseDay(due) !== due) fault(`followUps[${index}].due`, 'Tulis tanggal yang ada.')
  }
  return faults
}

function collect() {
  const faults: FieldFault[] = []
  return { faults, fault: (field: string, message: string) => faults.push({ field, message }) }
}
