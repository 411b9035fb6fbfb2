/**
 * The door of short links: the redirect, the preview (`CODE+`), QR codes (`CODE.svg`, `CODE.png`). Promises: what is
 * printed or spoken leads to the same link as what was given out.
 */

import type { Context, Hono } from 'hono'
import { renderMissing, renderRetracted } from '../../pages/layout.ts'
import { renderRetired } from '../../pages/link.ts'
import { toLinkWords } from '../../pages/link-words.ts'
import { type Link, loadLink } from '../../store/links/links.ts'
import type { Backend } from '../backend.ts'
import { withOperation } from '../operation.ts'
import { siteOperations } from '../operations/site.ts'
import { addRoute, toRequestUrl } from '../route.ts'
import { answerNotice, toSiteView } from '../site/page.ts'
import { answerPreview, answerQrCode } from './preview.ts'
import { findTarget, redirect } from './redirect.ts'

/** What stands after `/s/`: the code, and what of it is asked for. */
type TypedLink = { readonly typed: string; readonly part: '' | '+' | '.svg' | '.png' }

/** Short links, their previews (`CODE+`) and QR codes (`CODE.svg`, `CODE.png`); whole addresses are typed in capitals. */
export function addLinks(app: Hono, backend: Backend): void {
  for (const operation of siteOperations.followLink)
    addRoute(app, operation.path.replace('{code}', ':code'), {
      GET: withOperation(operation, (c) => answerLink(c, backend)),
    })
}

async function answerLink(c: Context, backend: Backend): Promise<Response> {
  const { typed, part } = toTypedLink(c)
  if (part === '') return redirectTyped(c, backend, typed)
  const link = await loadLink(backend.db, typed)
  if (link === undefined) return answerMissing(backend, typed)
  return part === '+' ? answerPreview(c, backend, link) : answerQrCode(c, backend, link, part)
}

/** Percent-decoded; what is no UTF-8 is no code. */
function toTypedLink(c: Context): TypedLink {
  const raw = toRequestUrl(c).pathname.split('/')[2] ?? ''
  const text = decode(raw)
  const [, typed = '', part = ''] = /^(.*?)(\+|\.svg|\.png)?$/is.exec(text) ?? []
  return { typed, part: part.toLowerCase() as TypedLink['part'] }
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch (error) {
    if (error instanceof URIError) return ''
    throw error
  }
}

async function redirectTyped(c: Context, backend: Backend, typed: string): Promise<Response> {
  const target = await findTarget(backend, typed)
  if (target === undefined) return answerMissing(backend, typed)
  if (target.state !== 'live') return answerGone(backend, await loadLink(backend.db, target.code))
  const visit = { method: c.req.method, header: (name: string) => c.req.header(name) }
  const { status, headers } = redirect(backend, target, toRequestUrl(c).search, visit)
  return new Response(null, { status, headers })
}

async function answerGone(backend: Backend, link: Link | undefined): Promise<Response> {
  const site = toSiteView(backend, link?.channel)
  if (link?.state === 'retracted') return answerNotice(410, await renderRetracted(site, link.item?.reason))
  return answerNotice(410, await renderRetired(site, link?.reason))
}

/** Short enough to be shown, and nothing but letters. */
const SHOWN = /^[\p{L}\p{N}-]{1,40}$/u

async function answerMissing(backend: Backend, typed: string): Promise<Response> {
  const site = toSiteView(backend)
  const { missing, missingNamed } = toLinkWords(site.language)
  const message = SHOWN.test(typed) ? missingNamed.replace('…', typed) : missing
  return answerNotice(404, await renderMissing(site, message))
}
