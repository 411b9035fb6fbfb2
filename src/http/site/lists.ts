/**
 * Lists of stories as pages; the front page where nothing narrows it. Promises: every story can be reached from it,
 * page by page.
 */

import type { Context } from 'hono'
import { toLanguageDirection } from '../../clean/language/direction.ts'
import { joinIsolated } from '../../clean/language/isolate.ts'
import { renderFront } from '../../pages/front.ts'
import type { PageFeeds, SiteView } from '../../pages/layout.ts'
import { toEachFormat } from '../../publish/formats.ts'
import { countItems } from '../../store/feeds/facets.ts'
import { loadPolls } from '../../store/polls.ts'
import { loadSources } from '../../store/sources.ts'
import { toToldState } from '../api/sources/source-fields.ts'
import type { Backend } from '../backend.ts'
import { answerInLane } from '../lane/lane.ts'
import { type FeedAddress, missingPage, readFeedAddress } from '../lists/address.ts'
import { loadHeading } from '../lists/headings.ts'
import { loadListing } from '../lists/lists.ts'
import { withParameter } from '../lists/narrowing.ts'
import { answerPage, toSiteView, toTeasers } from './page.ts'

/** Facets whose lists have a path of their own. */
const FOLDERS: readonly string[] = ['tag', 'place', 'author', 'lang']

/**
 * A list of stories as a page: the front page where nothing narrows it. `params` are ours (`tag`, `q`, `page` …).
 * @throws RequestError 400 naming a parameter, 404 for a name that no story has and for a page past the end
 */
export function answerList(c: Context, backend: Backend, params: URLSearchParams): Promise<Response> {
  return answerInLane(c, backend, () => showList(c, backend, params))
}

async function showList(c: Context, backend: Backend, params: URLSearchParams): Promise<Response> {
  const address = await readFeedAddress(backend, 'stories', 'rss', params)
  const { narrowing, page = 1 } = address
  const heading = await loadHeading(backend, narrowing)
  const query = page === 1 ? narrowing.query : { ...narrowing.query, offset: (page - 1) * narrowing.limit }
  const { items, next } = await loadListing(backend, { ...narrowing, query })
  if (page > 1 && items.length === 0) throw missingPage()
  const isFront = heading === undefined && address.search === ''
  const site = toSiteView(backend, address.channel)
  const text = await renderFront({
    site,
    teasers: toTeasers(items, backend),
    status: isFront ? await loadStatus(backend) : undefined,
    heading,
    language: narrowing.query.lang?.[0],
    words: new URLSearchParams(narrowing.search).get('q') ?? undefined,
    canonical: `${backend.base}${toListPath(address)}`,
    feeds: toListFeeds(site, address, heading),
    ...toPager(address, next),
  })
  return answerPage(c, text)
}

/** `/tag/kobane/` or `/2014/10/` where that alone narrows the list, else the front page's address with the query. */
function toListPath({ channel, page, list }: FeedAddress): string {
  const start = channel === undefined ? '/' : `/${channel}/`
  const path = (channel === undefined ? toFolder([...new URLSearchParams(list)]) : undefined) ?? `${start}${list}`
  if (page === undefined || page === 1) return path
  return path.includes('?') ? withParameter(path, 'page', String(page)) : `${path}page/${page}/`
}

function toFolder([only, ...others]: readonly [name: string, value: string][]): string | undefined {
  if (only === undefined || others.length > 0) return undefined
  const [name, value] = only
  if (name === 'date') return `/${value.replaceAll('-', '/')}/`
  return FOLDERS.includes(name) ? `/${name}/${encodeURIComponent(value)}/` : undefined
}

/** Numbered pages go on numbered; others from where they ended, which stories that come meanwhile do not move. */
function toPager(address: FeedAddress, next: string | undefined): { older?: string; newer?: string } {
  const { page, channel } = address
  const older = toListPath({ ...address, page: (page ?? 1) + 1 })
  if (page === undefined)
    return next === undefined ? {} : { older: `${channel === undefined ? '/' : `/${channel}/`}${next}` }
  return {
    ...(next === undefined ? {} : { older }),
    ...(page === 1 ? {} : { newer: toListPath({ ...address, page: page - 1 }) }),
  }
}

function toListFeeds(site: SiteView, { paths, list }: FeedAddress, heading: string | undefined): PageFeeds {
  const { title, base } = site
  return {
    title: heading === undefined ? title : joinIsolated([title, heading], ': ', toLanguageDirection(site.language)),
    ...toEachFormat((format) => `${base}${paths[format]}${list}`),
  }
}

/**
 * How the service is doing, in one line. Which source, file or partner something is wrong with, and what, is the
 * newsroom's; what is held is nobody's business before its time.
 */
async function loadStatus({ db, channels }: Backend): Promise<string> {
  const [stories, sources, polls] = await Promise.all([countItems(db), loadSources(db, channels), loadPolls(db)])
  const isFailing = sources.some((source) => toToldState(source, polls.get(source.id))?.fault !== undefined)
  const parts = [count(stories, 'story', 'stories'), count(sources.length, 'source', 'sources')]
  return [...parts, ...(isFailing ? ['some news may come late'] : [])].join(' · ')
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`
}
