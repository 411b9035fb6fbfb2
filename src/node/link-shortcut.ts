/** Short links, answered without a Request and a Response: a redirect is a few headers. */
import type { RequestListener } from 'node:http'
import type { Service } from '../service.ts'
import type { Shortcut } from './front.ts'

/**
 * Follows plain short links; whatever else is asked for below `/s/`, and what goes wrong, is left to `next`.
 */
export function createLinkShortcut({ follow }: Pick<Service, 'follow'>, next: RequestListener): Shortcut {
  return (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming
    if (!url.startsWith('/s/')) return false
    const header = (name: string) => {
      const value = headers[name]
      return typeof value === 'string' ? value : undefined
    }
    const answer = follow(url, { method, header })
    if (answer === undefined) return false
    answer.then(
      (redirect) => {
        if (redirect === undefined) return next(incoming, outgoing)
        outgoing.writeHead(redirect.status, redirect.headers)
        outgoing.end()
      },
      // The routes meet the same error, and have words for it.
      () => next(incoming, outgoing),
    )
    return true
  }
}
