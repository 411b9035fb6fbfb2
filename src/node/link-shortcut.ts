/** Short links, answered without a Request and a Response: a redirect is a few headers. */
import { StoreError } from '../errors.ts'
import type { Service } from '../service.ts'
import type { Shortcut } from './front.ts'

/** Follows plain short links; whatever else is asked for is left to the routes. */
export function createLinkShortcut({ follow }: Pick<Service, 'follow'>): Shortcut {
  return (incoming, outgoing) => {
    const { method = '', url = '', rawHeaders } = incoming
    if (!url.startsWith('/s/')) return false
    const header = (name: string) => findHeader(rawHeaders, name)
    const redirect = tryTo(() => follow(url, { method, header }))
    if (redirect === undefined) return false
    outgoing.writeHead(redirect.status, redirect.headers)
    outgoing.end()
    return true
  }
}

/** The first value of a header, its name in lower case. `headers` would be made of all of them at each request. */
function findHeader(raw: readonly string[], name: string): string | undefined {
  for (let at = 0; at < raw.length; at += 2) {
    const one = raw[at]
    if (one?.length === name.length && one.toLowerCase() === name) return raw[at + 1]
  }
  return undefined
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
