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
export function addHeaders(app: Hono): void {
  app.use('*', async (c, next) => {
    await next()
    const { headers } = c.res
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('Referrer-Policy', 'strict-origin-when-cross-origin')
    if (headers.get('Content-Type')?.startsWith('text/html')) headers.set('Content-Security-Policy', POLICY)
    if (isReadable(c.req.path)) {
      headers.set('Access-Control-Allow-Origin', '*')
      headers.set('Access-Control-Expose-Headers', 'ETag, Last-Modified, Link, Location')
    }
  })
}

/** What programs read may be read by scripts of any site; there are no cookies to be stolen by it. */
function isReadable(path: string): boolean {
  return /^\/api\/|\/feed\.[a-z]+$/.test(path)
}
