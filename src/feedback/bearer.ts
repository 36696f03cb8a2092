/** The token of an `Authorization: Bearer …` header (RFC 6750); undefined where there is none. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header ?? '')?.[1]
}
