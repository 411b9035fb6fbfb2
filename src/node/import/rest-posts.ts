/** WordPress REST: every post of `/wp-json/wp/v2/posts`, with its comments. */
import { toReceived } from '../../clean/clean.ts'
import { FetchError, ParseError } from '../../errors.ts'
import type { Channel, ParsedItem } from '../../model/model.ts'
import type { DocumentAnswer } from '../../net/fetch.ts'
import { readNumber, readString, toFields } from '../../read/builder.ts'
import {
  isWordPress,
  parseWordPress,
  readFilePages,
  readRestReplies,
  toOrigin,
  toSiteOfApi,
} from '../../read/wordpress/wordpress.ts'
import type { Cargo, Shipment, Warn } from './parcels.ts'
import type { PoliteFetch } from './polite-fetch.ts'
import { countList, loadBases, loadIfShown, loadList, parseRestJson, readSiteNames, toListUrl } from './rest-lists.ts'

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
  const items = async function* () {
    yield* readSiteNames(fetchPage, endpoint)
    yield* readPosts(fetchPage, endpoint, first, channel, warn)
  }
  return { items: items(), total: () => first.answer.total }
}

/** Types that are no posts of anybody. */
const MACHINERY = /^(?:attachment|nav_menu_item|wp_\w+|jp_\w+|custom_css|oembed_cache|feedback|elementor_\w+)$/

/** Posts of all these types; of other ones it says how many there are. @throws FetchError, ParseError where there is none */
export async function openTypes(
  fetchPage: PoliteFetch,
  endpoint: string,
  types: readonly string[],
  channel: Channel,
  warn: Warn,
): Promise<Shipment> {
  const bases =
    (await loadBases(fetchPage, endpoint, 'types')) ??
    new Map([
      ['post', 'posts'],
      ['page', 'pages'],
    ])
  for (const type of types.filter((one) => !bases.has(one))) warn.left(`The site shows no posts of the type ${type}.`)
  for (const [type, base] of bases) {
    if (types.includes(type) || MACHINERY.test(type)) continue
    const total = (await countList(fetchPage, endpoint, base)) ?? 0
    if (total > 0) warn.count(type, total)
  }
  const chosen = [...bases].filter(([type]) => types.includes(type)).map(([, base]) => toListUrl(endpoint, base))
  const shipments: Shipment[] = []
  for (const list of chosen) shipments.push(await openPosts(fetchPage, list, channel, warn))
  const items = async function* () {
    for (const shipment of shipments) yield* shipment.items
  }
  return { items: items(), total: () => shipments.reduce((sum, { total }) => sum + (total() ?? 0), 0) || undefined }
}

async function* readPosts(
  fetchPage: PoliteFetch,
  endpoint: string,
  first: PostPage,
  channel: Channel,
  warn: Warn,
): AsyncGenerator<Cargo> {
  let page: PostPage | undefined = first
  let hasFiles = true
  while (page !== undefined) {
    const files: Files | undefined = hasFiles ? await loadFiles(fetchPage, endpoint, page) : undefined
    hasFiles = files !== undefined
    for (const post of page.posts) yield* readPost(fetchPage, endpoint, post, page, { channel, warn, files })
    page = await loadNext(fetchPage, endpoint, page)
  }
}

/** Files by the number of the post that they were uploaded to. */
type Files = ReadonlyMap<string | undefined, readonly unknown[]>

/** Undefined where the site does not show its files. */
async function loadFiles(fetchPage: PoliteFetch, endpoint: string, { posts }: PostPage): Promise<Files | undefined> {
  const ids = posts.flatMap((post) => readString(toFields(post) ?? {}, 'id') ?? [])
  const query = { parent: ids.join(','), _fields: 'id,link,post' }
  const list = ids.length === 0 ? [] : await loadIfShown(() => loadList(fetchPage, endpoint, 'media', query))
  return list && Map.groupBy(list, (file) => readString(toFields(file) ?? {}, 'post'))
}

/** How the posts of a list are read. */
type Reading = { readonly channel: Channel; readonly warn: Warn; readonly files: Files | undefined }

async function* readPost(
  fetchPage: PoliteFetch,
  endpoint: string,
  post: unknown,
  { answer }: PostPage,
  { channel, warn, files }: Reading,
): AsyncGenerator<Cargo> {
  const feed = parseWordPress([post], { url: answer.url })
  const items: ParsedItem[] = []
  for (const warning of feed.warnings) warn.withheld(`${toName(post)}: ${warning}`)
  for (const word of Object.keys(feed.leftOut ?? {})) warn.count(word)
  for (const item of feed.items) {
    const whole = await withAllReplies(fetchPage, endpoint, post, item, warn)
    items.push(withFilePages(whole, post, files, answer.url))
  }
  yield* feed.names ?? []
  yield* toReceived({ ...feed, items }, answer, { channel })
}

/** More pages of files than these a story is not found by: a move carries two hundred names of one. */
const MOST_FILES = 60

function withFilePages(item: ParsedItem, post: unknown, files: Files | undefined, api: string): ParsedItem {
  const id = readString(toFields(post) ?? {}, 'id') ?? ''
  const own = (files?.get(id) ?? []).slice(0, MOST_FILES)
  const pages = readFilePages(own, id, toSiteOfApi(api) ?? toOrigin(item.url))
  return pages.length === 0 ? item : { ...item, alsoAt: [...new Set([...(item.alsoAt ?? []), ...pages])] }
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

function parseList(answer: DocumentAnswer): readonly unknown[] {
  const value = parseRestJson(answer)
  if (Array.isArray(value) && (value.length === 0 || isWordPress(value))) return value
  throw new ParseError(`${new URL(answer.url).host} answered no list of posts.`)
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
    const replies = readRestReplies(await loadList(fetchPage, endpoint, 'comments', { post: id, order: 'asc' }), 0)
    return { ...item, replies, commentCount: replies.length }
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof ParseError)) throw error
    warn.left(`Only ten comments of ${item.url ?? id} could be had: ${error.message}`)
    return item
  }
}
