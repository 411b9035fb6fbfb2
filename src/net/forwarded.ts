/** Who sent a request that came through proxies (RFC 7239, X-Forwarded-For). Pure. */
import { ConfigError } from '../errors.ts'
import { isLoopback, isWithin, parsePlain } from './blocks.ts'
import { parseRange, type Range } from './literals.ts'

/** What proxies say of a request: `Forwarded` and `X-Forwarded-For`, null where they are missing. */
export type Forwarding = { readonly forwarded: string | null; readonly forwardedFor: string | null }

/** More proxies than this stand before nobody. */
const MOST_HOPS = 20

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
  return said.every((one) => one === said[0]) ? (said[0] ?? peer) : peer
}

function walk(peer: string, chain: readonly string[], proxies: readonly Range[]): string {
  let sender = peer
  for (const hop of chain.slice(-MOST_HOPS).reverse()) {
    if (!isTrusted(sender, proxies)) break
    const address = readAddress(hop)
    if (address === undefined || isLoopback(address)) break
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
