import { Encrypter } from 'age-encryption'
import { encodeManifest, type Manifest } from './manifest.ts'
import { archiveOf } from './tar.ts'

/**
 * Makes a package: the manifest is signed, and everything encrypted to its recipient as an `age` file (C2SP age v1, one
 * X25519 recipient). In bounded memory, here and in a browser alike; the bytes are read once.
 *
 * @param sign an Ed25519 signature over the bytes (RFC 8032, no prehash)
 */
export async function encryptPackage(
  manifest: Manifest,
  sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>,
  data: AsyncIterable<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const head = encodeManifest(manifest)
  const signature = await sign(head)
  const encrypter = new Encrypter()
  encrypter.addRecipient(manifest.to)
  return encrypter.encrypt(streamOf(archiveOf(head, signature, { size: manifest.data.bytes, bytes: data })))
}

/** `ReadableStream.from` is not in every browser. */
export function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
