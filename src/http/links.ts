import type { Context, Hono } from 'hono'
import { renderMissing, renderRetracted } from '../pages/notice.ts'
import { toPermalink } from '../publish/facts.ts'
import { foldCode, loadLink } from '../store/links.ts'
import type { Desk } from './desk.ts'
import { answerNotice, toSite } from './page.ts'
import { addRoute } from './route.ts'

/** What a folded code may be; anything else need not be looked up. */
const CODE = /^[\p{L}\p{N}_-]{1,64}$/u

/** Short links. Where they lead never changes, but a story may be retracted: so nobody keeps them for long. */
export function addLinks(app: Hono, desk: Desk): void {
  addRoute(app, '/s/:code', { GET: (c) => answerLink(c, desk) })
}

async function answerLink(c: Context, desk: Desk): Promise<Response> {
  const code = foldCode(c.req.param('code') ?? '')
  const link = CODE.test(code) ? await loadLink(desk.db, code) : undefined
  if (link === undefined) return answerNotice(404, await renderMissing(toSite(desk), toMessage(code)))
  if (link.item.state === 'retracted') return answerNotice(410, await renderRetracted(toSite(desk), link.item.reason))
  const address = toPermalink(link.item, desk.base)
  const headers = { Location: address, Link: `<${address}>; rel="canonical"`, 'Cache-Control': 'public, max-age=300' }
  return new Response(null, { status: 302, headers })
}

function toMessage(code: string): string {
  const shown = CODE.test(code) && code.length <= 20 ? `the short link ${code}` : 'this short link'
  return `There is no story with ${shown}. One letter may have been mistyped: short links have no i, l, o or u.`
}
