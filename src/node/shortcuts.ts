/** What stands before the routes: requests whose answer is at hand are not worth a Request and a Response. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { StoreError } from '../errors.ts'
import { COMMON_HEADERS } from '../http/documents/headers.ts'
import type { Redirect } from '../http/links/redirect.ts'
import type { Service } from '../service.ts'

/** Answers a request and says true, or leaves it alone and says false. */
export type Shortcut = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

/** Of two hosts whoever stands before this service may have taken the other one (RFC 9112, section 3.2). */
export const refuseManyHosts: Shortcut = ({ rawHeaders }, outgoing) => {
  if (!findHeader(rawHeaders, 'host')?.includes(', ')) return false
  outgoing.writeHead(400, { ...COMMON_HEADERS, 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
  outgoing.end('A request has one Host header.\n')
  return true
}

/** Sends finished documents as they are kept. */
export function createCacheShortcut({ cachedAnswer }: Pick<Service, 'cachedAnswer'>): Shortcut {
  return ({ method, url = '', rawHeaders }, outgoing) => {
    if (method !== 'GET' && method !== 'HEAD') return false
    const answer = tryTo(() => cachedAnswer(url, (name) => findHeader(rawHeaders, name)))
    if (answer === undefined) return false
    outgoing.writeHead(answer.status, answer.headers)
    outgoing.end(method === 'GET' ? answer.bytes : undefined)
    return true
  }
}

/** The routes meet the same error of the database, and have words for it. */
function tryTo<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}

/**
 * A header's values as one list, its name in lower case. Node would make an object of all headers as soon as one of them
 * is asked for, and few are.
 */
function findHeader(raw: readonly string[], name: string): string | undefined {
  let found: string | undefined
  for (let at = 0; at < raw.length; at += 2) {
    const one = raw[at]
    if (one?.length !== name.length || one.toLowerCase() !== name) continue
    found = found === undefined ? raw[at + 1] : `${found}, ${raw[at + 1]}`
  }
  return found
}

// Short links, answered without a Request and a Response: a redirect is a few headers.

type Pair = readonly [IncomingMessage, ServerResponse]

/**
 * Follows plain short links, all that came in one turn of the event loop together, at its end; whatever else is asked
 * for is left to the routes, there and then where its path is no link's.
 */
export function createLinkShortcut(
  { redirectClicks }: Pick<Service, 'redirectClicks'>,
  ask: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): Shortcut {
  let waiting: Pair[] = []
  const answer = () => {
    const pairs = waiting
    waiting = []
    const redirects = tryTo(() => redirectClicks(pairs.map(([incoming]) => toLinkRequest(incoming))))
    for (const [index, [incoming, outgoing]] of pairs.entries()) {
      const redirect = redirects?.[index]
      if (redirect === undefined) ask(incoming, outgoing)
      else send(redirect, outgoing)
    }
  }
  return (incoming, outgoing) => {
    if (!incoming.url?.startsWith('/s/')) return false
    if (waiting.push([incoming, outgoing]) === 1) setImmediate(answer)
    return true
  }
}

function toLinkRequest({ url = '', method = '', rawHeaders }: IncomingMessage) {
  return { path: url, visit: { method, header: (name: string) => findHeader(rawHeaders, name) } }
}

function send({ status, headers }: Redirect, outgoing: ServerResponse): void {
  outgoing.writeHead(status, headers)
  outgoing.end()
}
