import type { Hono } from 'hono'
import { RequestError } from '../errors.ts'
import type { Backend } from './backend.ts'

/**
 * The channels' own old hosts, pointed at this service: each address is led on to the same path here, for good, so
 * that whoever follows has moved before the old host's name lapses. Feeds are led on like all else: readers note a
 * permanent move, and as ids stay nobody sees a story twice.
 */
export function addHosts(app: Hono, backend: Backend): void {
  const isOld = createOldHostTest(backend)
  app.use('*', async (c, next) => {
    const host = c.req.header('Host') ?? new URL(c.req.url).host
    if (!isOld(host) || !isMoving(c.req.method, c.req.path)) return next()
    // The host is one of our own sources still: what it serves now are our own stories.
    if (c.req.header('User-Agent')?.includes(`(+${backend.base})`)) {
      throw new RequestError(409, `${host} leads to this service itself now: take the source out of feeds/.`)
    }
    const { pathname, search } = new URL(c.req.url)
    // For good, but should the host ever be somebody's again, no browser is caught in it for longer than a day.
    c.header('Cache-Control', 'public, max-age=86400')
    return c.redirect(`${backend.base}${pathname}${search}`, 301)
  })
}

/**
 * Tells whether a Host header names one of the channels' hosts that is not this service's own. Where BASE_URL is only
 * somebody's own machine, none is: nobody else would reach it there, and who was sent there for good never came back.
 */
export function createOldHostTest({ base, channels }: Pick<Backend, 'base' | 'channels'>): (host: string) => boolean {
  const own = new URL(base)
  if (/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(own.hostname)) return () => false
  const old = new Set(channels.flatMap(({ hosts }) => hosts))
  old.delete(own.host)
  old.delete(own.hostname)
  return (host) => old.has(host) || old.has(host.toLowerCase().replace(/:\d+$/, ''))
}

/** Not what is sent, and not what a certificate for the old host is proved with (RFC 8615). */
function isMoving(method: string, path: string): boolean {
  return (method === 'GET' || method === 'HEAD') && !path.startsWith('/.well-known/')
}
