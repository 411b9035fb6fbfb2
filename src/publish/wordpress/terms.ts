/** Tags and authors as WordPress shows them. Promises: the members that its clients read, with names as HTML. */

import { toIndex } from '../../clean/content.ts'
import type { Facet } from '../../model/content.ts'
import type { StoredItem } from '../../model/model.ts'
import { renderText, toTermNumber, toWpSlug, type WpObject } from './text.ts'

/** A tag or an author as WordPress knows one. */
export type WpTerm = {
  readonly number: number
  readonly name: string
  readonly slug: string
  /** The page of its stories. */
  readonly link: string
  /** How many stories have it, where that was counted. */
  readonly count?: number
}

/** A story, and the addresses that its names have. */
export type Named = {
  readonly item: StoredItem
  readonly names: readonly { readonly kind: Facet['kind']; readonly slug: string; readonly label: string }[]
}

/** The tags of a story. Ours are not kept apart from categories, so all of them are tags. */
export function toTagTerms(named: Named, base: string): WpTerm[] {
  return toTerms(named, 'tag', base)
}

/** The authors of a story; WordPress knows one, the first. */
export function toAuthorTerms(named: Named, base: string): WpTerm[] {
  return toTerms(named, 'author', base)
}

/** A name of the index as a term. */
export function toWpTermOf(kind: 'tag' | 'author', value: string, label: string, base: string): WpTerm {
  const slug = toWpSlug(value)
  return { number: toTermNumber(kind, value), name: label, slug, link: `${base}/${kind}/${slug}/` }
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
export function toWpTerm({ number, name, slug, link, count }: WpTerm, base: string): WpObject {
  return {
    id: number,
    ...(count === undefined ? {} : { count, description: '' }),
    link,
    name: renderText(name),
    slug,
    taxonomy: 'post_tag',
    ...(count === undefined ? {} : { meta: [] }),
    _links: {
      self: [{ href: `${base}/wp-json/wp/v2/tags/${number}` }],
      collection: [{ href: `${base}/wp-json/wp/v2/tags` }],
    },
  }
}

/** By the very function that the index is made with, so that a number leads back to the stories. */
function toTerms({ item: { content }, names }: Named, kind: 'tag' | 'author', base: string): WpTerm[] {
  const { facets } = toIndex({ ...content, summary: '', contentText: '', contentHtml: '' })
  const own = new Map(names.filter((name) => name.kind === kind).map(({ label, slug }) => [label, slug]))
  const named = facets.filter((facet): facet is Facet & { kind: typeof kind } => facet.kind === kind)
  return named.map(({ value, slug = value, label }) => toWpTermOf(kind, own.get(label) ?? slug, label, base))
}
