import { RequestError } from '../errors.ts'
import { toPeriod } from '../pages/wording.ts'
import { type ItemQuery, loadFeedItems } from '../store/items.ts'
import type { Desk } from './desk.ts'

/** Years, months and days as addresses say them: `2014`, `2014-10`, `2014-10-05`. */

const DAY = 86_400_000

/** Whether there is such a year, month or day. */
export function isDate(text: string): boolean {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text)) return false
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** `2014-10` for `/2014/10`; undefined where a path is none of a year, month or day. */
export function toDateOfPath(path: string): string | undefined {
  const date = path.slice(1).replaceAll('/', '-')
  return path.startsWith('/') && !path.includes('-') && isDate(date) ? date : undefined
}

/** What the store is asked. Permalinks know years and months, of days nothing (UTC). */
export function toPeriodQuery(date: string): Pick<ItemQuery, 'folder' | 'between'> {
  const [year, month, day] = date.split('-')
  const start = Date.parse(date)
  return {
    folder: month === undefined ? `/${year}/` : `/${year}/${month}/`,
    ...(day === undefined ? {} : { between: [start, start + DAY] }),
  }
}

/** `2015`, `June 2015`, `7 June 2015`. @param language BCP 47 */
export function toPeriodName(date: string, language: string | undefined): string {
  return toPeriod(Date.parse(date), language, date.length > 4, date.length > 7)
}

/** As on a WordPress, a month that no story is of is no list. @throws RequestError 404 */
export async function demandPeriod({ db }: Desk, date: string, channel: string | undefined): Promise<void> {
  const own = channel === undefined ? {} : { channel }
  const [found] = await loadFeedItems(db, { ...toPeriodQuery(date), ...own, limit: 1 })
  if (found === undefined) throw new RequestError(404, 'There is no story here of this time.', { field: 'date' })
}
