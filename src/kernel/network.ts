import { isIP } from 'node:net'

/**
 * `10.10.0.70` → `10.10.0.70/32`; undefined when it is no address or network in CIDR form. A host written with
 * the prefix of its network (`10.10.0.70/24`) is neither: whoever wrote it may have meant the one or the other.
 */
export function toCidr(text: string): string | undefined {
  const [base = '', bits, ...rest] = text.trim().split('/')
  const version = isIP(base)
  // A zone (`fe80::1%eth0`) means something on one machine only.
  if (version === 0 || rest.length > 0 || base.includes('%')) return undefined
  const address = version === 4 ? bitsOfIpv4(base) : bitsOfIpv6(base)
  if (bits === undefined) return `${base}/${address.length}`
  if (!/^[0-9]{1,3}$/.test(bits) || Number(bits) > address.length) return undefined
  return address.slice(Number(bits)).includes('1') ? undefined : `${base}/${Number(bits)}`
}

const binary = (value: number, length: number) => value.toString(2).padStart(length, '0')

const bitsOfIpv4 = (address: string) =>
  address
    .split('.')
    .map((part) => binary(Number(part), 8))
    .join('')

function bitsOfIpv6(address: string): string {
  // The URL parser leaves one form: hexadecimal groups, at most one `::`, no embedded IPv4.
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [left, right] = [before, after ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const groups = [...(left ?? []), ...(right ?? [])]
  const missing = Array.from({ length: 8 - groups.length }, () => '0')
  return [...(left ?? []), ...missing, ...(right ?? [])]
    .map((group) => binary(Number.parseInt(group, 16), 16))
    .join('')
}
