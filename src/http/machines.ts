import type { Hono } from 'hono'
import { renderOpml } from '../publish/opml.ts'
import { toUtf8 } from '../publish/utf8.ts'
import type { Desk } from './desk.ts'
import { toSiteTitle } from './listing.ts'
import { addRoute } from './route.ts'

const DAY = 'public, max-age=86400'

/** What machines ask for by habit: health, robots, OPML, an icon. None of it triggers work. */
export function addMachines(app: Hono, desk: Desk): void {
  addRoute(app, '/healthz', { GET: () => answerText(toHealth(desk), 'application/json', 'no-store') })
  addRoute(app, '/robots.txt', { GET: () => answerText(ROBOTS, 'text/plain; charset=utf-8', DAY) })
  addRoute(app, '/opml.xml', {
    GET: () => answerText(renderOpml(toSiteTitle(desk), desk.channels, desk.base), 'text/x-opml; charset=utf-8', DAY),
  })
  // Pages name an SVG; browsers ask for this one all the same.
  addRoute(app, '/favicon.ico', { GET: () => new Response(null, { status: 204, headers: { 'Cache-Control': DAY } }) })
}

const ROBOTS = 'User-agent: *\nDisallow: /api/\n'

function toHealth({ version }: Desk): string {
  return `${JSON.stringify({ status: 'ok', version })}\n`
}

function answerText(text: string, type: string, cache: string): Response {
  return new Response(toUtf8(text), { headers: { 'Content-Type': type, 'Cache-Control': cache } })
}
