/**
 * Elements of XML and their names: which prefix stands for which namespace where, by bindings that come and go with
 * their elements. Promises: a namespace is told by its address, under any prefix.
 */
import type { Name, Vocabulary } from './vocabulary.ts'

export type Binding = readonly [prefix: string, before: string | undefined]

export type Namespaces = {
  readonly vocabulary: Vocabulary
  /** Declared prefix → canonical prefix. */
  readonly bindings: Map<string, string>
  /** Spelling → name, under the bindings in force. */
  readonly spellings: Map<string, Name>
  /** Full name → name, for good. */
  readonly names: Map<string, Name>
}

const MOST_SPELLINGS = 10_000

export function newNamespaces(vocabulary: Vocabulary): Namespaces {
  return { vocabulary, bindings: new Map(), spellings: new Map(), names: new Map() }
}

export function resolveName(namespaces: Namespaces, spelling: string): Name {
  return namespaces.spellings.get(spelling) ?? addSpelling(namespaces, spelling)
}

function addSpelling(namespaces: Namespaces, spelling: string): Name {
  const { bindings, spellings, names, vocabulary } = namespaces
  const lower = spelling.toLowerCase()
  const colon = lower.indexOf(':')
  const prefix = colon < 0 ? '' : lower.slice(0, colon)
  const full = toCanonicalName(prefix, lower.slice(colon + 1), bindings.get(prefix))
  let name = names.get(full)
  if (!name) {
    const kind = vocabulary.get(full)
    name = { full, kind: kind ?? 'group', prefixed: full.includes(':'), known: kind !== undefined }
    if (names.size < MOST_SPELLINGS) names.set(full, name)
  }
  if (spellings.size < MOST_SPELLINGS) spellings.set(spelling, name)
  return name
}

const ROOTS = /^(?:rss|feed|rdf|channel|urlset|sitemapindex|opml)$/i

/** Takes over the xmlns attributes of an element; answers what has to be put back when it ends. */
export function bindPrefixes(
  namespaces: Namespaces,
  tag: string,
  attributes: ReadonlyMap<string, string>,
): readonly Binding[] {
  let undo: Binding[] | undefined
  for (const [attribute, address] of attributes) {
    if (!attribute.startsWith('xmlns')) continue
    const prefix = attribute === 'xmlns' ? '' : attribute.slice(6)
    if (attribute.length > 5 && (attribute[5] !== ':' || !prefix)) continue
    // A feed's root is the feed's, whatever default namespace somebody gave it.
    const canonical = prefix === '' && ROOTS.test(tag) ? '' : toPrefix(address)
    undo ??= []
    bind(namespaces, prefix, canonical, undo)
  }
  return undo ?? []
}

function bind({ bindings, spellings }: Namespaces, prefix: string, canonical: string | undefined, undo: Binding[]) {
  const before = bindings.get(prefix)
  const usual = toCanonicalName(prefix, 'x', undefined) === toCanonicalName(prefix, 'x', canonical)
  if (canonical === before || (before === undefined && usual)) return
  undo.push([prefix, before])
  if (canonical === undefined) bindings.delete(prefix)
  else bindings.set(prefix, canonical)
  spellings.clear()
}

export function unbindPrefixes({ bindings, spellings }: Namespaces, undo: readonly Binding[]): void {
  for (const [prefix, before] of undo.toReversed()) {
    if (before === undefined) bindings.delete(prefix)
    else bindings.set(prefix, before)
  }
  spellings.clear()
}

/** Attributes of other namespaces under their usual prefix: `r:about` is `rdf:about`. */
export function toAttributes(
  { bindings }: Namespaces,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  let renamed: Map<string, string> | undefined
  for (const [name, value] of attributes) {
    const colon = name.indexOf(':')
    const canonical = colon > 0 ? bindings.get(name.slice(0, colon)) : undefined
    if (!canonical || name.startsWith(`${canonical}:`)) continue
    renamed ??= new Map(attributes)
    renamed.set(`${canonical}${name.slice(colon)}`, value)
  }
  return renamed ?? attributes
}

// Names of elements and attributes: namespaces matched by address, under any prefix.

/**
 * Canonical prefixes by namespace address. '' is the core vocabulary, which RSS and Atom share:
 * an `atom:link` in RSS is the same `link` with a `href`.
 * Addresses are compared without scheme, `www.`, case, and closing slash or hash.
 */
