import type { Hono } from 'hono'
import { renderOpml } from '../../publish/opml.ts'
import { toUtf8 } from '../../publish/safe.ts'
import type { Backend } from '../backend.ts'
import { toSiteTitle } from '../lists/listing.ts'
import { addRoute } from '../route.ts'

const DAY = 'public, max-age=86400'

/** What machines ask for by habit: health, robots, OPML, an icon. None of it triggers work. */
export function addMachines(app: Hono, backend: Backend): void {
  addRoute(app, '/healthz', { GET: () => answerText(toHealth(backend), 'application/json', 'no-store') })
  addRoute(app, '/robots.txt', { GET: () => answerText(toRobots(backend), 'text/plain; charset=utf-8', DAY) })
  addRoute(app, '/opml.xml', {
    GET: () =>
      answerText(renderOpml(toSiteTitle(backend), backend.channels, backend.base), 'text/x-opml; charset=utf-8', DAY),
  })
  // Pages name an SVG; browsers ask for this one all the same.
  addRoute(app, '/favicon.ico', { GET: () => new Response(null, { status: 204, headers: { 'Cache-Control': DAY } }) })
}

/** What costs and leads to nothing new stays out; short links may be followed: they lead to stories. (RFC 9309) */
function toRobots({ base }: Backend): string {
  const closed = ['/api/', '/wp-json/', '/hub', '/search/', '/*?q=', '/*?s=', '/*?rest_route=', '/*?replytocom=']
  const rules = closed.map((path) => `Disallow: ${path}\n`).join('')
  return `User-agent: *\n${rules}\nSitemap: ${base}/sitemap.xml\nSitemap: ${base}/sitemap-news.xml\n`
}

function toHealth({ version }: Backend): string {
  return `${JSON.stringify({ status: 'ok', version })}\n`
}

function answerText(text: string, type: string, cache: string): Response {
  return new Response(toUtf8(text), { headers: { 'Content-Type': type, 'Cache-Control': cache } })
}
