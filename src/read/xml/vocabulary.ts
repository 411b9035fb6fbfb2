/** What the elements of a format may hold; so that an end tag that is missing can be told. */

/**
 * - `stream`: reported as it begins and ends; its children are reported on their own
 * - `item`: a tree of its own; another one beginning means that its end tag is missing
 * - `text`: nothing but text
 * - `line`: a line of text that may hold markup (a title); every known element ends it
 * - `prose`: text that may hold any HTML (a description)
 * - `person`, `image`: a few known children
 * - `group`: any children; what a vocabulary does not list is one
 */
type Kind = 'stream' | 'item' | 'text' | 'line' | 'prose' | 'person' | 'image' | 'group'

/** Canonical element name → kind. */
export type Vocabulary = ReadonlyMap<string, Kind>

/** A resolved element name. One object for each spelling, so that names compare by identity. */
export type Name = {
  /** `title`, `dc:creator` */
  readonly full: string
  readonly kind: Kind
  readonly prefixed: boolean
  /** Whether the vocabulary lists it. */
  readonly known: boolean
}

/** Whether it holds running text: tags inside it are markup. */
export function holdsProse({ kind }: Name): boolean {
  return kind === 'line' || kind === 'prose'
}

const PERSON: ReadonlySet<string> = new Set('name email uri url homepage href itunes:name itunes:email'.split(' '))
const IMAGE: ReadonlySet<string> = new Set('url href title link description width height name'.split(' '))

/** Feed elements that HTML has too: inside a description they are HTML. */
const ALSO_HTML: ReadonlySet<string> = new Set(
  'title link source summary image body address width height name url time href'.split(' '),
)

const XHTML = 'xhtml:'
const MEDIA = 'media:'

/**
 * Whether `child` may stand in `parent`; where it may not, the parent's end tag is missing.
 * `inline`: the parent holds tags already, so that one more of HTML's is no surprise.
 */
export function accepts(parent: Name, child: Name, inline: boolean): boolean {
  switch (parent.kind) {
    case 'stream':
      return true
    case 'text':
      return false
    case 'line':
      return !child.known || (inline && child.full.startsWith(XHTML))
    case 'prose':
      return !child.known || (inline && (ALSO_HTML.has(child.full) || child.full.startsWith(XHTML)))
    case 'item':
      return child.kind !== 'item'
    case 'person':
      return !child.known || PERSON.has(child.full)
    case 'image':
      return !child.known || IMAGE.has(child.full)
    default:
      return acceptsInGroup(parent, child)
  }
}

function acceptsInGroup(parent: Name, child: Name): boolean {
  if (child.kind === 'item' || child.kind === 'stream') return false
  // What is known of other vocabularies is the item's, not a picture's.
  if (parent.full.startsWith(MEDIA) && child.known && !child.full.startsWith(MEDIA)) return false
  if (parent.full === 'media:content' && child.full === parent.full) return false
  return !parent.prefixed || child.prefixed || !child.known
}

/** Builds a vocabulary of lists of names. */
export function toVocabulary(lists: Readonly<Partial<Record<Kind, string>>>): Vocabulary {
  const vocabulary = new Map<string, Kind>()
  for (const kind of Object.keys(lists) as Kind[]) {
    for (const name of lists[kind]?.split(/\s+/) ?? []) if (name) vocabulary.set(name, kind)
  }
  return vocabulary
}

// The elements of every RSS and Atom, as one vocabulary: feeds mix them.

export const FEED_VOCABULARY: Vocabulary = toVocabulary({
  stream: 'rss feed rdf:rdf channel',
  item: 'item entry',
  person: `author contributor managingeditor webmaster dc:creator dc:author dc:contributor dc:publisher
    itunes:author itunes:owner`,
  image: 'image textinput',
  line: `title subtitle tagline rights copyright dc:title dc:rights media:title itunes:title itunes:subtitle
    media:credit`,
  prose: `description summary content abstract info fullitem body content:encoded excerpt:encoded dc:description
    xhtml:body xhtml:div media:description media:text itunes:summary feedburner:browserfriendly`,
  group: `source at:deleted-entry media:group media:content skiphours skipdays items georss:where gml:point
    wp:comment wp:postmeta wp:category wp:tag wp:term wp:author wp:wp_author`,
  text: `at:comment guid id link url href uri email name homepage width height language generator docs cloud ttl rating
    pubdate lastbuilddate published updated issued modified created category keywords comments enclosure
    expirationdate hour day icon logo thumbnail hash tags
    dc:date dc:subject dc:language dc:identifier dc:source dc:type dc:format dc:relation dc:coverage
    dcterms:issued dcterms:modified dcterms:created dcterms:subject dcterms:creator
    slash:comments slash:section slash:department slash:hit_parade wfw:commentrss wfw:comment thr:total thr:in-reply-to
    sy:updateperiod sy:updatefrequency sy:updatebase feedburner:origlink feedburner:origenclosurelink
    georss:point georss:featurename georss:box georss:line georss:polygon gml:pos geo:lat geo:long geo:lon
    creativecommons:license cc:license media:thumbnail media:category media:keywords media:rating media:copyright
    media:license media:player media:hash media:restriction itunes:image itunes:link itunes:duration
    itunes:explicit itunes:block itunes:keywords itunes:name itunes:email itunes:new-feed-url itunes:type
    itunes:episode itunes:season itunes:episodetype webfeeds:icon webfeeds:logo webfeeds:cover webfeeds:featuredimage
    podcast:transcript podcast:chapters podcast:person podcast:location podcast:guid podcast:license
    wp:post_id wp:post_type wp:post_name wp:status wp:post_password wp:post_date wp:post_date_gmt
    wp:post_modified wp:post_modified_gmt wp:attachment_url wp:comment_status wp:ping_status wp:post_parent
    wp:meta_key wp:meta_value wp:comment_id wp:comment_approved wp:comment_type wp:author_login
    wp:author_display_name wp:author_email wp:author_first_name wp:author_last_name wp:base_site_url wp:base_blog_url
    wp:wxr_version source:account source:markdown`,
})
