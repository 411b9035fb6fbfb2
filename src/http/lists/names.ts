/** Names that narrow lists, as addresses have them, whatever spelling was asked for. */
import { toSlug } from '../../clean/identity/alias.ts'
import { toWord } from '../../clean/identity/word.ts'
import { toLanguageSlug } from '../../clean/language/language.ts'
import { toPlace } from '../../clean/press/places.ts'
import type { Facet } from '../../model/content.ts'
import { type AskedName, loadSlugs } from '../../store/feeds/names.ts'
import type { Backend } from '../backend.ts'

/** How a name is known to the index (clean/content.ts). */
type Naming = Pick<AskedName, 'word' | 'slug'>

const KNOWN: Readonly<Record<Facet['kind'], (name: string) => Naming>> = {
  tag: toKnown,
  place: (name) => {
    const place = toPlace(name)
    return place.latitude === undefined ? toKnown(name) : { word: place.slug, slug: place.slug }
  },
  author: toKnown,
  lang: (name) => ({ word: toLanguageSlug(name), slug: toLanguageSlug(name) }),
}
export const FACETS = Object.keys(KNOWN) as Facet['kind'][]

function toKnown(name: string): Naming {
  const word = toWord(name)
  // What has no slug names nothing: an empty list is the true answer, not the whole one.
  return { word, slug: toSlug(name) || word || '-' }
}

type Names = Partial<Record<Facet['kind'], readonly string[]>>

/** The names in their addresses' form, each once and in one order. */
export async function resolveNames({ db, cache }: Pick<Backend, 'db' | 'cache'>, typed: Names): Promise<Names> {
  const asked = FACETS.flatMap((kind) => (typed[kind] ?? []).map((name) => toAsked(kind, name)))
  const unknown = asked.filter((one) => cache.names.get(toKey(one)) === undefined)
  const found = unknown.length === 0 ? [] : await loadSlugs(db, unknown)
  const fresh = new Map(unknown.map((one, index) => [toKey(one), found[index]]))
  for (const [key, slug] of fresh) if (slug !== undefined) cache.names.set(key, slug)
  // What no story has is called what it would be called.
  const toName = (one: AskedName) => fresh.get(toKey(one)) ?? cache.names.get(toKey(one)) ?? one.slug
  const slugs = asked.map((one) => ({ kind: one.kind, slug: toName(one) }))
  const kinds = FACETS.filter((kind) => typed[kind] !== undefined)
  return Object.fromEntries(kinds.map((kind) => [kind, toOrdered(slugs.filter((one) => one.kind === kind))]))
}

function toAsked(kind: Facet['kind'], typed: string): AskedName {
  return { kind, typed, ...KNOWN[kind](typed) }
}

function toKey({ kind, typed }: AskedName): string {
  return `${kind}\n${typed}`
}

function toOrdered(names: readonly { readonly slug: string }[]): string[] {
  return [...new Set(names.map(({ slug }) => slug))].sort()
}
