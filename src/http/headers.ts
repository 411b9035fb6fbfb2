import type { Hono } from 'hono'

/** Pages load pictures from wherever stories have them, our style sheet, and nothing else; no script at all. */
const POLICY = [
  "default-src 'none'",
  'img-src * data:',
  'media-src *',
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers that every answer has. */
export const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
} as const

/** Headers of what programs read: scripts of any site may read it too, for there are no cookies to be stolen by it. */
export const READABLE = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link, Location',
} as const

/** Gives every answer the headers that it lacks; finished documents have them already. */
export function addHeaders(app: Hono): void {
  app.use('*', async (c, next) => {
    await next()
    const { headers } = c.res
    complete(headers, COMMON)
    // A permanent redirect without a word of it is kept for good, and may name a story that is taken back.
    if (headers.has('Location')) complete(headers, { 'Cache-Control': 'public, max-age=60' })
    if (headers.get('Content-Type')?.startsWith('text/html')) complete(headers, { 'Content-Security-Policy': POLICY })
    if (isReadable(c.req.path)) complete(headers, READABLE)
  })
}

function complete(headers: Headers, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) if (!headers.has(name)) headers.set(name, value)
}

/** Addresses of what programs read. */
export function isReadable(path: string): boolean {
  return /^\/api\/|\/feed\.[a-z]+$|\/archive(?:\/\d+)?\.[a-z]+$/.test(path)
}
