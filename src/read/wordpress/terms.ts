/** Authors and terms of a WordPress: which of its taxonomies are subjects, and what they are called in addresses. */
import { toNicename, toTermPath } from '../../model/nicename.ts'
import type { OldName } from '../../model/old-name.ts'
import { decodeText } from '../xml/entity.ts'

/** Taxonomies that say nothing of what a story is about: WordPress's own machinery, and that of plug-ins. */
const MACHINERY: ReadonlySet<string> = new Set(
  `post_format nav_menu link_category wp_theme wp_template_part_area wp_pattern_category author language term_language
  post_translations term_translations translation_priority post_status following_users ef_editorial_meta
  yst_prominent_words amp_validation_error ppma_author elementor_library_type elementor_library_category product_type
  product_visibility product_shipping_class action-group series_group category_translations`.split(/\s+/),
)

/** Whether the terms of a taxonomy are what this service calls tags. */
export function isSubject(taxonomy: string): boolean {
  return !MACHINERY.has(taxonomy)
}

/** What a site says of a term or an author. */
type TermFacts = {
  readonly taxonomy: string
  readonly kind: OldName['kind']
  readonly label: string
  /** As stored: outside ASCII percent-encoded. */
  readonly slug?: string | undefined
  readonly number?: string | undefined
  /** The address of its page. */
  readonly link?: string | undefined
  /** The nicename of the term above. */
  readonly parent?: string | undefined
}

const LONGEST = 200

/** Each name that it has in addresses; none where its label is none, or somebody's e-mail address. */
export function toOldNames({ taxonomy, kind, label, slug, number, link, parent }: TermFacts): OldName[] {
  const plain = decodeText(label).replace(/\s+/g, ' ').trim()
  if (plain === '' || plain.length > LONGEST || (kind === 'author' && plain.includes('@'))) return []
  const known = { taxonomy, kind, label: plain }
  const above = parent ? { parent: toNicename(parent) } : {}
  const named = slug === undefined || slug === '' || slug.length > 3 * LONGEST ? [] : [toNicename(slug)]
  const path = link === undefined ? undefined : toTermPath(link)
  return [
    ...named.filter((name) => name !== '').map((name) => ({ ...known, name, ...above })),
    ...(number !== undefined && /^[1-9]\d{0,14}$/.test(number) ? [{ ...known, name: `#${number}` }] : []),
    ...(path === undefined ? [] : [{ ...known, taxonomy: '', name: path }]),
  ]
}
