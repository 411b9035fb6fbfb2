/** WordPress REST: every post of `/wp-json/wp/v2/posts`, with its comments. */
import { toReceived } from '../../clean/clean.ts'
import { FetchError, ParseError } from '../../errors.ts'
import type { Channel, ParsedItem, Received } from '../../model/model.ts'
import type { DocumentAnswer } from '../../net/fetch.ts'
import { readNumber, readString, toFields } from '../../read/builder.ts'
import { isWordPress, parseWordPress, readRestReplies } from '../../read/wordpress/wordpress.ts'
import type { Shipment, Warn } from './parcels.ts'
import type { PoliteFetch } from './polite-fetch.ts'

/** The most that WordPress gives at once; a site that can't is asked for less. */
const PER_PAGE = 100
const FEWEST = 5
/** Comments that WordPress puts with a post; where there are as many there may be more. */
const EMBEDDED = 10

/** One page of the list: the posts on it, and how many there are in all. */
type PostPage = {
  readonly answer: DocumentAnswer
  readonly posts: readonly unknown[]
  readonly number: number
  readonly size: number
}

/** The list of posts that an address names, if it does. */
export function toEndpoint(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (!parsed) return undefined
  const route = parsed.searchParams.get('rest_route') ?? parsed.pathname
  if (/\/wp\/v2\/[a-z0-9_-]+\/?$/i.test(route)) return url
  return /\/wp-json\/?$/i.test(parsed.pathname) ? new URL('wp/v2/posts', url.replace(/\/?$/, '/')).href : undefined
}

/** Opens a list of posts. @throws FetchError, ParseError where there is none */
export async function openPosts(
  fetchPage: PoliteFetch,
  endpoint: string,
  channel: Channel,
  warn: Warn,
): Promise<Shipment> {
  const first = await loadPage(fetchPage, endpoint, 1, PER_PAGE)
  return { items: readPosts(fetchPage, endpoint, first, channel, warn), total: () => first.answer.total }
}

async function* readPosts(
  fetchPage: PoliteFetch,
  endpoint: string,
  first: PostPage,
  channel: Channel,
  warn: Warn,
): AsyncGenerator<Received> {
  let page: PostPage | undefined = first
  while (page !== undefined) {
    for (const post of page.posts) yield* readPost(fetchPage, endpoint, post, page, channel, warn)
    page = await loadNext(fetchPage, endpoint, page)
  }
}

async function* readPost(
  fetchPage: PoliteFetch,
  endpoint: string,
  post: unknown,
  { answer }: PostPage,
  channel: Channel,
  warn: Warn,
): AsyncGenerator<Received> {
  const feed = parseWordPress([post], { url: answer.url })
  const items: ParsedItem[] = []
  for (const warning of feed.warnings) warn.withheld(`${toName(post)}: ${warning}`)
  for (const item of feed.items) items.push(await withAllReplies(fetchPage, endpoint, post, item, warn))
  yield* toReceived({ ...feed, items }, answer, { channel })
}

function toName(post: unknown): string {
  return readString(toFields(post) ?? {}, 'link') ?? 'A post'
}

async function loadNext(fetchPage: PoliteFetch, endpoint: string, page: PostPage): Promise<PostPage | undefined> {
  const { answer, posts, number, size } = page
  const isLast = answer.pages === undefined ? posts.length < size : number >= answer.pages
  if (isLast || posts.length === 0) return undefined
  try {
    return await loadPage(fetchPage, endpoint, number + 1, size)
  } catch (error) {
    // Past the end WordPress answers 400 (rest_post_invalid_page_number).
    if (error instanceof FetchError && (error.status === 400 || error.status === 404)) return undefined
    throw error
  }
}

/** A page of posts; half as many at once where the site can't give so many. */
async function loadPage(fetchPage: PoliteFetch, endpoint: string, number: number, size: number): Promise<PostPage> {
  try {
    const answer = await fetchPage(toPageUrl(endpoint, number, size))
    return { answer, posts: parseList(answer), number, size }
  } catch (error) {
    const half = Math.floor(size / 2)
    if (!isTooMuch(error) || half < FEWEST || size % 2 !== 0) throw error
    return loadPage(fetchPage, endpoint, (number - 1) * 2 + 1, half)
  }
}

function isTooMuch(error: unknown): boolean {
  if (!(error instanceof FetchError)) return false
  return error.kind === 'size' || error.kind === 'timeout' || (error.status !== undefined && error.status >= 500)
}

/** Oldest first: posts that are published meanwhile move nothing from page to page. */
function toPageUrl(endpoint: string, number: number, size: number): string {
  const url = new URL(endpoint)
  const query = { per_page: size, page: number, order: 'asc', orderby: 'date', _embed: 1 }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url.href
}

function parseList({ bytes, url }: DocumentAnswer): readonly unknown[] {
  const value = parseValue(new TextDecoder().decode(bytes), url)
  if (Array.isArray(value) && (value.length === 0 || isWordPress(value))) return value
  throw new ParseError(`${new URL(url).host} answered no list of posts.`)
}

function parseValue(json: string, url: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new ParseError(`${new URL(url).host} answered no JSON where its posts should be.`, { cause })
  }
}

/** Ten comments come with a post; where there are more, all of them are asked for. */
async function withAllReplies(
  fetchPage: PoliteFetch,
  endpoint: string,
  post: unknown,
  item: ParsedItem,
  warn: Warn,
): Promise<ParsedItem> {
  const id = readNumber(toFields(post) ?? {}, 'id')
  if (id === undefined || (item.replies?.length ?? 0) < EMBEDDED) return item
  try {
    const replies = readRestReplies(await loadReplies(fetchPage, endpoint, id), 0)
    return { ...item, replies, commentCount: replies.length }
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof ParseError)) throw error
    warn.left(`Only ten comments of ${item.url ?? id} could be had: ${error.message}`)
    return item
  }
}

async function loadReplies(fetchPage: PoliteFetch, endpoint: string, post: number): Promise<readonly unknown[]> {
  const all: unknown[] = []
  for (let number = 1; ; number++) {
    const url = new URL(endpoint.replace(/(\/wp\/v2\/)[a-z0-9_-]+/i, '$1comments'))
    const query = { post, per_page: PER_PAGE, page: number, order: 'asc' }
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    const answer = await fetchPage(url.href)
    const list = parseValue(new TextDecoder().decode(answer.bytes), answer.url)
    if (!Array.isArray(list)) throw new ParseError(`${url.host} answered no list of comments.`)
    all.push(...list)
    if (answer.pages === undefined ? list.length < PER_PAGE : number >= answer.pages) return all
  }
}
