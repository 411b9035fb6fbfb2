/** Lists under the paths that WordPress has for them, which are ours as well: `/tag/X/`, `/2014/10/`, `/page/2/`. */

import type { Context } from 'hono'
import { RequestError } from '../../errors.ts'
import type { Backend } from '../backend.ts'
import { toDateOfPath } from '../lists/narrowing.ts'
import { decodePart } from '../route.ts'
import { answerList } from '../site/lists.ts'
import { answerOldFeed } from './feeds.ts'
import { findOwnTaxonomy, isOldList, toInnermost, toOldDate, toOwnParams } from './names.ts'
import { findAddress } from './old-addresses.ts'
import { findByName, findByPath, findUnlessOwn, type ListName } from './old-names.ts'
import { answerRoute } from './rest.ts'

const NAMED = /^\/(tag|category|author|place|lang|search)\/(.+)$/
const PAGE = /(?:^|\/)page\/(\d{1,6})$/

/** The answer to a path of a list; undefined where it is none. @throws RequestError 404 */
export async function answerListPath(c: Context, backend: Backend, url: URL): Promise<Response | undefined> {
  const whole = url.pathname.replace(/(?<!\/)\/+$/, '')
  const page = PAGE.exec(whole)?.[1]
  const path = whole.replace(PAGE, '')
  const narrowed = (await findListed(backend, path)) ?? toParameter(path)
  if (narrowed === undefined && (path !== '' || page === undefined)) return undefined
  if (url.pathname !== `${whole}/`) return c.redirect(`${backend.base}${whole}/${url.search}`, 301)
  const params = await toOwnParams(backend, url.searchParams)
  if (page !== undefined && page !== '1') params.set('page', page)
  if (narrowed !== undefined) params.append(narrowed[0], narrowed[1])
  return answerList(c, backend, params)
}

/**
 * What the old site listed at a path. Our own lists have some of its addresses: a name that stories here have is theirs.
 */
async function findListed(backend: Backend, path: string): Promise<ListName | undefined> {
  const [, folder = '', value = ''] = NAMED.exec(path) ?? []
  const name = folder === '' ? '' : value.split('/').map(decodePart).join('/')
  if (folder === 'category') return findByName(backend, { taxonomy: 'category', name: toInnermost(name) })
  if (folder === 'tag') return findUnlessOwn(backend, 'tag', { taxonomy: 'post_tag', name })
  if (folder === 'author') return findUnlessOwn(backend, 'author', { taxonomy: 'author', name })
  return folder === '' && path !== '' ? findByPath(backend, path) : undefined
}

/** Every name of a story is a tag here, the name of a category too; of nested ones the innermost counts. */
function toParameter(path: string): [name: string, value: string] | undefined {
  const date = toDateOfPath(path)
  if (date !== undefined) return ['date', date]
  const [, folder = '', value = ''] = NAMED.exec(path) ?? []
  const parts = value.split('/').map(decodePart)
  if (folder === 'category') return ['tag', toInnermost(parts.join('/'))]
  if (folder === 'search') return ['q', parts.join(' ')]
  return folder === '' ? undefined : [folder, parts.join('/')]
}

// Everything that a WordPress answers at its root by the query alone.

/** Under these names one story is asked for. */
const STORIES = ['p', 'page_id', 'attachment_id', 'name'] as const
/** The answer to a query of WordPress's; undefined where the address has none. @throws RequestError 404 */
export async function answerOldQuery(
  c: Context,
  backend: Backend,
  params: URLSearchParams,
): Promise<Response | undefined> {
  const route = params.get('rest_route')
  if (route) return answerRoute(c, backend, route, params)
  const form = params.get('feed')
  if (form) return answerOldFeed(c, backend, form, params)
  if (STORIES.some((name) => params.get(name))) return answerStory(c, backend, params)
  const date = toOldDate(params)
  if (date !== undefined) return c.redirect(`${backend.base}/${date.replaceAll('-', '/')}/`, 301)
  const own = await findOwnTaxonomy(backend, params)
  if (own !== undefined) return answerList(c, backend, new URLSearchParams([[...own]]))
  const isAsked = isOldList(params) || params.has('tag') || params.has('author')
  return isAsked ? answerList(c, backend, await toOwnParams(backend, params)) : undefined
}

async function answerStory(c: Context, backend: Backend, params: URLSearchParams): Promise<Response> {
  const name = params.get('name')
  const url = name ? new URL(`/${encodeURIComponent(name)}`, backend.base) : new URL(`/?${params}`, backend.base)
  const address = await findAddress(backend, url)
  if (address === undefined) throw new RequestError(404, 'There is no story with this number or name.')
  return c.redirect(address, 301)
}
