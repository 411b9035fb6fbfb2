/** Short links, answered without a Request and a Response: a redirect is a few headers. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Redirect } from '../http/link-redirect.ts'
import type { Service } from '../service.ts'
import { findHeader, type Shortcut, tryTo } from './front.ts'

type Pair = readonly [IncomingMessage, ServerResponse]

/**
 * Follows plain short links, all that came in one turn of the event loop together, at its end; whatever else is asked
 * for is left to the routes, there and then where its path is no link's.
 */
export function createLinkShortcut(
  { follow }: Pick<Service, 'follow'>,
  ask: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): Shortcut {
  let waiting: Pair[] = []
  const answer = () => {
    const pairs = waiting
    waiting = []
    const redirects = tryTo(() => follow(pairs.map(([incoming]) => toAsked(incoming))))
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

function toAsked({ url = '', method = '', rawHeaders }: IncomingMessage) {
  return { path: url, visit: { method, header: (name: string) => findHeader(rawHeaders, name) } }
}

function send({ status, headers }: Redirect, outgoing: ServerResponse): void {
  outgoing.writeHead(status, headers)
  outgoing.end()
}
