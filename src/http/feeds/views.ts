/**
 * What each kind of feed shows, as a value for any format. Promises: a name that no story ever had is 404, and no list
 * without an end.
 */

import type { Channel, StoredItem } from '../../model/model.ts'
import { toNewest, toPublished } from '../../publish/facts.ts'
import { type Format, toEachFormat, toFeedFile } from '../../publish/formats.ts'
import type { CommentsView, CorrectionsView, DocumentHead, FeedView } from '../../publish/view.ts'
import { loadSubscription } from '../../store/feeds/archives.ts'
import { loadCorrections, loadRecentNotices } from '../../store/feeds/changes.ts'
import { countComments, loadCommentList } from '../../store/feeds/comments.ts'
import { loadFeedItems } from '../../store/feeds/feeds.ts'
import type { Backend } from '../backend.ts'
import { type FeedAddress, isSubscription, missingPage, toArchivePath } from '../lists/address.ts'
import { loadTitle, toCommentsTitle } from '../lists/headings.ts'
import { toCommonLanguage, toHomeSearch } from '../lists/lists.ts'
import { withParameter } from '../lists/narrowing.ts'
import { toChannel } from '../route.ts'

/** The subscription document, or a page of a narrowed or limited list. @throws RequestError 404 */
export async function loadFeedView(backend: Backend, address: FeedAddress): Promise<FeedView> {
  const head = await loadHead(backend, address)
  const { items, ...links } = isSubscription(address)
    ? await loadRecentItems(backend, address)
    : await loadPage(backend, address)
  return {
    ...head,
    ...links,
    updated: toUpdated(items, head.channel),
    items,
    discussions: await loadDiscussions(backend, items),
  }
}

/** @throws RequestError 404 */
export async function loadCorrectionsView(backend: Backend, address: FeedAddress): Promise<CorrectionsView> {
  const head = await loadHead(backend, address)
  const found = await loadCorrections(backend.db, toQuery(address))
  const { shown, next } = toPage(backend, address, found, ({ at, seq }) => `${at}.${seq}`)
  const updated = toNewest(
    shown.map(({ at }) => at),
    head.channel,
  )
  return { ...head, ...next, updated, corrections: shown }
}

/** @throws RequestError 404 */
export async function loadCommentsView(backend: Backend, address: FeedAddress): Promise<CommentsView> {
  const head = await loadHead(backend, address)
  const found = await loadCommentList(backend.db, toQuery(address))
  // New ones may come in anywhere, with the date they were written on: no cursor would tell where to go on.
  const { shown, next } = toPage(backend, address, found, undefined)
  return { ...head, ...next, updated: toNewestOf(shown, head.channel), comments: shown }
}

/** The comments on one story, the newest ones. */
export async function loadStoryCommentsView(
  backend: Backend,
  format: Format,
  item: StoredItem,
  limit: number,
): Promise<CommentsView> {
  const { base, channels } = backend
  const channel = toChannel(backend, item.channel)
  const page = new URL(item.permalink, base).href
  const comments = await loadCommentList(backend.db, { item: item.row, limit })
  const { language = channel.language, title } = item.content
  return {
    channel,
    channels,
    title: toCommentsTitle(channel, title),
    description: channel.description,
    self: `${page}${toFeedFile(format)}`,
    home: page,
    language,
    updated: toNewestOf(comments, channel),
    base,
    alternates: toEachFormat((one) => `${page}${toFeedFile(one)}`),
    hub: `${base}/hub`,
    comments,
  }
}

/** What a document says of itself, whatever it lists. @throws RequestError 404 where nothing has the name it narrows to */
async function loadHead(backend: Backend, address: FeedAddress): Promise<Omit<DocumentHead, 'updated'>> {
  const { base, channels } = backend
  const { kind, format, narrowing, paths, list, search, channel: id } = address
  const channel = toChannel(backend, id)
  const language = narrowing.query.lang?.[0] ?? toCommonLanguage(id === undefined ? channels : [channel])
  const toAddress = (one: Format, query: string) => `${base}${paths[one]}${query}`
  return {
    channel,
    channels,
    title: await loadTitle(backend, kind, narrowing),
    description: channel.description,
    self: toAddress(format, search),
    home: `${base}/${toHomeSearch(narrowing)}`,
    ...(language === undefined ? {} : { language }),
    base,
    alternates: toEachFormat((one) => toAddress(one, search)),
    hub: `${base}/hub`,
    ...(search === list ? {} : { first: toAddress(format, list) }),
  }
}

