/**
 * Signs a finished PDF digitally. One implementation takes a certificate of this machine
 * (local-signer.ts); a national e-signature service (BSrE) is another: it asks over the network, takes
 * its time, and may refuse, so a refusal is a value and says why.
 */
export type DocumentSigner = {
  /** Whose signature it is, as pages show it: the name in the certificate or of the service. */
  readonly signer: string
  /**
   * @param about.reason why the document is signed, in the words of the document: "Persetujuan …"
   * @param about.name the official whose letter it is
   */
  sign(pdf: Buffer, about: SigningWords): Promise<SigningResult>
}

export type SigningWords = { reason: string; name: string }

export type SigningResult =
  | { kind: 'signed'; pdf: Buffer }
  /** The document stays as it is, unsigned; people are shown the reason, which is in Indonesian. */
  | { kind: 'refused'; reason: string }
