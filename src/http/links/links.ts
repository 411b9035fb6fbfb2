import type { Context, Hono } from 'hono'
import { renderRetired, toLinkWords } from '../../pages/link.ts'
import { renderMissing, renderRetracted } from '../../pages/notice.ts'
import { type Link, loadLink } from '../../store/links/links.ts'
import type { Desk } from '../desk.ts'
import { addRoute, toUrl } from '../route.ts'
import { answerNotice, toSite } from '../site/page.ts'
import { answerPreview, answerQrCode } from './preview.ts'
import { findTarget, redirect } from './redirect.ts'

/** What stands after `/s/`: the code, and what of it is asked for. */
type Asked = { readonly typed: string; readonly part: '' | '+' | '.svg' | '.png' }

/** Short links, their previews (`CODE+`) and QR codes (`CODE.svg`, `CODE.png`); whole addresses are typed in capitals. */
export function addLinks(app: Hono, desk: Desk): void {
  for (const path of ['/s/:code', '/s/:code/', '/S/:code', '/S/:code/'])
    addRoute(app, path, { GET: (c) => answerLink(c, desk) })
}

async function answerLink(c: Context, desk: Desk): Promise<Response> {
  const { typed, part } = toAsked(c)
  if (part === '') return lead(c, desk, typed)
  const link = await loadLink(desk.db, typed)
  if (link === undefined) return answerMissing(desk, typed)
  return part === '+' ? answerPreview(c, desk, link) : answerQrCode(c, desk, link, part)
}

/** Percent-decoded; what is no UTF-8 is no code. */
function toAsked(c: Context): Asked {
  const raw = toUrl(c).pathname.split('/')[2] ?? ''
  const text = decode(raw)
  const [, typed = '', part = ''] = /^(.*?)(\+|\.svg|\.png)?$/is.exec(text) ?? []
  return { typed, part: part.toLowerCase() as Asked['part'] }
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch (error) {
    if (error instanceof URIError) return ''
    throw error
  }
}

async function lead(c: Context, desk: Desk, typed: string): Promise<Response> {
  const target = await findTarget(desk, typed)
  if (target === undefined) return answerMissing(desk, typed)
  if (target.state !== 'live') return answerGone(desk, await loadLink(desk.db, target.code))
  const visit = { method: c.req.method, header: (name: string) => c.req.header(name) }
  const { status, headers } = redirect(desk, target, toUrl(c).search, visit)
  return new Response(null, { status, headers })
}

async function answerGone(desk: Desk, link: Link | undefined): Promise<Response> {
  const site = toSite(desk, link?.channel)
  if (link?.state === 'retracted') return answerNotice(410, await renderRetracted(site, link.item?.reason))
  return answerNotice(410, await renderRetired(site, link?.reason))
}

/** Short enough to be shown, and nothing but letters. */
const SHOWN = /^[\p{L}\p{N}-]{1,40}$/u

async function answerMissing(desk: Desk, typed: string): Promise<Response> {
  const site = toSite(desk)
  const { missing, missingNamed } = toLinkWords(site.language)
  const message = SHOWN.test(typed) ? missingNamed.replace('…', typed) : missing
  return answerNotice(404, await renderMissing(site, message))
}
