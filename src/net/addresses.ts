/**
 * Which hosts and addresses are private, and which of those the operator opened (ALLOW_PRIVATE).
 * Pure: what a name resolves to is for the runtime's own fetch to find out and to ask about here.
 */
import ipaddr from 'ipaddr.js'
import { ConfigError, FetchError } from '../errors.ts'

/** What ALLOW_PRIVATE lists, read. */
export type AllowList = { readonly names: ReadonlySet<string>; readonly ranges: readonly Range[] }

/** The longest that an address can be written. */
const LONGEST = 'ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255'.length

/** The library reads octal, hexadecimal and short forms too, and not all as a resolver does: those are for `toHostname`. */
const DECIMAL = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/

/**
 * IANA's IPv4 Special-Purpose Address Registry, whole, with multicast. Some of these are reachable
 * (AS112, PCP anycast), but none of them serves feeds.
 */
const SPECIAL_V4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local; clouds' metadata services
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4', // multicast
  '240.0.0.0/4',
].flatMap((text) => parseRange(text) ?? [])

/**
 * All that is not 2000::/3 is no global unicast: loopback, IPv4-mapped, IPv4-compatible, NAT64
 * (64:ff9b::/96 and 64:ff9b:1::/48), discard-only, SRv6, unique local, link-local, multicast.
 */
const GLOBAL_V6 = ['2000::/3'].flatMap((text) => parseRange(text) ?? [])

/** What IANA's IPv6 Special-Purpose Address Registry has inside of 2000::/3. */
const SPECIAL_V6 = [
  '2001::/23', // protocol assignments, Teredo among them
  '2001:db8::/32',
  '2002::/16', // 6to4: leads to any IPv4 address
  '2620:4f:8000::/48',
  '3fff::/20',
].flatMap((text) => parseRange(text) ?? [])

/** RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`, and what home routers make up. */
const PRIVATE_SUFFIXES = ['localhost', 'local', 'internal', 'home.arpa', 'localdomain', 'lan']

/**
 * Reads the entries of ALLOW_PRIVATE: host names, addresses, CIDRs. Empty entries are left out.
 * @throws ConfigError for an entry that is none of these.
 */
export function toAllowList(entries: readonly string[]): AllowList {
  const names = new Set<string>()
  const ranges: Range[] = []
  for (const entry of entries.map((text) => text.trim()).filter((text) => text !== '')) {
    const range = parseRange(entry)
    if (range !== undefined) ranges.push(range)
    else names.add(toListedName(entry))
  }
  return { names, ranges }
}

/**
 * The sentence about a host that may not be fetched, or undefined where it may.
 * Literals are judged for good. A private name passes also where ranges are listed: whether it leads
 * into one of them shows when it is resolved (see `isOpen`).
 * @param host as in a URL: a name, an IPv4 literal in any form, or a bracketed IPv6 literal
 */
export function refuseHost(host: string, allow: AllowList): FetchError | undefined {
  const name = toHostname(host)
  if (name === undefined) return new FetchError('address', `"${host.slice(0, 100)}" is not the name of a host.`)
  const address = parseAddress(name)
  if (address !== undefined) return isAllowedAddress(address, name, allow) ? undefined : toPrivateError(name)
  const open = !isPrivateName(name) || allow.names.has(name) || allow.ranges.length > 0
  return open ? undefined : toPrivateError(name)
}

/** Whether an address that `name` leads to may be connected to. */
export function isAllowedAddress(address: Address, name: string, allow: AllowList): boolean {
  return !isPrivateAddress(address) || allow.names.has(name) || allow.ranges.some((range) => contains(range, address))
}

/** Whether the address is in any special-purpose range. */
function isPrivateAddress(address: Address): boolean {
  if (address.kind() === 'ipv4') return SPECIAL_V4.some((range) => contains(range, address))
  if (!GLOBAL_V6.some((range) => contains(range, address))) return true
  return SPECIAL_V6.some((range) => contains(range, address))
}

/** Whether a name, not a literal, is for use inside of a network. */
function isPrivateName(name: string): boolean {
  return !name.includes('.') || PRIVATE_SUFFIXES.some((suffix) => `.${name}`.endsWith(`.${suffix}`))
}

/**
 * A host as the WHATWG URL standard writes it, without brackets and closing full stop:
 * `0x7f.1` and `2130706433` become `127.0.0.1`, names are lower case.
 */
export function toHostname(host: string): string | undefined {
  const bare = parseAddress(host) !== undefined && host.includes(':') && !host.startsWith('[')
  const url = `http://${bare ? `[${host.split('%', 1)[0]}]` : host}/`
  if (!URL.canParse(url)) return undefined
  const { hostname, pathname, username } = new URL(url)
  if (pathname !== '/' || username !== '') return undefined
  return hostname.replace(/^\[|\]$|\.$/g, '') || undefined
}

export function toPrivateError(host: string, by: 'itself' | 'lookup' = 'itself'): FetchError {
  const what = by === 'itself' ? 'is' : 'leads to'
  return new FetchError('private', `${host} ${what} a private address; list it in ALLOW_PRIVATE to allow it.`)
}

function toListedName(entry: string): string {
  const name = /[/:@?#\s\\]/.test(entry) ? undefined : toHostname(entry)
  if (name === undefined) throw new ConfigError(`ALLOW_PRIVATE: "${entry}" is neither a host nor a CIDR.`)
  return name
}

// IP addresses and ranges as text, read by the library; which of them are private is for the tables above to say.

/** An address of IPv4 or IPv6. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Every address whose first `bits` bits are those of `start`. */
export type Range = { readonly start: Address; readonly bits: number }

/** Reads an IPv4 or IPv6 address in its usual forms; brackets and a zone (`%eth0`) may be there. */
export function parseAddress(text: string): Address | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  return bare.includes(':') ? parseV6(bare.split('%', 1)[0] ?? '') : parseV4(bare)
}

function parseV4(text: string): ipaddr.IPv4 | undefined {
  return DECIMAL.test(text) && ipaddr.IPv4.isValid(text) ? ipaddr.IPv4.parse(text) : undefined
}

function parseV6(text: string): ipaddr.IPv6 | undefined {
  if (text.length > LONGEST) return undefined
  const last = text.slice(text.lastIndexOf(':') + 1)
  const v4 = last.includes('.') ? parseV4(last)?.toByteArray() : undefined
  // The library takes the IPv4-compatible `::10.0.0.1` for the mapped one; as two groups of digits it can't.
  const digits =
    v4 === undefined ? text : `${text.slice(0, -last.length)}${toGroup(v4[0], v4[1])}:${toGroup(v4[2], v4[3])}`
  return !digits.includes('.') && ipaddr.IPv6.isValid(digits) ? ipaddr.IPv6.parse(digits) : undefined
}

function toGroup(high = 0, low = 0): string {
  return ((high << 8) | low).toString(16)
}

/** Reads `10.0.0.0/8` or `fd00::/8`; an address alone is the range of that one address. */
export function parseRange(text: string): Range | undefined {
  const slash = text.indexOf('/')
  const start = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (start === undefined) return undefined
  const most = start.kind() === 'ipv4' ? 32 : 128
  if (slash < 0) return { start, bits: most }
  const length = text.slice(slash + 1)
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN
  return bits <= most ? { start, bits } : undefined
}

/** Whether the range holds the address; IPv4 and IPv6 are never the same address here. */
export function contains({ start, bits }: Range, address: Address): boolean {
  return start.kind() === address.kind() && address.match(start, bits)
}
