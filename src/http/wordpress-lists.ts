import type { Context } from 'hono'
import type { Desk } from './desk.ts'
import { answerList } from './lists.ts'
import { toDateOfPath } from './period.ts'
import { decodePart } from './route.ts'
import { toLast, toOwnParams } from './wordpress-names.ts'

/** Lists under the paths that WordPress has for them, which are ours as well: `/tag/X/`, `/2014/10/`, `/page/2/`. */

const NAMED = /^\/(tag|category|author|place|search)\/(.+)$/
const PAGE = /(?:^|\/)page\/(\d{1,6})$/

/** The answer to a path of a list; undefined where it is none. @throws RequestError 404 */
export async function answerListPath(c: Context, desk: Desk, url: URL): Promise<Response | undefined> {
  const whole = url.pathname.replace(/(?<!\/)\/+$/, '')
  const page = PAGE.exec(whole)?.[1]
  const path = whole.replace(PAGE, '')
  const narrowed = toParameter(path)
  if (narrowed === undefined && (path !== '' || page === undefined)) return undefined
  if (url.pathname !== `${whole}/`) return c.redirect(`${desk.base}${whole}/${url.search}`, 301)
  const params = await toOwnParams(desk, url.searchParams)
  if (page !== undefined && page !== '1') params.set('page', page)
  if (narrowed !== undefined) params.append(...narrowed)
  return answerList(c, desk, params)
}

/** Every name of a story is a tag here, the name of a category too; of nested ones the innermost counts. */
function toParameter(path: string): [name: string, value: string] | undefined {
  const date = toDateOfPath(path)
  if (date !== undefined) return ['date', date]
  const [, folder = '', value = ''] = NAMED.exec(path) ?? []
  const parts = value.split('/').map(decodePart)
  if (folder === 'category') return ['tag', toLast(parts.join('/'))]
  if (folder === 'search') return ['q', parts.join(' ')]
  return folder === '' ? undefined : [folder, parts.join('/')]
}
