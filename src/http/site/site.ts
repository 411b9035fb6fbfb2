/** What a site has besides its pages (items.ts, lists.ts): copies of pictures, and what machines ask every site for. */

import type { Context, Hono } from 'hono'
import { RULES } from '../../clean/identity/fingerprint.ts'
import { toNormalAddress } from '../../clean/identity/url.ts'
import { renderOpml } from '../../publish/directory.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { renderSources } from '../../publish/sources.ts'
import { loadUnshownType } from '../../store/own-pictures.ts'
import { loadPictureType } from '../../store/pictures.ts'
import { loadPolls } from '../../store/polls.ts'
import { loadSources } from '../../store/sources.ts'
import { demandTokenOrPassword, hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { answerDocument, isFresh, toEtag } from '../documents/headers.ts'
import { toSiteTitle } from '../lists/lists.ts'
import { withOperation } from '../operation.ts'
import { siteOperations } from '../operations/site.ts'
import { queryError } from '../problem.ts'
import { addRoute, toRequestUrl } from '../route.ts'

const DAY = 'public, max-age=86400'

/** What machines ask for by habit: health, robots, OPML, an icon. None of it triggers work. */
export function addMachines(app: Hono, backend: Backend): void {
  addRoute(app, '/healthz', {
    GET: withOperation(siteOperations.readHealth, (c) =>
      answerText(c, toHealth(backend), 'application/json', 'no-store'),
    ),
  })
  addRoute(app, '/robots.txt', {
    GET: withOperation(siteOperations.readRobots, (c) =>
      answerText(c, toRobots(backend), 'text/plain; charset=utf-8', DAY),
    ),
  })
  addRoute(app, '/opml.xml', { GET: withOperation(siteOperations.readOpml, (c) => answerOpml(c, backend)) })
  // Pages name an SVG; browsers ask for this one all the same.
  addRoute(app, '/favicon.ico', {
    GET: withOperation(
      siteOperations.readIcon,
      () => new Response(null, { status: 204, headers: { 'Cache-Control': DAY } }),
    ),
  })
}

const OPML = 'text/x-opml; charset=utf-8'

/** What can be subscribed to here; with `sources`, and the token, what it is made of. */
async function answerOpml(c: Context, backend: Backend): Promise<Response> {
  const { searchParams } = toRequestUrl(c)
  const { channels, base, db } = backend
  if (!searchParams.has('sources')) return answerText(c, renderOpml(toSiteTitle(backend), channels, base), OPML, DAY)
  demandTokenOrPassword(c, backend)
  const asked = searchParams.get('channel')
  const listed = asked === null ? channels : channels.filter(({ id }) => id === asked)
  if (listed.length === 0) throw queryError('channel', 'There is no such channel here.')
  const [sources, polls] = await Promise.all([loadSources(db, channels), loadPolls(db)])
  const all = sources.map((source) => {
    const { title: name, paused = false } = polls.get(source.id) ?? {}
    return { source, paused, ...(name === undefined ? {} : { name }) }
  })
  return answerText(c, renderSources(`Sources of ${toSiteTitle(backend)}`, listed, all), OPML, 'no-store')
}

/** What costs and leads to nothing new stays out; short links may be followed: they lead to stories. (RFC 9309) */
function toRobots({ base }: Backend): string {
  const closed = ['/api/', '/wp-json/', '/hub', '/search/', '/*?q=', '/*?s=', '/*?rest_route=', '/*?replytocom=']
  const rules = closed.map((path) => `Disallow: ${path}\n`).join('')
  return `User-agent: *\n${rules}\nSitemap: ${base}/sitemap.xml\nSitemap: ${base}/sitemap-news.xml\n`
}

function toHealth({ version }: Backend): string {
  return `${JSON.stringify({ status: 'ok', version, rules: RULES })}\n`
}

function answerText(c: Context, text: string, type: string, cache: string): Response {
  const bytes = toUtf8(text)
  return answerDocument(c, { bytes, type, etag: toEtag(bytes) }, { 'Cache-Control': cache })
}

const HASH = /^[0-9a-f]{64}$/

/**
 * Its address is the hash of its bytes, so a picture never changes, but it goes with its story, and then from every
 * cache within the minute. Asking again costs no bytes. Whatever its bytes are, they run nothing.
 */
const HEADERS = {
  'Cache-Control': 'public, max-age=60',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
}

/** Pictures that are kept, by the SHA-256 of their bytes. */
export function addMedia(app: Hono, backend: Backend): void {
  addRoute(app, '/media/:hash', { GET: withOperation(siteOperations.readPicture, (c) => answerPicture(c, backend)) })
}

async function answerPicture(c: Context, backend: Backend): Promise<Response> {
  const hash = c.req.param('hash') ?? ''
  if (!HASH.test(hash)) return c.notFound()
  const type = await loadPictureType(backend.db, hash, toNormalAddress(`${backend.base}/media/${hash}`))
  if (type !== undefined) return answerBytes(c, backend, { hash, type }, HEADERS)
  // Who may hand in pictures sees what was handed in before any story shows it; what was taken back nobody sees.
  const unshown = hasToken(c, backend) ? await loadUnshownType(backend.db, hash) : undefined
  return unshown === undefined ? c.notFound() : answerBytes(c, backend, { hash, type: unshown }, UNSHOWN)
}

const UNSHOWN = { ...HEADERS, 'Cache-Control': 'private, no-store' }

async function answerBytes(
  c: Context,
  backend: Backend,
  { hash, type }: { readonly hash: string; readonly type: string },
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const document = { bytes: new Uint8Array(), type, etag: `"${hash}"` }
  if (isFresh(c, document)) return answerDocument(c, document, headers)
  const bytes = await backend.blobs?.get(hash)
  return bytes === undefined ? c.notFound() : answerDocument(c, { ...document, bytes }, headers)
}
