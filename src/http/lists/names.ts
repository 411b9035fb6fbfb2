/** Names that narrow lists, as addresses have them, whatever spelling was asked for. */
import { toSlug } from '../../clean/identity/alias.ts'
import { toWord } from '../../clean/identity/word.ts'
import { toLanguageSlug } from '../../clean/language/language.ts'
import { toPlace } from '../../clean/press/places.ts'
import type { Facet } from '../../model/content.ts'
import type { Db } from '../../store/db.ts'
import { loadSlugs, type TypedName } from '../../store/feeds/names.ts'
import { ANY_OF } from '../../store/feeds/selection.ts'
import type { Backend } from '../backend.ts'

/** What has no slug names nothing: an empty list is the true answer, not the whole one. */
const NOTHING = '-'

/** How a name is known to the index (clean/content.ts). */
type Naming = Pick<TypedName, 'word' | 'slug'>

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
  return { word, slug: toSlug(name) || word || NOTHING }
}

type Names = Partial<Record<Facet['kind'], readonly string[]>>

/** The names in their addresses' form, each once and in one order; of `syria|lebanon` each by itself. */
export async function resolveNames({ db, cache }: Pick<Backend, 'db' | 'cache'>, typed: Names): Promise<Names> {
  const asked = FACETS.flatMap((kind) => (typed[kind] ?? []).flatMap((name) => toAsked(kind, name)))
  const unknown = asked.filter((one) => cache.names.get(toKey(one)) === undefined)
  const found = unknown.length === 0 ? [] : await loadSlugs(db, unknown)
  const fresh = new Map(unknown.map((one, index) => [toKey(one), found[index]]))
  for (const [key, slug] of fresh) if (slug !== undefined) cache.names.set(key, slug)
  // What no story has is called what it would be called.
  const toName = (one: TypedName) => fresh.get(toKey(one)) ?? cache.names.get(toKey(one)) ?? one.slug
  const toAddress = (kind: Facet['kind'], name: string) => toAnyOf(toAsked(kind, name).map(toName)) || NOTHING
  const named = FACETS.flatMap((kind) => (typed[kind] === undefined ? [] : [[kind, typed[kind]] as const]))
  return Object.fromEntries(named.map(([kind, names]) => [kind, toSet(names.map((name) => toAddress(kind, name)))]))
}

/** The addresses of names as stories write them, in their order: a label is a word, whatever has it for an address. */
export async function resolveLabels(db: Db, kind: Facet['kind'], labels: readonly string[]): Promise<string[]> {
  const asked = labels.map((label) => ({ kind, typed: '', ...KNOWN[kind](label) }))
  const found = asked.length === 0 ? [] : await loadSlugs(db, asked)
  return asked.map(({ slug }, index) => found[index] ?? slug)
}

/** Names of which a story has to have any: `syria|lebanon`. */
export function toAnyOf(names: readonly string[]): string {
  return toSet(names).join(ANY_OF)
}

/** Each once, in one order. */
export function toSet(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort()
}

function toAsked(kind: Facet['kind'], name: string): TypedName[] {
  const parts = name.split(ANY_OF).filter((part) => part.trim() !== '')
  return parts.map((typed) => ({ kind, typed, ...KNOWN[kind](typed) }))
}

function toKey({ kind, typed }: TypedName): string {
  return `${kind}\n${typed}`
}