type Items = Pick<FeedView, 'items' | 'next' | 'previous' | 'prevArchive'>

/** What no archive document has yet, and the way to those (RFC 5005 §4). */
async function loadRecentItems({ db, base }: Backend, { channel, format }: FeedAddress): Promise<Items> {
  const { items, archive } = await loadSubscription(db, channel)
  if (archive === undefined) return { items }
  const path = toArchivePath({ number: archive, format, ...(channel === undefined ? {} : { channel }) })
  return { items, prevArchive: `${base}${path}` }
}

/** Withdrawn ones stand among them where they stood before; on the page that people subscribe to also those of late. */
async function loadPage(backend: Backend, address: FeedAddress): Promise<Items> {
  const found = await loadFeedItems(backend.db, toQuery(address))
  const { shown, next } = toPage(backend, address, found, ({ position, row }) => `${position}.${row}`)
  const isFirst = address.page === undefined && address.narrowing.query.before === undefined
  return { items: isFirst ? await withRecentNotices(backend, address, shown) : shown, ...next }
}

async function withRecentNotices({ db }: Backend, address: FeedAddress, shown: readonly StoredItem[]) {
  const rows = new Set(shown.map(({ row }) => row))
  const notices = await loadRecentNotices(db, toQuery(address))
  return [...shown, ...notices.filter(({ row }) => !rows.has(row))].sort(byPosition)
}

function byPosition(a: StoredItem, b: StoredItem): number {
  return b.position - a.position || b.row - a.row
}

/** One more than a page holds tells whether the list goes on. */
function toQuery({ narrowing, page = 1 }: FeedAddress) {
  const offset = (page - 1) * narrowing.limit
  return { ...narrowing.query, limit: narrowing.limit + 1, ...(offset === 0 ? {} : { offset }) }
}

function toPage<T>(
  backend: Backend,
  address: FeedAddress,
  found: readonly T[],
  toCursor: ((last: T) => string) | undefined,
): { shown: readonly T[]; next: Pick<DocumentHead, 'next' | 'previous'> } {
  const shown = found.slice(0, address.narrowing.limit)
  const last = shown.at(-1)
  if (last === undefined || shown.length === found.length) {
    return { shown, next: toLinks(backend, address, found.length, undefined) }
  }
  if (toCursor !== undefined) return { shown, next: toLinks(backend, address, found.length, toCursor(last)) }
  return { shown, next: toLinks(backend, { ...address, page: address.page ?? 1 }, found.length, '') }
}

/** The neighbours of a page (RFC 5005 §3); no cursor where the list ends with it. @throws RequestError 404 past the end */
function toLinks(
  { base }: Backend,
  { paths, format, list, page }: FeedAddress,
  count: number,
  cursor: string | undefined,
): Pick<DocumentHead, 'next' | 'previous'> {
  const toAddress = (name: string, value: string) => `${base}${paths[format]}${withParameter(list, name, value)}`
  if (page !== undefined && page > 1 && count === 0) throw missingPage()
  const previous = page === undefined || page < 2 ? {} : { previous: toAddress('page', String(page - 1)) }
  if (cursor === undefined) return previous
  const next = page === undefined ? toAddress('before', cursor) : toAddress('page', String(page + 1))
  return { ...previous, next }
}

async function loadDiscussions({ db }: Backend, items: readonly StoredItem[]): Promise<FeedView['discussions'] & {}> {
  return countComments(
    db,
    items.map(({ row }) => row),
  )
}

/** The newest change among the items themselves: the same list is the same document, whatever changed elsewhere. */
export function toUpdated(items: readonly StoredItem[], channel: Channel): number {
  const times = items.flatMap((item) => [item.updated, item.withdrawn ?? item.updated, toPublished(item)])
  return toNewest(times, channel)
}

function toNewestOf(comments: CommentsView['comments'], channel: Channel): number {
  const times = comments.flatMap(({ comment }) => comment.at ?? [])
  return toNewest(times, channel)
}