const ADDRESSES: Readonly<Record<string, string>> = {
  'w3.org/2005/atom': '',
  'purl.org/atom/ns': '',
  'purl.org/atom': '',
  'example.com/newformat': '',
  'example.com/necho': '',
  'purl.org/echo': '',
  'purl.org/pie': '',
  'purl.org/rss/1.0': '',
  'purl.org/rss/2.0': '',
  'purl.org/net/rss1.1': '',
  'purl.org/rss/1.0/modules/rss091': '',
  'my.netscape.com/rdf/simple/0.9': '',
  'channel.netscape.com/rdf/simple/0.9': '',
  'my.netscape.com/publish/formats/rss-0.91.dtd': '',
  'blogs.law.harvard.edu/tech/rss': '',
  'cyber.law.harvard.edu/rss/rss.html': '',
  'cyber.law.harvard.edu/rss': '',
  'rssboard.org/rss-specification': '',
  'w3.org/2007/app': 'app',
  'purl.org/atom/app': 'app',
  'schemas.google.com/blogger/2018': 'blogger',
  'w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'purl.org/dc/elements/1.1': 'dc',
  'purl.org/dc/elements/1.0': 'dc',
  'purl.org/dc': 'dc',
  'purl.org/metadata/dublin_core': 'dc',
  'purl.org/dc/terms': 'dcterms',
  'purl.org/rss/1.0/modules/content': 'content',
  'search.yahoo.com/mrss': 'media',
  'search.yahoo.com/rss': 'media',
  'search.yahoo.com/search/mrss': 'media',
  'search.yahoo.com/search/rss': 'media',
  'video.search.yahoo.com/mrss': 'media',
  'tools.search.yahoo.com/mrss': 'media',
  'media.org/rss/media': 'media',
  'itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'itunes.com/dtds/podcast-1.0': 'itunes',
  'example.com/dtds/podcast-1.0.dtd': 'itunes',
  'podcastindex.org/namespace/1.0': 'podcast',
  'github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md': 'podcast',
  'purl.org/rss/1.0/modules/slash': 'slash',
  'wellformedweb.org/commentapi': 'wfw',
  'purl.org/syndication/thread/1.0': 'thr',
  'purl.org/atompub/tombstones/1.0': 'at',
  'purl.org/rss/1.0/modules/syndication': 'sy',
  'georss.org/georss': 'georss',
  'opengis.net/gml': 'gml',
  'w3.org/2003/01/geo/wgs84_pos': 'geo',
  'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'w3.org/1999/xhtml': 'xhtml',
  'w3.org/xml/1998/namespace': 'xml',
  'web.resource.org/cc': 'cc',
  'creativecommons.org/ns': 'cc',
  'creativecommons.org/ns#license': 'cc',
  'backend.userland.com/creativecommonsrssmodule': 'creativecommons',
  'cyber.law.harvard.edu/rss/creativecommonsrssmodule.html': 'creativecommons',
  'source.scripting.com': 'source',
  'wordpress.org/export/1.0': 'wp',
  'wordpress.org/export/1.1': 'wp',
  'wordpress.org/export/1.2': 'wp',
  'wordpress.org/export/1.0/excerpt': 'excerpt',
  'wordpress.org/export/1.1/excerpt': 'excerpt',
  'wordpress.org/export/1.2/excerpt': 'excerpt',
  'google.com/schemas/sitemap-news/0.9': 'news',
  'google.com/schemas/sitemap-image/1.1': 'image',
  'google.com/schemas/sitemap-video/1.1': 'video',
  'sitemaps.org/schemas/sitemap/0.9': '',
  'google.com/schemas/sitemap/0.84': '',
  'xmlns.com/foaf/0.1': 'foaf',
  'webns.net/mvcb': 'admin',
  'purl.org/rss/1.0/modules/threading': 'threading',
  'purl.org/rss/1.0/modules/image': 'rssimage',
  'prismstandard.org/namespaces/1.2/basic': 'prism',
  'prismstandard.org/namespaces/basic/2.0': 'prism',
  'webfeeds.org/rss/1.0': 'webfeeds',
  'freshrss.org/opml': 'frss',
  'urn:ara-feeds:sources': 'ara',
}

const PREFIXES: ReadonlyMap<string, string> = new Map(Object.entries(ADDRESSES))

/** Prefixes that stand for the core vocabulary where nobody declares them. */
const CORE_PREFIXES: ReadonlySet<string> = new Set(['atom', 'atom10', 'atom03', 'a10', 'rss', 'rss1', 'rss2'])

/** Without slashes and hashes at its end. */
function withoutEnd(address: string): string {
  let end = address.length
  while (address[end - 1] === '/' || address[end - 1] === '#') end--
  return address.slice(0, end)
}

/** The canonical prefix of a namespace address; undefined when it is none we know. */
function toPrefix(address: string): string | undefined {
  const bare = address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
  const known = PREFIXES.get(withoutEnd(bare))
  // UserLand's RSS 2.0 namespace has been written with and without numbers.
  return known ?? (/^backend\.userland\.com\/rss\d*$/.test(bare) ? '' : undefined)
}

/**
 * The canonical name of `prefix:local`, lower-cased; `declared` is what the document says of the prefix.
 * A prefix that is undeclared, or declared for an address nobody knows, counts for what it usually means.
 */
function toCanonicalName(prefix: string, local: string, declared: string | undefined): string {
  const canonical = declared ?? (CORE_PREFIXES.has(prefix) ? '' : prefix)
  return canonical ? `${canonical}:${local}` : local
}

// Elements of an XML document, as readers of formats see them and as they are while being read.

/** An element with what it holds. Names are canonical: lower-case, with the usual prefix of their namespace. */
export type XmlElement = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** Its own text, decoded once; for prose elements with markup inside, HTML. */
  readonly text: string
  /** Whether `text` holds tags that stood in the document as tags. */
  readonly inline: boolean
  readonly children: readonly XmlElement[]
  /** xml:base in force, as far as the document says one; absolute where it can be. */
  readonly base: string | undefined
  /** xml:lang in force. */
  readonly language: string | undefined
}

/** An element that is still open. */
export type Frame = {
  readonly type: Name
  /** Its name as written. */
  readonly tag: string
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  text: string
  inline: boolean
  children: XmlElement[]
  base: string | undefined
  language: string | undefined
  /** Elements of the same name open inside prose. */
  nested: number
  /** What the prefixes that it declares stood for before. */
  readonly bindings: readonly Binding[]
}
