/**
 * The door of what the agency's WordPress answered: asked where no route of ours is, so that it costs those nothing.
 * Promises that every address that ever led to a story, a list, a feed or a picture leads there still.
 */
import type { Context } from 'hono'
import { toUtf8 } from '../../publish/safe.ts'
import { loadPictureHash } from '../../store/pictures.ts'
import type { Backend } from '../backend.ts'
import { decodePart, toRequestUrl } from '../route.ts'
import { answerFeedPath } from './feeds.ts'
import { answerListPath } from './lists.ts'
import { findAddress } from './old-addresses.ts'
import { findInside } from './old-names.ts'

const DAY = 'public, max-age=86400'

/** The answer to an address of the old site; undefined where it never had one. @throws RequestError */
export async function answerOldAddress(c: Context, backend: Backend): Promise<Response | undefined> {
  const url = toRequestUrl(c)
  if (isMachinery(url.pathname)) return answerGone()
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined
  const moved = toOwnAddress(url)
  if (moved !== undefined) return c.redirect(`${backend.base}${moved}`, 301)
  const inside = await findInside(backend, url)
  if (inside !== undefined) return answerInside(c, backend, url, inside)
  return (
    (await answerFeedPath(c, backend, url)) ??
    (await answerListPath(c, backend, url)) ??
    (await answerUpload(backend, url, url.pathname)) ??
    (await answerStory(c, backend, url))
  )
}

/** Of a site in a folder: stories and pictures by the address that they had, all else as if it had stood at the root. */
async function answerInside(c: Context, backend: Backend, url: URL, inside: URL): Promise<Response> {
  if (isMachinery(inside.pathname)) return answerGone()
  // What the front page's query asks for is no story's own address, unless it is its number.
  const isStory = inside.pathname !== '/' || inside.searchParams.has('p')
  return (
    (isStory ? await answerStory(c, backend, url) : undefined) ??
    (await answerUpload(backend, url, inside.pathname)) ??
    (await answerFeedPath(c, backend, inside, url)) ??
    (await answerListPath(c, backend, url)) ??
    c.redirect(`${backend.base}${inside.pathname}${inside.search}`, 301)
  )
}

/** Where a WordPress is run, and broken into. Robots that try ten thousand passwords get nothing that costs. */
function isMachinery(path: string): boolean {
  return /^\/(?:xmlrpc\.php|wp-(?:login|signup|activate|cron|mail|trackback|comments-post|links-opml|config|load|settings)\.php|wp-admin(?:\/|$)|wp-includes\/|wp-content\/(?!uploads\/))/.test(
    path,
  )
}

function answerGone(): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': DAY }
  return new Response(toUtf8('There is no WordPress here any more.\n'), { status: 410, headers })
}

const SITEMAPS: ReadonlyMap<string, string> = new Map([
  ['/sitemap_index.xml', '/sitemap.xml'],
  ['/wp-sitemap.xml', '/sitemap.xml'],
  ['/sitemap.xml.gz', '/sitemap.xml'],
  ['/post-sitemap.xml', '/sitemap.xml'],
  ['/news-sitemap.xml', '/sitemap-news.xml'],
  ['/sitemap-news.xml.gz', '/sitemap-news.xml'],
])

/** What only changed its place: `/index.php/2014/10/slug/` was an address where a server could not rewrite. */
function toOwnAddress({ pathname, search }: URL): string | undefined {
  if (!pathname.startsWith('/index.php')) return SITEMAPS.get(pathname)
  const rest = pathname.slice('/index.php'.length)
  if (rest === '') return `/${search}`
  // A second slash would make another host of it.
  return /^\/[^/\\]/.test(rest) ? `${rest}${search}` : undefined
}

const PICTURE = /^(?:\/wp-content\/uploads|\/files)\/.{1,1000}\.(?:jpe?g|png|gif|webp|avif|bmp|ico)$/i
/** The sizes that WordPress makes of every picture. */
const SIZE = /-\d{1,5}x\d{1,5}(?=\.[a-z]+$)/i

/** A picture of the old site: our copy, where there is one. @param inside its path on the site */
async function answerUpload(backend: Backend, { pathname }: URL, inside: string): Promise<Response | undefined> {
  if (!PICTURE.test(inside)) return undefined
  const paths = [...new Set([pathname, pathname.replace(SIZE, ''), decodePart(pathname)])]
  const hosts = backend.channels.flatMap((channel) => channel.hosts)
  const urls = paths.flatMap((path) => hosts.flatMap((host) => [`https://${host}${path}`, `http://${host}${path}`]))
  const hash = await loadPictureHash(backend.db, urls)
  if (hash === undefined) return undefined
  // Not for good: a story that is taken back takes its pictures with it.
  return new Response(null, {
    status: 302,
    headers: { Location: `${backend.base}/media/${hash}`, 'Cache-Control': 'public, max-age=60' },
  })
}

async function answerStory(c: Context, backend: Backend, url: URL): Promise<Response | undefined> {
  const address = await findAddress(backend, url)
  return address === undefined ? undefined : c.redirect(address, 301)
}
