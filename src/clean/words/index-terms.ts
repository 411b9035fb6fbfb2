import type { Content, Facet, Index } from '../../model/content.ts'
import { toSlug } from '../identity/alias.ts'
import { toShownPictures } from '../pictures.ts'
import { fold } from './fold.ts'
import { toLanguageSlug } from './language.ts'

/** FTS gains nothing from more of one story. */
const LONGEST = 200_000

/** What an item is found by: its words folded for search, and the slugs that narrow a feed to it; and its pictures. */
export function toIndex(content: Content): Index {
  const words = [
    content.summary,
    content.contentText,
    content.caption ?? '',
    content.dateline ?? '',
    ...content.places.map((place) => place.name),
    ...content.authors.map((author) => author.name),
    ...content.categories.map((category) => category.label ?? category.name),
  ]
  return {
    title: fold(content.title),
    text: fold(words.join('\n').slice(0, LONGEST)),
    facets: toFacets(content),
    pictures: toShownPictures(content),
  }
}

function toFacets(content: Content): Facet[] {
  const facets: Facet[] = [
    ...content.categories.map((category) => toFacet('tag', category.label ?? category.name)),
    ...content.authors.map((author) => toFacet('author', author.name)),
    ...content.places.map((place): Facet => ({ kind: 'place', value: place.slug, label: place.name })),
    ...(content.language
      ? [{ kind: 'lang', value: toLanguageSlug(content.language), label: content.language } as const]
      : []),
  ]
  const named = facets.filter((facet) => facet.value !== '')
  return [...new Map(named.map((facet) => [`${facet.kind}/${facet.value}`, facet])).values()]
}

/** A name that no slug can be made of (Chinese) is its own address. */
function toFacet(kind: Facet['kind'], label: string): Facet {
  return { kind, value: toSlug(label) || fold(label).trim(), label }
}
