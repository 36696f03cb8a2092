import { existsSync, readFileSync } from 'node:fs'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { writeSecretFile } from '../../kernel/secrets.ts'
import { makeSigningKey, type Signer, signerOf } from './signing-key.ts'

/** The office's own keys: what packages are encrypted to, and by which those for the central authority are signed. */
export type MediaKeys = { identity: string; recipient: string; signer: Signer }

/** Where they lie: an age identity file, and an Ed25519 key as PEM. */
export type MediaKeyFiles = { mediaKeyFile: string; mediaSignKeyFile: string }

const IDENTITY = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/m

/** The keys of this installation; undefined until somebody has made them (`gapura feedback media-key`). */
export async function findMediaKeys(files: MediaKeyFiles): Promise<MediaKeys | undefined> {
  if (!existsSync(files.mediaKeyFile) || !existsSync(files.mediaSignKeyFile)) return undefined
  const identity = IDENTITY.exec(readFileSync(files.mediaKeyFile, 'utf8'))?.[0]
  if (identity === undefined) throw new Error(`${files.mediaKeyFile} holds no age identity.`)
  const signer = signerOf(readFileSync(files.mediaSignKeyFile, 'utf8'))
  if (signer === undefined) throw new Error(`${files.mediaSignKeyFile} holds no Ed25519 private key.`)
  return { identity, recipient: await identityToRecipient(identity), signer }
}

/**
 * Makes whichever of the keys is missing. Losing the first means that packages under way cannot be opened any more: it
 * belongs in the backup.
 */
export async function makeMediaKeys(files: MediaKeyFiles): Promise<MediaKeys> {
  if (!existsSync(files.mediaKeyFile)) {
    const identity = await generateX25519Identity()
    const recipient = await identityToRecipient(identity)
    writeSecretFile(files.mediaKeyFile, `# public key: ${recipient}\n${identity}\n`)
  }
  if (!existsSync(files.mediaSignKeyFile)) {
    writeSecretFile(files.mediaSignKeyFile, makeSigningKey().privatePem)
  }
  const made = await findMediaKeys(files)
  if (made === undefined) throw new Error(`${files.mediaKeyFile} was not made.`)
  return made
}
