import { RequestError } from '../errors.ts'
import type { Facet } from '../model/content.ts'
import { loadFacetLabel } from '../store/facets.ts'
import { isCarrier } from '../store/last-change.ts'
import { loadSources } from '../store/sources.ts'
import type { Desk } from './desk.ts'
import type { Narrowing } from './narrowing.ts'
import { toSite } from './page.ts'
import { demandPeriod, toPeriodName } from './period.ts'

const KINDS: readonly Facet['kind'][] = ['tag', 'place', 'author', 'lang']

/**
 * What a page's list is called, in nobody's language: the names that narrow it as stories write them. Undefined where
 * nothing does. @throws RequestError 404 where no story has such a name
 */
export async function loadHeading(desk: Desk, { query, search }: Narrowing): Promise<string | undefined> {
  const names = (await Promise.all(KINDS.map((kind) => loadNames(desk, kind, query)))).flat()
  const words = new URLSearchParams(search).get('q')
  const parts = [
    ...names,
    ...(await loadSourceNames(desk, query.source ?? [])),
    ...(await loadDateName(desk, query.channel, search)),
    ...(words === null ? [] : [`“${words}”`]),
  ]
  return parts.length === 0 ? undefined : parts.join(' · ')
}

async function loadNames(desk: Desk, kind: Facet['kind'], query: Narrowing['query']): Promise<string[]> {
  return Promise.all((query[kind] ?? []).map((value) => loadName(desk, kind, value, query.channel)))
}

async function loadName(
  { db }: Desk,
  kind: Facet['kind'],
  value: string,
  channel: string | undefined,
): Promise<string> {
  const label = await loadFacetLabel(db, kind, value, channel)
  if (label === undefined) throw new RequestError(404, 'No story here has this name.', { field: kind })
  return kind === 'lang' ? toLanguageName(label) : label
}

/** A language's own name for itself: `العربية`. */
function toLanguageName(tag: string): string {
  // Sources say all kinds of things in place of a tag; Intl throws at those.
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag)) return tag
  return new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(tag) ?? tag
}

/**
 * What sources are called. One is known while it is polled, and for as long as there is a story that came from it.
 * @throws RequestError 404
 */
export async function loadSourceNames({ db, channels }: Desk, ids: readonly string[]): Promise<string[]> {
  const sources = ids.length === 0 ? [] : await loadSources(db, channels)
  const names: string[] = []
  for (const id of ids) {
    const known = sources.find((one) => one.id === id)
    if (known === undefined && !(await isCarrier(db, id))) throw new RequestError(404, 'There is no such source here.')
    names.push(known?.title ?? id)
  }
  return names
}

/** `June 2015`, in the words of the site. */
async function loadDateName(desk: Desk, channel: string | undefined, search: string): Promise<string[]> {
  const date = new URLSearchParams(search).get('date')
  if (date === null) return []
  await demandPeriod(desk, date, channel)
  return [toPeriodName(date, toSite(desk, channel).language)]
}
