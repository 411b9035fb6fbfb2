import type { Context, Hono } from 'hono'
import { RequestError } from '../errors.ts'
import { render } from '../publish/render.ts'
import type { Format } from '../publish/view.ts'
import { loadLastChange } from '../store/changes.ts'
import type { Entry } from './cache.ts'
import type { Desk } from './desk.ts'
import { loadListing, toFeedPaths, toFeedView } from './listing.ts'
import { type Narrowing, readNarrowing, toSelfSearch } from './narrowing.ts'
import { addRoute, toUrl } from './route.ts'
import { answerDocument, toEtag } from './validators.ts'

const FORMATS: readonly Format[] = ['rss', 'atom', 'json']

/** What narrows a feed by a path too: `/tag/kobane/feed.atom`. */
const FACETS = ['tag', 'place', 'author'] as const

const CACHING = 'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400'

/** The feeds of all channels together, and of each. */
export function addFeeds(app: Hono, desk: Desk): void {
  for (const format of FORMATS) {
    addRoute(app, `/feed.${format}`, { GET: (c) => answerFeed(c, desk, format, undefined) })
    addRoute(app, `/:channel/feed.${format}`, { GET: (c) => answerFeed(c, desk, format, readChannel(c, desk)) })
    for (const facet of FACETS) {
      const narrowed = (c: Context) => answerFeed(c, desk, format, undefined, [facet, c.req.param('value') ?? ''])
      addRoute(app, `/${facet}/:value/feed.${format}`, { GET: narrowed })
    }
  }
}

async function answerFeed(
  c: Context,
  desk: Desk,
  format: Format,
  channel: string | undefined,
  facet?: readonly [name: string, value: string],
): Promise<Response> {
  const params = toParams(toUrl(c), facet)
  const narrowing = readNarrowing(params, desk.channels, channel)
  const self = toFeedPaths(channel)[format]
  const document = await loadDocument(desk, format, narrowing, channel, self)
  const address = `${desk.base}${self}${toSelfSearch(narrowing)}`
  return answerDocument(c, document, { 'Cache-Control': CACHING, Link: `<${address}>; rel="self"` })
}

/** A feed has no pages: its list begins at the top, whatever cursor the address has. */
function toParams(url: URL, facet: readonly [name: string, value: string] | undefined): URLSearchParams {
  const params = new URLSearchParams(url.search)
  params.delete('before')
  if (facet !== undefined) params.set(...facet)
  return params
}

/** The document as it was rendered before, if nothing changed in its channel since. */
async function loadDocument(
  desk: Desk,
  format: Format,
  narrowing: Narrowing,
  channel: string | undefined,
  self: string,
): Promise<Entry> {
  // Asked before the items are: a change in between makes the next request look again.
  const change = await loadLastChange(desk.db, narrowing.query.channel)
  const seq = change?.seq ?? 0
  const key = `${self}${toSelfSearch(narrowing)}`
  const kept = desk.cache.get(key)
  if (kept !== undefined && kept.seq === seq) return kept
  const listing = await loadListing(desk, narrowing)
  const view = toFeedView(desk, narrowing, listing, { paths: toFeedPaths(channel), self })
  const { bytes, type } = render(format, view)
  const modified = change === undefined ? {} : { lastModified: change.at }
  const entry = { seq, bytes, type, etag: toEtag(bytes), ...modified }
  desk.cache.set(key, entry)
  return entry
}

function readChannel(c: Context, desk: Desk): string {
  const id = c.req.param('channel')
  const channel = desk.channels.find((one) => one.id === id)
  if (channel === undefined) throw new RequestError(404, 'There is no such channel here.')
  return channel.id
}
