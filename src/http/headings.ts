import { RequestError } from '../errors.ts'
import type { Facet } from '../model.ts'
import { loadFacetLabel } from '../store/facets.ts'
import { loadSources } from '../store/sources.ts'
import type { Desk } from './desk.ts'
import type { Narrowing } from './narrowing.ts'

const KINDS: readonly Facet['kind'][] = ['tag', 'place', 'author', 'lang']

/**
 * What a page's list is called, in nobody's language: the names that narrow it as stories write them. Undefined where
 * nothing does. @throws RequestError 404 where no story has such a name
 */
export async function loadHeading(desk: Desk, { query, search }: Narrowing): Promise<string | undefined> {
  const names = (await Promise.all(KINDS.map((kind) => loadName(desk, kind, query)))).flat()
  const words = new URLSearchParams(search).get('q')
  const parts = [
    ...toChannelName(desk, query.channel),
    ...names,
    ...(await loadSourceName(desk, query.source)),
    ...(words === null ? [] : [`“${words}”`]),
  ]
  return parts.length === 0 ? undefined : parts.join(' · ')
}

async function loadName(desk: Desk, kind: Facet['kind'], query: Narrowing['query']): Promise<string[]> {
  const value = query[kind]
  if (value === undefined) return []
  const label = await loadFacetLabel(desk.db, kind, value, query.channel)
  if (label === undefined) throw new RequestError(404, 'No story here has this name.', { field: kind })
  return [kind === 'lang' ? toLanguageName(label) : label]
}

/** A language's own name for itself: `العربية`. */
function toLanguageName(tag: string): string {
  // Sources say all kinds of things in place of a tag; Intl throws at those.
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag)) return tag
  return new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(tag) ?? tag
}

async function loadSourceName({ db, channels }: Desk, id: string | undefined): Promise<string[]> {
  if (id === undefined) return []
  const source = (await loadSources(db, channels)).find((one) => one.id === id)
  return [source?.title ?? id]
}

/** Of one channel among several. */
function toChannelName({ channels }: Desk, id: string | undefined): string[] {
  const channel = channels.length > 1 ? channels.find((one) => one.id === id) : undefined
  return channel === undefined ? [] : [channel.title]
}
