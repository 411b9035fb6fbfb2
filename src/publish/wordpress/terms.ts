/** Tags and authors as WordPress shows them. Promises: the members that its clients read, with names as HTML. */

import { toIndex } from '../../clean/content.ts'
import type { Facet } from '../../model/content.ts'
import type { StoredItem } from '../../model/model.ts'
import { renderText, toTermNumber, toWpSlug, type WpObject } from './text.ts'

type Kind = 'tag' | 'author'

/** A tag or an author as WordPress knows one. */
export type WpTerm = {
  readonly number: number
  readonly name: string
  readonly slug: string
  readonly taxonomy?: string
  /** The page of its stories. */
  readonly link: string
  /** How many stories have it, where that was counted. */
  readonly count?: number
}

/** What a site called a name of the index before it moved here. */
export type OldTerm = { readonly taxonomy: string; readonly number?: number; readonly slug?: string }

/** By kind and word: `tag/syria`. */
export type OldTerms = ReadonlyMap<string, readonly OldTerm[]>

/** Of a site that nothing moved to. */
const NO_TERMS: OldTerms = new Map()

const CATEGORY = 'category'

/** A story, and the addresses that its names have. */
export type Named = {
  readonly item: StoredItem
  readonly names: readonly { readonly kind: Facet['kind']; readonly slug: string; readonly label: string }[]
  /** What they were called on a site that moved here. */
  readonly old?: OldTerms
}

/** The tags of a story: all of its names but those that only were categories of a site that moved here. */
export function toTagTerms(named: Named, base: string): WpTerm[] {
  return toTerms(named, 'tag', base).filter(({ taxonomy }) => taxonomy !== CATEGORY)
}

/** Ours are not kept apart from tags: what was none on a site that moved here is none. */
export function toCategoryTerms(named: Named, base: string): WpTerm[] {
  return toTerms(named, 'tag', base).filter(({ taxonomy }) => taxonomy === CATEGORY)
}

/** The authors of a story; WordPress knows one, the first. */
export function toAuthorTerms(named: Named, base: string): WpTerm[] {
  return toTerms(named, 'author', base)
}

/** A name of the index as terms: what it was on a site that moved here, in each taxonomy, else ours. */
export function toWpTermsOf(
  { kind, value, slug: address, label }: Required<Facet> & { readonly kind: Kind },
  base: string,
  old: OldTerms,
): WpTerm[] {
  const slug = toWpSlug(address)
  const own = { number: toTermNumber(kind, address), name: label, slug, link: `${base}/${kind}/${slug}/` }
  const known = old.get(`${kind}/${value}`) ?? []
  if (known.length === 0) return [{ ...own, ...(kind === 'tag' ? { taxonomy: 'post_tag' } : {}) }]
  return known.map((one) => toOldTerm(one, kind, own, base))
}

function toOldTerm({ taxonomy, number, slug }: OldTerm, kind: Kind, own: WpTerm, base: string): WpTerm {
  const isCategory = taxonomy === CATEGORY
  const name = slug === undefined ? own.slug : toWpSlug(slug)
  return {
    ...own,
    ...(number === undefined ? {} : { number }),
    slug: name,
    link: isCategory ? `${base}/category/${name}/` : own.link,
    ...(kind === 'author' ? {} : { taxonomy: isCategory ? CATEGORY : 'post_tag' }),
  }
}

/** An author as the API shows one. */
export function toWpUser({ number, name, slug, link }: WpTerm, base: string): WpObject {
  return {
    id: number,
    name,
    url: '',
    description: '',
    link,
    slug,
    avatar_urls: {},
    meta: [],
    _links: {
      self: [{ href: `${base}/wp-json/wp/v2/users/${number}` }],
      collection: [{ href: `${base}/wp-json/wp/v2/users` }],
    },
  }
}

/** A tag as the API shows one; names are HTML. */
export function toWpTerm({ number, name, slug, link, count, taxonomy = 'post_tag' }: WpTerm, base: string): WpObject {
  const list = `${base}/wp-json/wp/v2/${taxonomy === CATEGORY ? 'categories' : 'tags'}`
  return {
    id: number,
    ...(count === undefined ? {} : { count, description: '' }),
    link,
    name: renderText(name),
    slug,
    taxonomy,
    ...(count === undefined ? {} : { meta: [] }),
    _links: {
      self: [{ href: `${list}/${number}` }],
      collection: [{ href: list }],
    },
  }
}

/** By the very function that the index is made with, so that a number leads back to the stories. */
function toTerms({ item: { content }, names, old = NO_TERMS }: Named, kind: Kind, base: string): WpTerm[] {
  const { facets } = toIndex({ ...content, summary: '', contentText: '', contentHtml: '' })
  const own = new Map(names.filter((name) => name.kind === kind).map(({ label, slug }) => [label, slug]))
  const named = facets.filter((facet): facet is Facet & { kind: Kind } => facet.kind === kind)
  return named.flatMap(({ value, slug = value, label }) =>
    toWpTermsOf({ kind, value, slug: own.get(label) ?? slug, label }, base, old),
  )
}
