import type { Context } from 'hono'
import type { Comment } from '../../model/content.ts'
import type { StoredItem } from '../../model/model.ts'
import { toWpComment } from '../../publish/wordpress/wordpress.ts'
import { countAllComments, countComments, loadCommentList } from '../../store/feeds/comments.ts'
import type { Backend } from '../backend.ts'
import { answerRestList } from './answer.ts'
import { readChoice, readInteger, readNumbers, restError } from './params.ts'
import { loadNumbers, loadPost } from './posts.ts'

type Listed = { readonly comment: Comment; readonly item: StoredItem }
type Window = { readonly page: number; readonly perPage: number; readonly order: 'asc' | 'desc' }

/** `/wp/v2/comments`: the newest of all, or those under one story (`post=ID`). @throws RequestError 400 */
export async function answerRestComments(c: Context, backend: Backend, params: URLSearchParams): Promise<Response> {
  const window: Window = {
    perPage: readInteger(params, 'per_page', 10, 1, 100),
    page: readInteger(params, 'page', 1, 1, 100_000),
    order: readChoice(params, 'order', 'desc', ['asc', 'desc']),
  }
  const { listed, total } = await loadListed(backend, window, params)
  const { page, perPage } = window
  const pages = Math.ceil(total / perPage)
  if (page > pages && page > 1) {
    const message = 'The page number requested is larger than the number of pages available.'
    throw restError(400, 'rest_comment_invalid_page_number', message)
  }
  const stories = listed.map(({ item }) => item)
  const numbers = await loadNumbers(backend, stories)
  const list = listed.map(({ comment, item }) =>
    toWpComment(comment, { item, number: numbers.get(item.row) ?? 0 }, backend.base),
  )
  return answerRestList(c, backend, 'wp/v2/comments', params, { list, page, pages, total })
}

async function loadListed(
  backend: Backend,
  window: Window,
  params: URLSearchParams,
): Promise<{ listed: Listed[]; total: number }> {
  const [post] = readNumbers(params, 'post') ?? []
  if (post === undefined) return loadWindow(backend, window, await countAllComments(backend.db))
  const item = await loadPost(backend, post)
  if (item === undefined || item.state !== 'live') return { listed: [], total: 0 }
  const total = (await countComments(backend.db, [item.row])).get(item.row)?.count ?? 0
  return loadWindow(backend, window, total, item.row)
}

/** The store lists the newest first: a page of the oldest is one counted from the end, turned round. */
async function loadWindow({ db }: Backend, { page, perPage, order }: Window, total: number, item?: number) {
  const start = (page - 1) * perPage
  const limit = Math.min(perPage, total - start)
  if (limit <= 0) return { listed: [], total }
  const offset = order === 'desc' ? start : total - start - limit
  const listed = await loadCommentList(db, { limit, offset, ...(item === undefined ? {} : { item }) })
  return { listed: order === 'desc' ? listed : listed.reverse(), total }
}
