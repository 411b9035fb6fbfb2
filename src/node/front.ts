/** What stands before the routes: requests whose answer is at hand are not worth a Request and a Response. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Service } from '../service.ts'

/** Answers a request and says true, or leaves it alone and says false. */
export type Shortcut = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

/** Sends finished documents as they are kept. */
export function createKeptShortcut({ kept }: Pick<Service, 'kept'>): Shortcut {
  return ({ method, url = '', headers }, outgoing) => {
    if (method !== 'GET' && method !== 'HEAD') return false
    const answer = kept(url, (name) => {
      const value = headers[name]
      return typeof value === 'string' ? value : undefined
    })
    if (answer === undefined) return false
    outgoing.writeHead(answer.status, answer.headers)
    outgoing.end(method === 'GET' ? answer.bytes : undefined)
    return true
  }
}
