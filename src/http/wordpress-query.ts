import type { Context } from 'hono'
import { RequestError } from '../errors.ts'
import type { Desk } from './desk.ts'
import { findAddress } from './legacy.ts'
import { answerList } from './lists.ts'
import { answerOldFeed } from './wordpress-feeds.ts'
import { isOldList, toOldDate, toOwnParams } from './wordpress-names.ts'
import { answerRoute } from './wordpress-rest.ts'

/** Everything that a WordPress answers at its root by the query alone. */

/** Under these names one story is asked for. */
const STORIES = ['p', 'page_id', 'attachment_id', 'name'] as const
/** The answer to a query of WordPress's; undefined where the address has none. @throws RequestError 404 */
export async function answerOldQuery(c: Context, desk: Desk, params: URLSearchParams): Promise<Response | undefined> {
  const route = params.get('rest_route')
  if (route) return answerRoute(c, desk, route, params)
  const form = params.get('feed')
  if (form) return answerOldFeed(c, desk, form, params)
  if (STORIES.some((name) => params.get(name))) return answerStory(c, desk, params)
  const date = toOldDate(params)
  if (date !== undefined) return c.redirect(`${desk.base}/${date.replaceAll('-', '/')}/`, 301)
  return isOldList(params) ? answerList(c, desk, await toOwnParams(desk, params)) : undefined
}

async function answerStory(c: Context, desk: Desk, params: URLSearchParams): Promise<Response> {
  const name = params.get('name')
  const url = name ? new URL(`/${encodeURIComponent(name)}`, desk.base) : new URL(`/?${params}`, desk.base)
  const address = await findAddress(desk, url)
  if (address === undefined) throw new RequestError(404, 'There is no story with this number or name.')
  return c.redirect(address, 301)
}
