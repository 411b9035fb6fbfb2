/**
 * The feeds of a WordPress, answered where they are: the very document of our own address, with its ETag and its
 * `self`. A redirect would cost every poll of a reader that does not heed it a second request, for good.
 */

import type { Context } from 'hono'
import { RequestError } from '../../errors.ts'
import { EVERY_FORMAT, type Format, WORDPRESS_FORMATS, WORDPRESS_NAME } from '../../publish/formats.ts'
import { loadItemAt } from '../../store/feeds/feeds.ts'
import type { Backend } from '../backend.ts'
import { answerComments, answerFeed, answerStoryComments } from '../feeds/feeds.ts'
import { toDateOfPath } from '../lists/narrowing.ts'
import { decodePart } from '../route.ts'
import { toInnermost, toOwnParams } from './names.ts'
import { findPermalink } from './old-addresses.ts'
import { findByName, findByPath } from './old-names.ts'

/** What the last part of a feed's address, or `?feed=`, says of its format. */
const FORMS: ReadonlyMap<string, Format> = new Map([
  ...EVERY_FORMAT.map((format) => [format, format] as const),
  ...WORDPRESS_FORMATS,
])

/** `…/feed/`, `…/feed/atom/`; at the root `/rss` and its like too, and the files of early versions. */
const PATH = new RegExp(`^(|/.*?)/feed(?:/(${[...FORMS.keys()].join('|')}))?/?$`)
const ROOT = new RegExp(`^/(?:(${WORDPRESS_NAME})/?|wp-(${WORDPRESS_NAME}|commentsrss2)\\.php)$`)

/** `/?feed=rss2`, and with whatever narrows it; `?feed=comments-rss2` and `?feed=rss2&p=ID` are of comments. @throws RequestError 404 */
export async function answerOldFeed(
  c: Context,
  backend: Backend,
  form: string,
  params: URLSearchParams,
): Promise<Response> {
  const format = FORMS.get(form.replace(/^comments-/, ''))
  // A podcast, say: a page in its place would be taken for a broken feed.
  if (format === undefined) throw new RequestError(404, 'There is no feed of this kind here.')
  if (['p', 'page_id', 'name'].some((name) => params.get(name))) {
    return answerStoryFeed(c, backend, format, new URL(`/?${params}`, backend.base))
  }
  const own = toFeedParams(await toOwnParams(backend, params))
  return form.startsWith('comments-') ? answerComments(c, backend, format, own) : answerFeed(c, backend, format, own)
}

/**
 * The answer to a path of a WordPress feed; undefined where it is none. @param asked the same with the folder that the
 * site stood in @throws RequestError 404
 */
export async function answerFeedPath(
  c: Context,
  backend: Backend,
  url: URL,
  asked = url,
): Promise<Response | undefined> {
  const root = ROOT.exec(url.pathname)
  const [, start = '', form] = root === null ? (PATH.exec(url.pathname) ?? []) : []
  if (root === null && !PATH.test(url.pathname)) return undefined
  const named = root?.[1] ?? root?.[2] ?? form ?? 'rss2'
  if (named === 'commentsrss2') return answerOldFeed(c, backend, 'comments-rss2', url.searchParams)
  const format = FORMS.get(named) ?? 'rss'
  const path = start.replace(/^\/index\.php/, '')
  const whole = PATH.exec(asked.pathname)?.[1] ?? path
  const folder =
    (whole === path ? undefined : await findFolder(backend, whole)) ??
    (await findFolder(backend, path)) ??
    readFolder(path)
  if (folder === undefined) return answerStoryFeed(c, backend, format, new URL(`${start}/${url.search}`, backend.base))
  const params = toFeedParams(await toOwnParams(backend, url.searchParams))
  for (const [name, value] of Object.entries(folder.params)) params.append(name, value)
  return folder.isComments ? answerComments(c, backend, format, params) : answerFeed(c, backend, format, params)
}

type Folder = { readonly params: Readonly<Record<string, string>>; readonly isComments?: true }

/** By a name that the old site had for it: none of our own feeds has such an address. */
async function findFolder(backend: Backend, path: string): Promise<Folder | undefined> {
  const [first = '', ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodePart)
  const taxonomy = TAXONOMIES.get(first)
  const name = first === 'category' ? (rest.at(-1) ?? '') : rest.join('/')
  const found =
    taxonomy === undefined || rest.length === 0
      ? first !== '' && (await findByPath(backend, path))
      : await findByName(backend, { taxonomy, name })
  return found ? { params: { [found[0]]: found[1] } } : undefined
}

const TAXONOMIES: ReadonlyMap<string, string> = new Map([
  ['category', 'category'],
  ['tag', 'post_tag'],
  ['author', 'author'],
])

/** The list that the front of a path names; undefined where it can only be a story's. */
function readFolder(path: string): Folder | undefined {
  const date = toDateOfPath(path)
  if (date !== undefined) return { params: { date } }
  const [first, ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodePart)
  if (first === undefined) return { params: {} }
  if (first === 'comments' && rest.length === 0) return { params: {}, isComments: true }
  if (rest.length === 0) return undefined
  if (first === 'tag' || first === 'category') return { params: { tag: toInnermost(rest.join('/')) } }
  if (first === 'author' || first === 'place' || first === 'lang') return { params: { [first]: rest.join('/') } }
  if (first === 'search') return { params: { q: rest.join(' ') } }
  return undefined
}

/** The comments on the story that an address ever led to. */
async function answerStoryFeed(c: Context, backend: Backend, format: Format, url: URL): Promise<Response> {
  const permalink = await findPermalink(backend, url)
  const item = permalink === undefined ? undefined : await loadItemAt(backend.db, permalink)
  if (item === undefined) throw new RequestError(404, 'There is no feed at this address.')
  if (item.state === 'retracted') throw new RequestError(410, 'This story has been retracted.', { reason: item.reason })
  return answerStoryComments(c, backend, format, item)
}

/** What a feed's own address never had. */
function toFeedParams(params: URLSearchParams): URLSearchParams {
  const plain = new URLSearchParams()
  for (const name of ['channel', 'tag', 'place', 'author', 'lang', 'source', 'date', 'q', 'limit', 'page']) {
    for (const value of params.getAll(name)) if (value) plain.append(name, value)
  }
  return plain
}
