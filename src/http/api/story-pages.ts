/** Lists of stories over the API. Promises: they are narrowed as feeds are, and paged as every list of the API is. */

import type { Context } from 'hono'
import * as v from 'valibot'
import type { StoredItem } from '../../model/model.ts'
import type { Backend } from '../backend.ts'
import { toCursor } from '../lists/cursor.ts'
import { loadListing, type StoryListing } from '../lists/lists.ts'
import { type Narrowing, readNarrowing } from '../lists/narrowing.ts'
import { type List, type Page, type PageQuery, readPage, toNextUrl } from '../lists/pages.ts'
import { toRequestUrl } from '../route.ts'

const PLACE = v.pipe(
  v.tuple([v.number(), v.number()]),
  v.transform(([position, row]) => ({ position, row })),
)

export type StoryList = {
  readonly narrowing: Narrowing
  readonly listing: StoryListing
  readonly pick: Page<unknown>['pick']
  /** Where the list goes on. */
  readonly next: { readonly next?: string }
}

/** @throws RequestError 400 naming the parameter, 404 where nobody has the name */
export async function loadStoryPage(
  c: Context,
  backend: Backend,
  asked: PageQuery,
  of: Pick<List<unknown>, 'kind' | 'members'>,
  state?: StoredItem['state'],
): Promise<StoryList> {
  const { after, limit, pick } = readPage(asked, { ...of, place: PLACE })
  const { searchParams } = toRequestUrl(c)
  // As feeds are narrowed, but for how long a page is.
  searchParams.delete('limit')
  const narrowing = await readNarrowing(backend, searchParams)
  const query = { ...narrowing.query, ...(after === undefined ? {} : { before: after }) }
  const listing = await loadListing(backend, { ...narrowing, query, limit }, state)
  const last = listing.next === undefined ? undefined : listing.items.at(-1)
  const next = last === undefined ? {} : { next: toNextUrl(c, backend, toCursor(of.kind, [last.position, last.row])) }
  return { narrowing, listing, pick, next }
}
