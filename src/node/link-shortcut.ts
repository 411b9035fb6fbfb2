/** Short links, answered without a Request and a Response: a redirect is a few headers. */
import { StoreError } from '../errors.ts'
import type { Service } from '../service.ts'
import { findHeader, type Shortcut } from './front.ts'

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

/** The routes meet the same error of the database, and have words for it. */
function tryTo<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}
