import type { Context } from 'hono'
import { renderFront } from '../pages/front.ts'
import { toPeriod } from '../pages/wording.ts'
import { countPosts, loadPosts } from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { missingPage } from './feed-address.ts'
import { answerList } from './lists.ts'
import { LIMITS } from './narrowing.ts'
import { answerPage, toSite } from './page.ts'
import { decodePart } from './route.ts'
import { toTeasers } from './teasers.ts'
import { toLast, toOwnParams } from './wordpress-names.ts'

/** Lists under the paths that WordPress has for them, which are ours as well: `/tag/X/`, `/2014/10/`, `/page/2/`. */

const NAMED = /^\/(tag|category|author|place|search)\/(.+)$/
const DATED = /^\/(\d{4})(?:\/(\d{2})(?:\/(\d{2}))?)?$/
const PAGE = /(?:^|\/)page\/(\d{1,6})$/

/** The answer to a path of a list; undefined where it is none. @throws RequestError 404 */
export async function answerListPath(c: Context, desk: Desk, url: URL): Promise<Response | undefined> {
  const whole = url.pathname.replace(/\/+$/, '')
  const page = PAGE.exec(whole)?.[1]
  const path = whole.replace(PAGE, '')
  const dated = DATED.exec(path)
  const named = NAMED.exec(path)
  if (dated === null && named === null && (path !== '' || page === undefined)) return undefined
  if (url.pathname !== `${whole}/`) return c.redirect(`${desk.base}${whole}/${url.search}`, 301)
  if (dated !== null) return answerPeriod(c, desk, dated, Number(page ?? url.searchParams.get('paged') ?? 1) || 1)
  const params = await toOwnParams(desk, url.searchParams)
  if (page !== undefined && page !== '1') params.set('page', page)
  const [, folder = '', value = ''] = named ?? []
  if (folder !== '') params.set(...toParameter(folder, value.split('/').map(decodePart)))
  return answerList(c, desk, params)
}

/** Every name of a story is a tag here, the name of a category too; of nested ones the innermost counts. */
function toParameter(folder: string, parts: readonly string[]): [name: string, value: string] {
  if (folder === 'category') return ['tag', toLast(parts.join('/'))]
  return folder === 'search' ? ['q', parts.join(' ')] : [folder, parts.join('/')]
}

/** The stories of a year, a month or a day (UTC). @throws RequestError 404 where there is none */
async function answerPeriod(c: Context, desk: Desk, dated: RegExpExecArray, page: number): Promise<Response> {
  const [path, year = '', month, day] = dated
  const from = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1))
  const filter = {
    folder: month === undefined ? `/${year}/` : `/${year}/${month}/`,
    // Permalinks know no days.
    ...(day === undefined ? {} : { after: from - 1, before: from + 86_400_000 }),
  }
  const limit = LIMITS.standard
  const query = { ...filter, by: 'date', order: 'desc', limit, offset: (page - 1) * limit } as const
  const [items, total] = await Promise.all([loadPosts(desk.db, query), countPosts(desk.db, filter)])
  if (items.length === 0) throw missingPage()
  const site = toSite(desk)
  const at = (number: number) => (number === 1 ? `${path}/` : `${path}/page/${number}/`)
  const text = await renderFront({
    site,
    teasers: toTeasers(items, desk.base),
    heading: toPeriod(from, site.language, month !== undefined, day !== undefined),
    canonical: `${desk.base}${at(page)}`,
    older: page * limit < total ? at(page + 1) : undefined,
    newer: page > 1 ? at(page - 1) : undefined,
  })
  return answerPage(c, text)
}
