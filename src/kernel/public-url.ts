import { isIP } from 'node:net'

/** The address of a web site; undefined when a text is none. */
export function parseSite(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) ? url : undefined
}

/** Whether a host is named by number. */
export const isNumeric = (hostname: string) => isIP(hostname.replace(/^\[|\]$/g, '')) !== 0

/** Names that every browser takes for this machine, and trusts without HTTPS. */
export const isLocalName = (hostname: string) => hostname === 'localhost' || hostname.endsWith('.localhost')

export const isLoopbackNumber = (hostname: string) => /^127\.|^\[::1\]$/.test(hostname)

/** What is wrong with a public address; undefined when passkeys and sign-in by a provider can stand on it. */
export function publicUrlFault(text: string): string | undefined {
  const url = parseSite(text)
  if (url === undefined || `${url.pathname}${url.search}${url.hash}${url.username}` !== '/') {
    return 'harus berbentuk https://nama, tanpa jalur'
  }
  if (isNumeric(url.hostname)) return 'harus memakai nama: passkey tidak dapat dibuat untuk alamat IP'
  if (url.protocol !== 'https:' && !isLocalName(url.hostname))
    return 'harus https (http hanya untuk localhost)'
  return undefined
}
