import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Tx } from '../kernel/database.ts'
import { openSealer, type Sealer } from '../kernel/seal.ts'
import type { FileRef } from './domain.ts'
import { findFile, findKeyFingerprint, hasFile, insertFile, noteKeyFingerprint } from './stored-file.store.ts'

/** The files of this installation, sealed in its database (docs/rules/files.md, F-01 to F-04). */
export type Vault = {
  /** Keeps bytes, in the transaction of whatever refers to them; the same bytes twice are one file. */
  store(tx: Tx, bytes: Buffer, mediaType: string): Promise<FileRef>
  /**
   * The bytes of a file; undefined when there is none. The caller MUST have asked whether this person may see
   * it, and MUST record the opening.
   *
   * @throws FileBroken when what is stored is not what was stored
   */
  open(tx: Tx, sha256: string): Promise<{ bytes: Buffer; mediaType: string } | undefined>
}

export class FileBroken extends Error {}

/**
 * Opens the vault with the key file, 32 bytes in hex. A random key is made where there is no file yet and no
 * installation that was set up with one. Losing the key means losing every stored paper: it belongs in the
 * backup, apart from the database's.
 *
 * @param tx the owner's; the key is noted by `claimFileKey` once the installation is set up
 * @throws when the installation was set up with another key, or its key is missing
 */
export async function openVault(tx: Tx, keyFile: string): Promise<{ vault: Vault; fingerprint: string }> {
  const known = await findKeyFingerprint(tx)
  if (known !== null && !existsSync(keyFile)) {
    throw new Error(`The file key ${keyFile} is missing. Put back the key this installation was set up with.`)
  }
  const sealer = openSealer(keyFile)
  const fingerprint = fingerprintOf(sealer)
  if (known !== null && known !== fingerprint) throw new Error(OTHER_KEY)
  return { vault: createVault(sealer), fingerprint }
}

/** Notes with which key the files of this installation are sealed. */
export async function claimFileKey(tx: Tx, fingerprint: string): Promise<void> {
  if ((await noteKeyFingerprint(tx, fingerprint)) !== fingerprint) throw new Error(OTHER_KEY)
}

const OTHER_KEY =
  'The file key differs from the one this installation was set up with. Set GAPURA_FILE_KEY_FILE to that key.'

const fingerprintOf = (sealer: Sealer) => sealer.derive('file key fingerprint').toString('hex').slice(0, 16)

const SHA256 = /^[0-9a-f]{64}$/

export function createVault(sealer: Sealer): Vault {
  return {
    store: async (tx, bytes, mediaType) => {
      const digest = createHash('sha256').update(bytes).digest()
      const sha256 = digest.toString('hex')
      if (!(await hasFile(tx, digest))) {
        const sealed = sealer.seal(bytes, purposeOf(sha256))
        await insertFile(tx, { sha256: digest, size: bytes.length, mediaType, sealed })
      }
      return { sha256, size: bytes.length, mediaType }
    },
    open: async (tx, sha256) => {
      if (!SHA256.test(sha256)) return undefined
      const found = await findFile(tx, Buffer.from(sha256, 'hex'))
      if (found === undefined) return undefined
      const bytes = unseal(sealer, found.sealed, sha256)
      // The seal says that this file was sealed under this name; the checksum, that the name was right.
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new FileBroken(brokenWords(sha256))
      return { bytes, mediaType: found.mediaType }
    },
  }
}

const purposeOf = (sha256: string) => `file ${sha256}`

const brokenWords = (sha256: string) => `the stored file ${sha256} is not what was stored`

function unseal(sealer: Sealer, sealed: Buffer, sha256: string): Buffer {
  try {
    return sealer.open(sealed, purposeOf(sha256))
  } catch (cause) {
    throw new FileBroken(brokenWords(sha256), { cause })
  }
}
