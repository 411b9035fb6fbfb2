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
export type Kind = 'stream' | 'item' | 'text' | 'line' | 'prose' | 'person' | 'image' | 'group'

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
