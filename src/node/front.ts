/** What stands before the routes: requests whose answer is at hand are not worth a Request and a Response. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { StoreError } from '../errors.ts'
import type { Service } from '../service.ts'

/** Answers a request and says true, or leaves it alone and says false. */
export type Shortcut = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

/** Sends finished documents as they are kept. */
export function createKeptShortcut({ kept }: Pick<Service, 'kept'>): Shortcut {
  return ({ method, url = '', rawHeaders }, outgoing) => {
    if (method !== 'GET' && method !== 'HEAD') return false
    const answer = tryTo(() => kept(url, (name) => findHeader(rawHeaders, name)))
    if (answer === undefined) return false
    outgoing.writeHead(answer.status, answer.headers)
    outgoing.end(method === 'GET' ? answer.bytes : undefined)
    return true
  }
}

/** The routes meet the same error of the database, and have words for it. */
export function tryTo<T>(work: () => T): T | undefined {
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
export function findHeader(raw: readonly string[], name: string): string | undefined {
  let found: string | undefined
  for (let at = 0; at < raw.length; at += 2) {
    const one = raw[at]
    if (one?.length !== name.length || one.toLowerCase() !== name) continue
    found = found === undefined ? raw[at + 1] : `${found}, ${raw[at + 1]}`
  }
  return found
}
