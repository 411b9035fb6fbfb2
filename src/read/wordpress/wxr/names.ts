/** Terms of an export: as it lists them, and as its posts name them; an export of one type lists none. */
import type { Category } from '../../../model/content.ts'
import type { OldName } from '../../../model/old-name.ts'
import { addCategory, readLanguage } from '../../builder.ts'
import type { XmlElement } from '../../xml/namespace.ts'
import type { Meta } from '../enclosures.ts'
import { isSubject, toOldNames } from '../terms.ts'
import { readChild } from './fields.ts'

/** Which children say what of a term. */
const LISTED: ReadonlyMap<string, Readonly<Record<'slug' | 'label' | 'parent', string>>> = new Map([
  ['wp:category', { slug: 'wp:category_nicename', label: 'wp:cat_name', parent: 'wp:category_parent' }],
  ['wp:tag', { slug: 'wp:tag_slug', label: 'wp:tag_name', parent: '' }],
  ['wp:term', { slug: 'wp:term_slug', label: 'wp:term_name', parent: 'wp:term_parent' }],
])

export const TERM_ELEMENTS: readonly string[] = [...LISTED.keys()]

/** The names of a term that the export lists. */
export function readTerm(element: XmlElement, site: string | undefined): OldName[] {
  const children = LISTED.get(element.name)
  if (children === undefined) return []
  const listed = element.name === 'wp:category' ? 'category' : 'post_tag'
  const taxonomy = element.name === 'wp:term' ? (readChild(element, 'wp:term_taxonomy') ?? '') : listed
  if (taxonomy === '' || !isSubject(taxonomy)) return []
  const slug = readChild(element, children.slug)
  return toOldNames({
    taxonomy,
    kind: 'tag',
    label: readChild(element, children.label) ?? slug ?? '',
    slug,
    number: readChild(element, 'wp:term_id'),
    parent: readChild(element, children.parent),
    link: toLink(taxonomy, slug, site),
  })
}

/** What a post is about: its terms of every taxonomy of subjects. */
export function readTerms(post: XmlElement, site: string | undefined): { terms: Category[]; names: OldName[] } {
  const terms: Category[] = []
  const names: OldName[] = []
  for (const { name, attributes, text } of post.children) {
    if (name !== 'category') continue
    const taxonomy = attributes.get('domain')?.trim() || 'category'
    if (!isSubject(taxonomy)) continue
    const label = text.replace(/\s+/g, ' ').trim()
    addCategory(terms, label)
    const slug = attributes.get('nicename')
    names.push(...toOldNames({ taxonomy, kind: 'tag', label, slug, link: toLink(taxonomy, slug, site) }))
  }
  return { terms, names }
}

/** A taxonomy of the site's own has its pages below its name. */
function toLink(taxonomy: string, slug: string | undefined, site: string | undefined): string | undefined {
  if (slug === undefined || site === undefined || taxonomy === 'category' || taxonomy === 'post_tag') return undefined
  return `${site.replace(/\/{1,9}$/, '')}/${taxonomy}/${slug}/`
}

/** The language of a post, as Polylang and WPML note it. */
export function readPostLanguage(post: XmlElement, meta: Meta): string | undefined {
  const term = post.children.find(
    ({ name, attributes }) => name === 'category' && attributes.get('domain') === 'language',
  )
  return readLanguage(term?.attributes.get('nicename') ?? meta.get('_wpml_import_language_code')?.[0])
}
