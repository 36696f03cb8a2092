import { BlockList, isIP } from 'node:net'

const MAX_REMEMBERED = 10_000
const remembered = new Map<string, boolean>()

/**
 * Whether an address lies in a list of networks, as PostgreSQL writes a `cidr[]`: `{10.10.0.70/32,::1/128}`.
 *
 * Answers are remembered by the whole list and address, so that a changed list is a new question.
 * A missing or unreadable address lies nowhere.
 */
export function isRegisteredAddress(cidrList: string, address: string | null): boolean {
  if (address === null) return false
  const key = `${cidrList} ${address}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  const registered = check(cidrList, plainAddress(address))
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(key, registered)
  return registered
}

/** An address as networks are compared: an IPv4 address that arrived on an IPv6 socket becomes IPv4 again. */
export function plainAddress(address: string): string {
  const trimmed = address.trim()
  const mapped = /^::ffff:([0-9.]+)$/i.exec(trimmed)?.[1]
  return mapped !== undefined && isIP(mapped) === 4 ? mapped : trimmed
}

function check(cidrList: string, address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  const list = new BlockList()
  for (const network of cidrList.replace(/[{}]/g, '').split(',')) {
    const [base = '', bits = ''] = network.split('/')
    const version = isIP(base)
    if (version === 0) continue
    const prefix = bits === '' ? (version === 4 ? 32 : 128) : Number(bits)
    list.addSubnet(base, prefix, version === 4 ? 'ipv4' : 'ipv6')
  }
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6')
}
