/**
 * Fetching over undici. Connections go only to addresses that were checked: literals before connecting, names
 * when they are resolved, and the connection is made to the very address that was checked, so a name server
 * that answers twice in two ways gains nothing.
 */
import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { type AllowList, isOpen, refuseHost, toAllowList, toHostname, toPrivateError } from '../net/addresses.ts'
import type { Fetch } from '../net/fetch.ts'
import { parseAddress } from '../net/literals.ts'
import { send } from './send.ts'

export type FetchOptions = {
  /** Hosts and CIDRs that may be fetched although they are private. */
  readonly allowPrivate: readonly string[]
  /** Milliseconds until a connection stands, name and TLS included. */
  readonly connectTimeout?: number
  /** A certificate authority to trust in place of the usual ones, PEM. */
  readonly ca?: string
}

/** Some sites send long policies and many cookies: undici's own limit of 16 KiB refuses them. */
const HEADERS = 64 * 1024

/**
 * The fetch of this runtime, with an own pool of connections; `close` waits for what is under way.
 * Proxies that the environment names are not used: behind one no address could be checked.
 * @throws ConfigError where `allowPrivate` makes no sense
 */
export function createFetch(options: FetchOptions): { readonly fetch: Fetch; readonly close: () => Promise<void> } {
  const allow = toAllowList(options.allowPrivate)
  const agent = new Agent({
    connect: toConnector(allow, options),
    allowH2: false,
    maxHeaderSize: HEADERS,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
  })
  return {
    fetch: (url, init) => send(agent, url, init),
    close: () => agent.close(),
  }
}

function toConnector(allow: AllowList, options: FetchOptions): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.connectTimeout ?? 10_000,
    allowH2: false,
    lookup: toLookup(allow),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  })
  return (target, callback) => {
    // A literal is never looked up, so the guard there would not see it.
    const refusal = refuseHost(target.hostname, allow)
    if (refusal === undefined) connect(target, callback)
    else callback(refusal, null)
  }
}

/** Looks a name up and hands on the addresses that may be connected to; an error where there is none. */
function toLookup(allow: AllowList): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '')
      const name = toHostname(hostname) ?? hostname
      const open = found.filter(({ address }) => isOpenText(address, name, allow))
      const [first] = open
      if (first === undefined) return callback(toPrivateError(name, 'lookup'), '')
      return options.all ? callback(null, open) : callback(null, first.address, first.family)
    })
  }
}

function isOpenText(text: LookupAddress['address'], name: string, allow: AllowList): boolean {
  const address = parseAddress(text)
  return address !== undefined && isOpen(address, name, allow)
}
