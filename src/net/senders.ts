/**
 * Who sent a request, as limits count them: in blocks of addresses that one person has to themselves, behind trusted
 * proxies too, and hosts by the domain that somebody registered. Pure.
 */

import ipaddr from 'ipaddr.js'
import { getDomain } from 'tldts'
import { ConfigError } from '../errors.ts'
import { type Address, contains, parseAddress, parseRange, type Range } from './addresses.ts'

/** IPv4 addresses as IPv6 writes them: mapped (RFC 4291, section 2.5.5.2) and translated (RFC 6052). */
const EMBEDDED_V4 = ['::ffff:0:0/96', '64:ff9b::/96'].flatMap((text) => parseRange(text) ?? [])
const LOOPBACK = ['127.0.0.0/8', '::1'].flatMap((text) => parseRange(text) ?? [])
/** Groups of a /64: the least that a connection is given, so whoever has one address of it has all. */
const BLOCK = 4

/** The block of an address: an IPv4 address itself, of IPv6 its /64; undefined where the text is no address. */
export function toBlock(text: string): string | undefined {
  const address = parsePlain(text)
  if (address === undefined) return undefined
  if (address instanceof ipaddr.IPv4) return address.toString()
  const groups = address.parts.slice(0, BLOCK).map((group) => group.toString(16))
  return `${groups.join(':')}::/64`
}

/** Whether an address is this machine's own. */
export function isLoopback(text: string): boolean {
  const address = parsePlain(text)
  return address !== undefined && isWithin(LOOPBACK, address)
}

/** Reads an address; one of IPv4 in IPv6's clothes is one of IPv4. */
function parsePlain(text: string): Address | undefined {
  const address = parseAddress(text)
  return address !== undefined && isWithin(EMBEDDED_V4, address)
    ? ipaddr.fromByteArray(address.toByteArray().slice(12))
    : address
}

function isWithin(ranges: readonly Range[], address: Address): boolean {
  return ranges.some((range) => contains(range, address))
}

// Who sent a request that came through proxies (RFC 7239, X-Forwarded-For). Pure.

/** What proxies say of a request: `Forwarded` and `X-Forwarded-For`, null where they are missing. */
type Forwarding = { readonly forwarded: string | null; readonly forwardedFor: string | null }

/** More proxies than this stand before nobody. */
const MOST_HOPS = 20
/** All who come through a proxy on this machine and are not known: nobody has this address, and it is not this machine. */
const UNKNOWN = '0.0.0.0'

/** Reads the entries of TRUST_PROXY: addresses and CIDRs. @throws ConfigError for an entry that is neither */
export function toProxies(entries: readonly string[]): readonly Range[] {
  return entries.map((entry) => {
    const range = parseRange(entry)
    if (range === undefined) throw new ConfigError(`TRUST_PROXY: "${entry}" is neither an address nor a CIDR.`)
    return range
  })
}

/**
 * The address of the sender: the peer's own, or what proxies that are trusted say, from the last one backwards and
 * only as far as they are trusted, because whatever stands before may have been written by the sender. Undefined where
 * it can't be known: a proxy on this machine that is not in TRUST_PROXY is everybody.
 * @param peer who the connection is with
 */
export function findSender(
  peer: string | undefined,
  { forwarded, forwardedFor }: Forwarding,
  proxies: readonly Range[],
): string | undefined {
  if (peer === undefined) return undefined
  const isForwarded = forwarded !== null || forwardedFor !== null
  if (!isTrusted(peer, proxies)) return isForwarded && isLoopback(peer) ? undefined : peer
  const said = [
    ...(forwarded === null ? [] : [walk(peer, readForwarded(forwarded), proxies)]),
    ...(forwardedFor === null ? [] : [walk(peer, forwardedFor.split(','), proxies)]),
  ]
  // A proxy writes one of the two and passes on the other as the sender wrote it: which is which nobody knows.
  return said.every((one) => one === said[0]) ? (said[0] ?? peer) : toUnknown(peer)
}

/** This machine is counted nowhere, so whoever writes what can't be read must not pass for it. */
function toUnknown(proxy: string): string {
  return isLoopback(proxy) ? UNKNOWN : proxy
}

function walk(peer: string, chain: readonly string[], proxies: readonly Range[]): string {
  let sender = peer
  for (const hop of chain.slice(-MOST_HOPS).reverse()) {
    if (!isTrusted(sender, proxies)) break
    const address = readAddress(hop)
    if (address === undefined) return toUnknown(sender)
    if (isLoopback(address)) break
    sender = address
  }
  return sender
}

function isTrusted(text: string, proxies: readonly Range[]): boolean {
  const address = parsePlain(text)
  return address !== undefined && isWithin(proxies, address)
}

/** The `for` of each element; an element without one is a proxy that names nobody. */
function readForwarded(header: string): string[] {
  return header.split(',').map((element) => /(?:^|;)\s*for\s*=\s*("[^"]*"|[^;\s]*)/i.exec(element)?.[1] ?? '')
}

/** `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `"[2001:db8::1]:4711"`; not `unknown` or `_hidden`. */
function readAddress(hop: string): string | undefined {
  const bare = hop.trim().replace(/^"|"$/g, '')
  const [, inner] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare) ?? []
  const text = inner ?? bare.replace(/^([\d.]+):\d{1,5}$/, '$1')
  return parsePlain(text) === undefined ? undefined : text
}

// What of a host's name somebody had to register, so that ever new names below it are one. Pure.

/** Names that a host gives to its customers count apart: two blogs at one of them are not one person's. */
const OPTIONS = { allowPrivateDomains: true, extractHostname: false, validateHostname: false }

/**
 * The registrable domain of a host: `evil.example` of `a1.evil.example`; the block of an address; a name that is a
 * public suffix, or has but one label, is itself.
 * @param hostname as `URL` has it, without a port
 */
export function toDomain(hostname: string): string {
  const name = hostname.replace(/^\[|\]$|\.$/g, '')
  return toBlock(name) ?? (getDomain(name, OPTIONS) || name)
}
