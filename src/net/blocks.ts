/** Addresses as limits count them: in blocks that one person has to themselves. Pure. */
import { type Address, contains, parseAddress, parseRange, type Range } from './literals.ts'

/** IPv4 addresses as IPv6 writes them: mapped (RFC 4291, section 2.5.5.2) and translated (RFC 6052). */
const EMBEDDED_V4 = ['::ffff:0:0/96', '64:ff9b::/96'].flatMap((text) => parseRange(text) ?? [])
const LOOPBACK = ['127.0.0.0/8', '::1'].flatMap((text) => parseRange(text) ?? [])
/** Bytes of a /64: the least that a connection is given, so whoever has one address of it has all. */
const BLOCK = 8

/** The block of an address: an IPv4 address itself, of IPv6 its /64; undefined where the text is no address. */
export function toBlock(text: string): string | undefined {
  const address = parsePlain(text)
  if (address === undefined) return undefined
  if (address.length === 4) return address.join('.')
  const groups = Array.from({ length: BLOCK / 2 }, (_, at) => toGroup(address, at * 2))
  return `${groups.join(':')}::/64`
}

/** Whether an address is this machine's own. */
export function isLoopback(text: string): boolean {
  const address = parsePlain(text)
  return address !== undefined && isWithin(LOOPBACK, address)
}

/** Reads an address; one of IPv4 in IPv6's clothes is one of IPv4. */
export function parsePlain(text: string): Address | undefined {
  const address = parseAddress(text)
  return address !== undefined && isWithin(EMBEDDED_V4, address) ? address.slice(12) : address
}

export function isWithin(ranges: readonly Range[], address: Address): boolean {
  return ranges.some((range) => contains(range, address))
}

function toGroup(address: Address, at: number): string {
  return (((address[at] ?? 0) << 8) | (address[at + 1] ?? 0)).toString(16)
}
