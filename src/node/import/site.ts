/** An archive that is fetched: WordPress's REST, a feed in pages, a chain of JSON Feeds, or a site that has one of them. */
import { toReceived } from '../../clean/clean.ts'
import { FetchError, ParseError } from '../../errors.ts'
import type { Channel, Received } from '../../model/model.ts'
import type { DocumentAnswer } from '../../net/fetch.ts'
import { parseOpml } from '../../read/opml/opml.ts'
import { parse } from '../../read/parse.ts'
import { sniff } from '../../read/sniff.ts'
import { decodeBytes } from '../../read/text/text.ts'
import type { Opened } from '../open.ts'
import { type FeedPage, readPages } from './feed-pages.ts'
import { type Shipment, toShipment, type Warn } from './parcels.ts'
import { createPoliteFetch, type PoliteFetch } from './polite-fetch.ts'
import { openPosts, openTypes, toEndpoint } from './rest-posts.ts'

/** Opens what an address leads to. @throws FetchError, ParseError where it leads to nothing that can be imported */
export async function openSite(
  { service, channels }: Opened,
  url: string,
  types: readonly string[],
  warn: Warn,
): Promise<Shipment> {
  const [channel] = channels
  if (channel === undefined) throw new Error('No channel is declared in feeds/.')
  const fetchPage = createPoliteFetch(service.fetch)
  const endpoint = toEndpoint(url)
  if (endpoint !== undefined) {
    return isPostList(endpoint)
      ? openTypes(fetchPage, endpoint, types, channel, warn)
      : openPosts(fetchPage, endpoint, channel, warn)
  }
  const answer = await fetchPage(url)
  const { text } = decodeBytes(answer.bytes.subarray(0, 65_536), answer.contentType)
  const sniffed = sniff(text, answer.contentType)
  if (sniffed.kind === 'xml' && sniffed.root === 'opml')
    return toShipment([], parseOpml(answer.bytes, answer.contentType))
  if (sniffed.kind !== 'html') return openFeed(fetchPage, { answer, feed: parse(answer.bytes, answer) }, channel)
  const posts = await openPostsOf(fetchPage, answer, text, types, channel, warn)
  if (posts !== undefined) return posts
  return openFeed(fetchPage, await service.discover(answer.url), channel)
}

/** WordPress's REST where the page says that there is one and it answers: many sites have closed theirs. */
async function openPostsOf(
  fetchPage: PoliteFetch,
  page: DocumentAnswer,
  text: string,
  types: readonly string[],
  channel: Channel,
  warn: Warn,
): Promise<Shipment | undefined> {
  const endpoint = findEndpoint(page, text)
  if (endpoint === undefined) return undefined
  try {
    return await openTypes(fetchPage, endpoint, types, channel, warn)
  } catch (error) {
    if (error instanceof FetchError || error instanceof ParseError) return undefined
    throw error
  }
}

/** Whether it is the list of all posts, beside which there are those of other types. */
function isPostList(endpoint: string): boolean {
  const { pathname, searchParams } = new URL(endpoint)
  return /\/wp\/v2\/posts\/?$/.test(searchParams.get('rest_route') ?? pathname)
}

/** `rel="https://api.w.org/"` in a Link header or element (WordPress REST API handbook, Discovery); else its usual place. */
function findEndpoint({ link, url }: DocumentAnswer, text: string): string | undefined {
  const header = /<([^<>]{1,2000})>\s*;\s*rel="?https:\/\/api\.w\.org\/"?/.exec(link ?? '')?.[1]
  const tag = /<link\b[^<>]{0,500}\brel=["']https:\/\/api\.w\.org\/["'][^<>]{0,2500}>/i.exec(text)?.[0]
  const href = /\bhref=["']([^"'<>]{1,2000})["']/i.exec(tag ?? '')?.[1]
  const usual = /\/wp-(?:content|includes)\/|content="WordPress/i.test(text) ? '/wp-json/' : undefined
  const root = header ?? href?.replaceAll('&amp;', '&') ?? usual
  const api = root === undefined ? undefined : URL.parse(root, url)
  if (!api) return undefined
  const route = api.searchParams.get('rest_route')
  if (route === null) return new URL('wp/v2/posts', api.href.replace(/\/?$/, '/')).href
  api.searchParams.set('rest_route', `${route.replace(/\/$/, '')}/wp/v2/posts`)
  return api.href
}

function openFeed(fetchPage: PoliteFetch, first: FeedPage, channel: Channel): Shipment {
  return { items: readItems(fetchPage, first, channel), total: () => undefined }
}

async function* readItems(fetchPage: PoliteFetch, first: FeedPage, channel: Channel): AsyncGenerator<Received> {
  for await (const { answer, feed } of readPages(fetchPage, first)) yield* toReceived(feed, answer, { channel })
}
