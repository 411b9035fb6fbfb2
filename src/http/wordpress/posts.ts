/**
 * Stories as WordPress's posts. Promises: the numbers that they had there are theirs here, and one that was taken back
 * is 410.
 */

import type { Context } from 'hono'
import type { StoredItem } from '../../model/model.ts'
import { toPostNumber, type WpObject } from '../../publish/wordpress/text.ts'
import { type Embeddable, toWpPost } from '../../publish/wordpress/wordpress.ts'
import { loadByRow, loadIdentities } from '../../store/feeds/addresses.ts'
import { loadCommentsOf } from '../../store/feeds/comments.ts'
import { loadItemAt } from '../../store/feeds/feeds.ts'
import { loadNames } from '../../store/feeds/names.ts'
import { countPosts, loadPosts } from '../../store/feeds/posts.ts'
import type { Backend } from '../backend.ts'
import { answerRest, answerRestList } from './answer.ts'
import { loadOldTermsOf } from './old-terms.ts'
import { readContext, readListParam, restError } from './params.ts'
import { readSelection, toItemRows, toNumberedHost } from './selection.ts'

const EMBEDDABLE: readonly Embeddable[] = ['author', 'replies', 'wp:featuredmedia', 'wp:term']
/** As many comments as WordPress puts with a post. */
const REPLIES = 10
/** What others embed of a post. */
const BRIEF = [
  'id',
  'date',
  'slug',
  'type',
  'link',
  'title',
  'excerpt',
  'author',
  'featured_media',
  '_links',
  '_embedded',
]

/** `/wp/v2/posts`. @throws RequestError 400 */
export async function answerPosts(c: Context, backend: Backend, params: URLSearchParams): Promise<Response> {
  const context = readContext(params)
  const { query, page, perPage } = await readSelection(backend, params)
  const [items, total] = await Promise.all([loadPosts(backend.db, query), countPosts(backend.db, query)])
  const pages = Math.ceil(total / perPage)
  if (page > pages && page > 1) {
    const message = 'The page number requested is larger than the number of pages available.'
    throw restError(400, 'rest_post_invalid_page_number', message)
  }
  const posts = await toPosts(backend, items, params)
  const list = posts.map((post) => toContext(post, context))
  return answerRestList(c, backend, 'wp/v2/posts', params, { list, page, pages, total })
}

/** `/wp/v2/posts/ID`. @throws RequestError 404, and 410 for one that was taken back */
export async function answerPost(
  c: Context,
  backend: Backend,
  number: number,
  params: URLSearchParams,
): Promise<Response> {
  const context = readContext(params)
  const item = await loadPost(backend, number)
  if (item === undefined) throw restError(404, 'rest_post_invalid_id', 'Invalid post ID.')
  if (item.state === 'retracted') {
    throw restError(410, 'rest_post_retracted', `This story has been retracted: ${item.reason ?? ''}`)
  }
  const [post = {}] = await toPosts(backend, [item], params)
  return answerRest(c, backend, toContext(post, context), params)
}

/** The story behind a post's number, retracted or not. */
export async function loadPost(backend: Backend, number: number): Promise<StoredItem | undefined> {
  const [row] = (await toItemRows(backend, [number])) ?? []
  const found = row === undefined ? undefined : await loadByRow(backend.db, row)
  return found && loadItemAt(backend.db, found.permalink)
}

/** The numbers that stories go by, by row. */
export async function loadNumbers(backend: Backend, items: readonly StoredItem[]): Promise<Map<number, number>> {
  const identities = await loadIdentities(backend.db, items)
  const [first] = backend.channels
  return new Map(
    items.map((item) => {
      const host = item.channel === first?.id ? toNumberedHost(backend) : undefined
      return [item.row, toPostNumber(item, identities.get(item.row) ?? [], host)]
    }),
  )
}

async function toPosts(backend: Backend, items: readonly StoredItem[], params: URLSearchParams): Promise<WpObject[]> {
  const embed = readEmbed(params)
  const rows = items.map(({ row }) => row)
  const [numbers, names, old, replies] = await Promise.all([
    loadNumbers(backend, items),
    loadNames(backend.db, rows),
    loadOldTermsOf(backend, items),
    embed.includes('replies') ? loadCommentsOf(backend.db, rows, REPLIES) : new Map<number, never>(),
  ])
  return items.map((item) => {
    const of = { names: names.get(item.row) ?? [], old, replies: replies.get(item.row) ?? [] }
    return toWpPost({ item, number: numbers.get(item.row) ?? 0, ...of }, backend.base, embed)
  })
}

/** `_embed`, or `_embed=author,wp:term`. */
function readEmbed(params: URLSearchParams): readonly Embeddable[] {
  const names = readListParam(params, '_embed')
  if (names === undefined) return []
  const named = EMBEDDABLE.filter((name) => names.includes(name))
  return named.length > 0 ? named : EMBEDDABLE
}

function toContext(post: WpObject, context: 'view' | 'embed'): WpObject {
  if (context === 'view') return post
  return Object.fromEntries(Object.entries(post).filter(([name]) => BRIEF.includes(name)))
}
