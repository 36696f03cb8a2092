import { post } from './client.ts'
import { exactly, list, nullable, number, type Of, record, text } from './shape.ts'

export const POSITIONS = ['head', 'secretary', 'division-head', 'pic', 'treasurer', 'other'] as const

const officialShape = record({
  id: number,
  position: exactly(...POSITIONS),
  name: text,
  nip: nullable(text),
  rank: nullable(text),
  title: text,
  from: text,
  /** The first day that is not in. */
  until: nullable(text),
})

export type Official = Of<typeof officialShape>

export const officialsShape = list(officialShape)

const changedShape = record({ id: number, paperId: nullable(number) })

export type Appointment = {
  position: string
  name: string
  nip: string
  rank: string
  title: string
  from: string
  basis: string
}

/** @param place `/agency`, `/office` or `/office/agencies/7` */
export const officialsAt = (place: string) => `${place}/officials`

export const appointOfficial = (place: string, appointment: Appointment) =>
  post(officialsAt(place), changedShape, appointment)

export const endOfficial = (place: string, id: number, until: string) =>
  post(`${officialsAt(place)}/${id}/end`, changedShape, { until })
