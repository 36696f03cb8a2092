import type { AgreementInForce } from '../agreements/index.ts'
import type { IdStyle, Profile } from '../credentials/index.ts'
import type { FeedbackField } from '../feedback/index.ts'
import type { Element } from '../registry/index.ts'

/** Moves when the files of a pack change in kind, not with the terms that they tell. */
export const PACK_FORMAT = 1

/** The shape in which a User ID is answered. */
export type Shape = { profile: Profile; idStyle: IdStyle }

/** Everything that a pack says of an agreement; no secret is among it. */
export type PackFacts = {
  agreement: AgreementInForce
  /** Of the version in force: its number, its paper, and its first day. */
  term: { version: number; basis: string; from: string }
  elements: readonly Element[]
  /** Of the User IDs that there are; where there is none yet, the one that it would get. */
  shapes: readonly Shape[]
  office: { name: string; code: string }
  feedback: { fields: readonly FeedbackField[]; methods: readonly string[]; version: number } | null
  /** What the paper calls the local operator's parameter. */
  localOperator: string
  /** Where programs reach the server; null: nobody said. */
  publicUrl: string | null
}

/** A file of a pack, by its path in it. */
export type PackFile = { path: string; bytes: Buffer; about: string }

export const textFile = (path: string, about: string, text: string): PackFile => ({
  path,
  about,
  bytes: Buffer.from(text, 'utf8'),
})
