import { parseFragment } from 'parse5'
import { childrenOf, listAll, type Node } from './document.ts'

/**
 * The messages of the W3C's Feed Validation Service that a document of ours could give rise to, each as a check that
 * names what offends. Left out are those on elements and modules that we never write (textInput, cloud, itunes, …).
 */
export type Check = (root: Node) => string[]

const items = (root: Node) => listAll(root).filter(({ name }) => name === 'item' || name === 'entry')
const head = (root: Node) => (root.name === 'rss' ? childrenOf(root, 'channel')[0] : root) ?? root
const named =
  (...names: string[]) =>
  (root: Node) =>
    listAll(root).filter(({ name }) => names.includes(name))
const links = (node: Node) => node.children.filter(({ name }) => name === 'link' || name === 'atom:link')
const rel = (node: Node) => node.attributes.rel ?? 'alternate'
const isRss = (root: Node) => root.name === 'rss'
const show = ({ name, text, attributes }: Node) => `${name} ${JSON.stringify(attributes)} ${text.slice(0, 80)}`
const missing = (nodes: readonly Node[], ...names: string[]) =>
  nodes.filter((node) => !node.children.some(({ name }) => names.includes(name))).map(show)
const offending = (find: (root: Node) => readonly Node[], isWrong: (node: Node) => boolean): Check => {
  return (root) => find(root).filter(isWrong).map(show)
}

const URI = /^[a-z][0-9a-z+.-]*:(?:\/\/)?[0-9a-z;/?:@&=+$.\-_!~*'()%,#]+$/i
const RFC822 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/
const MIME = /^[^\s()<>,;:\\"/[\]?=]+\/[^\s()<>,;:\\"/[\]?=]+$/
const LOOKS_LIKE_HTML = /<\/(?:a|b|i|p|div|span|title|br|em)>|&(?:#?\w+);/i

/** Of each element there may be one. */
const ONCE: Readonly<Record<string, readonly string[]>> = {
  channel:
    'title link description language copyright webMaster lastBuildDate ttl image docs generator atom:updated'.split(
      ' ',
    ),
  item: 'title link description content:encoded guid pubDate comments enclosure source slash:comments thr:total wfw:commentRss atom:updated dc:language dc:rights dc:source'.split(
    ' ',
  ),
  feed: 'id title subtitle updated icon rights generator'.split(' '),
  entry: 'id title published updated summary content rights source thr:total dc:source'.split(' '),
  'media:content': ['media:description', 'media:title'],
}

function findTwice(node: Node): string[] {
  const names = node.children.map(({ name }) => name).filter((name) => ONCE[node.name]?.includes(name))
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${node.name} > ${name}`)
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

/** HTML of an item, wherever it stands. */
function listHtml(root: Node): string[] {
  return listAll(root)
    .filter(({ name, attributes }) => name === 'content:encoded' || (name === 'content' && attributes.type === 'html'))
    .map(({ text }) => text)
}

type Element = { tagName?: string; attrs?: { name: string; value: string }[]; childNodes?: Element[] }

function listElements(node: Element): Element[] {
  return [node, ...(node.childNodes ?? []).flatMap(listElements)]
}

const inHtml = (isWrong: (element: Element) => boolean): Check => {
  return (root) =>
    listHtml(root).flatMap((html) =>
      listElements(parseFragment(html) as Element)
        .filter(isWrong)
        .map(({ tagName, attrs }) => `${tagName} ${JSON.stringify(attrs)}`),
    )
}
const attribute = (element: Element, test: (name: string, value: string) => boolean) =>
  (element.attrs ?? []).some(({ name, value }) => test(name, value))

const ACTIVE = new Set(
  'applet base embed form frame iframe link meta object script style plaintext xmp listing'.split(' '),
)
const RELATIONS =
  'alternate current describedby enclosure first hub last license next next-archive prev-archive previous related replies self via'.split(
    ' ',
  )

/** Elements whose text is an address. */
const ADDRESSES = named('link', 'comments', 'wfw:commentRss', 'docs', 'url', 'uri', 'icon', 'logo')

export const CHECKS: Readonly<Record<string, Check>> = {
  // Elements that have to be there.
  MissingDescription: (root) => (isRss(root) ? missing([head(root)], 'description') : []),
  MissingLink: (root) => (isRss(root) ? missing([head(root)], 'link') : []),
  MissingTitle: (root) => missing([head(root)], 'title'),
  MissingDCLanguage: (root) =>
    isRss(root) ? missing([head(root)], 'language') : root.attributes['xml:lang'] ? [] : ['no xml:lang'],
  MissingElement: (root) => [
    ...(isRss(root) ? [] : [...missing([root, ...items(root)], 'id'), ...missing([root, ...items(root)], 'updated')]),
    ...(isRss(root) ? missing(childrenOf(head(root), 'image'), 'url') : missing([root, ...items(root)], 'title')),
    // An entry without an author takes the feed's.
    ...(isRss(root) ? [] : missing([root], 'author')),
  ],
  MissingSourceElement: (root) =>
    isRss(root) ? [] : ['id', 'title', 'updated'].flatMap((name) => missing(named('source')(root), name)),
  MissingGuid: (root) => (isRss(root) ? missing(items(root), 'guid') : []),
  ItemMustContainTitleOrDescription: (root) => (isRss(root) ? missing(items(root), 'title', 'description') : []),
  MissingTextualContent: (root) =>
    isRss(root)
      ? []
      : missing(
          items(root).filter((item) => childrenOf(item, 'content').length === 0 && links(item).length === 0),
          'summary',
        ),
  MissingContentOrAlternate: (root) =>
    isRss(root)
      ? []
      : items(root)
          .filter(
            (item) =>
              childrenOf(item, 'content').length === 0 && !links(item).some((link) => rel(link) === 'alternate'),
          )
          .map(show),
  MissingAtomSelfLink: (root) => (links(head(root)).some((link) => rel(link) === 'self') ? [] : ['no self']),
  MissingAttribute: (root) => [
    ...offending(
      named('enclosure'),
      ({ attributes }) => !attributes.url || !attributes.length || !attributes.type,
    )(root),
    ...(isRss(root) ? offending(named('source'), ({ attributes }) => !attributes.url)(root) : []),
    ...offending(named('media:thumbnail', 'media:content'), ({ attributes }) => !attributes.url)(root),
  ],
  MissingHref: (root) =>
    offending(
      (all) => listAll(all).flatMap(links),
      (link) => (link.name === 'atom:link' ? !link.attributes.href : !isRss(root) && !link.attributes.href),
    )(root),
  MissingCurrentInArchive: (root) => {
    const isArchive = childrenOf(head(root), 'fh:archive').length > 0
    return isArchive && !links(head(root)).some((link) => rel(link) === 'current') ? ['no current'] : []
  },

  // Elements that may be there once.
  DuplicateElement: (root) => listAll(root).flatMap(findTwice),
  DuplicateEnclosure: (root) =>
    items(root).flatMap((item) => repeated(childrenOf(item, 'enclosure').map(({ name }) => name))),
  DuplicateEntries: (root) =>
    repeated(
      items(root).flatMap((item) => [...childrenOf(item, 'guid'), ...childrenOf(item, 'id')].map(({ text }) => text)),
    ),
  DuplicateAtomLink: (root) =>
    [head(root), ...items(root)].flatMap((node) =>
      repeated(
        links(node)
          .filter((link) => rel(link) === 'alternate' && link.attributes.href)
          .map(({ attributes }) => attributes.type ?? ''),
      ),
    ),
  DuplicateSemantics: (root) => {
    const pairs = [
      ['managingEditor', 'dc:creator'],
      ['webMaster', 'dc:publisher'],
      ['language', 'dc:language'],
      ['copyright', 'dc:rights'],
      ['lastBuildDate', 'dcterms:modified'],
    ]
    const names = head(root).children.map(({ name }) => name)
    return pairs.filter((pair) => pair.every((name) => names.includes(name))).map(String)
  },
  DuplicateItemSemantics: (root) => {
    const pairs = [
      ['author', 'dc:creator'],
      ['category', 'dc:subject'],
      ['pubDate', 'dc:date'],
      ['guid', 'atom:id'],
      ['source', 'dc:source'],
      ['pubDate', 'atom:published'],
    ]
    return items(root).flatMap(({ name: parent, children }) => {
      const names = children.map(({ name }) => name)
      // In Atom `author` is no rival of dc:creator, which is not written there.
      return pairs.filter((pair) => pair.every((name) => names.includes(name))).map((pair) => `${parent}: ${pair}`)
    })
  },

  // Order.
  MisplacedItem: (root) => afterItems(root, 'item'),
  MisplacedMetadata: (root) => afterItems(root, 'entry'),
  NeedDescriptionBeforeContent: (root) =>
    items(root)
      .filter(({ children }) => {
        const names = children.map(({ name }) => name)
        return (
          names.includes('content:encoded') &&
          !(names.indexOf('description') >= 0 && names.indexOf('description') < names.indexOf('content:encoded'))
        )
      })
      .map(show),
  SlashDate: (root) =>
    isRss(root) && named('slash:comments')(root).length > 0 ? missing([head(root)], 'lastBuildDate') : [],

  // Values.
  InvalidRFC2822Date: offending(named('pubDate', 'lastBuildDate'), ({ text }) => !RFC822.test(text)),
  IncorrectDOW: offending(named('pubDate', 'lastBuildDate'), ({ text }) => new Date(text).toUTCString() !== text),
  InvalidRFC3339Date: (root) => [
    ...offending(named('updated', 'published', 'atom:updated'), ({ text }) => !RFC3339.test(text))(root),
    ...offending(named('at:deleted-entry'), ({ attributes }) => !RFC3339.test(attributes.when ?? ''))(root),
  ],
  InvalidLanguage: (root) =>
    [
      ...named('language', 'dc:language')(root).map(({ text }) => text),
      ...listAll(root).flatMap(({ attributes }) => attributes['xml:lang'] ?? []),
    ].filter((tag) => !/^[a-z]{2,3}(?:-[a-z0-9]+)*$/i.test(tag)),
  InvalidFullLink: (root) => [
    ...offending(ADDRESSES, ({ text, attributes }) => !attributes.href && !URI.test(text))(root),
    ...listAll(root).flatMap(({ name, attributes }) =>
      [attributes.href, attributes.url, attributes['xml:base']].flatMap((url) =>
        url === undefined || URI.test(url) ? [] : [`${name} ${url}`],
      ),
    ),
  ],
  InvalidTAG: offending(
    named('id', 'guid'),
    ({ text }) =>
      text.startsWith('tag:') && !/^tag:[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}:[0-9a-z;/?:@&=+$.\-_!~*'()%,]*$/i.test(text),
  ),
  InvalidHttpGUID: offending(named('guid'), ({ attributes }) => attributes.isPermaLink !== 'false'),
  NotSufficientlyUnique: offending(named('guid'), ({ text }) => /^\d{1,8}$/.test(text)),
  InvalidMIMEAttribute: (root) =>
    offending(
      (all) => listAll(all).filter(({ name }) => ['enclosure', 'media:content', 'link', 'atom:link'].includes(name)),
      ({ attributes }) => attributes.type !== undefined && !MIME.test(attributes.type),
    )(root),
  InvalidIntegerAttribute: (root) =>
    offending(listAll, ({ attributes }) =>
      ['length', 'fileSize', 'width', 'height', 'thr:count'].some(
        (name) => attributes[name] !== undefined && !/^\d+$/.test(attributes[name]),
      ),
    )(root),
  InvalidPositiveInteger: offending(named('media:content', 'media:thumbnail'), ({ attributes }) =>
    ['fileSize', 'width', 'height'].some((name) => attributes[name] === '0'),
  ),
  InvalidCoord: offending(named('georss:point'), ({ text }) => !/^-?\d+(?:\.\d+)? -?\d+(?:\.\d+)?$/.test(text)),
  InvalidMediaMedium: offending(
    named('media:content'),
    ({ attributes }) => !['image', 'audio', 'video', 'document'].includes(attributes.medium ?? ''),
  ),
  InvalidUpdatePeriod: offending(named('sy:updatePeriod'), ({ text }) => !['hourly', 'daily'].includes(text)),
  MediaGroupWithoutAlternatives: offending(
    named('media:group'),
    (group) => childrenOf(group, 'media:content').length < 2,
  ),
  NotBlank: (root) => [
    // An Atom entry has to have a title, and not every story has.
    ...offending(
      named('title', 'name', 'category', 'generator', 'link'),
      (node) => isRss(root) && node.text.trim() === '',
    )(root),
    ...(isRss(root)
      ? []
      : offending(named('summary', 'content', 'name', 'rights', 'subtitle'), ({ text }) => text.trim() === '')(root)),
  ],
  AttrNotBlank: (root) =>
    offending(
      (all) => listAll(all).flatMap(links),
      ({ attributes }) => attributes.rel === '' || attributes.title === '',
    )(root),
  EmailFormat: offending(named('webMaster'), ({ text }) => !/^\S+@\S+ \(.+\)$/.test(text)),
  ContainsEmail: offending(named('dc:creator', 'author'), ({ text }) => /\S@\S/.test(text)),
  BadCharacters: (root) =>
    listAll(root)
      .flatMap(({ text, attributes }) => [text, ...Object.values(attributes)])
      .filter((text) => /[\u0080-\u009f\ufffd]/.test(text)),

  // Text that could be taken for HTML. RSS has no way to say that it is none.
  ContainsUndeclaredHTML: (root) =>
    isRss(root)
      ? []
      : offending(
          named('title', 'summary', 'subtitle', 'rights', 'media:description', 'media:title'),
          ({ text, attributes }) => attributes.type !== 'html' && LOOKS_LIKE_HTML.test(text),
        )(root),
  NotHtml: inHtml(({ tagName }) => tagName?.includes('-') ?? false),
  SecurityRisk: inHtml(({ tagName }) => ACTIVE.has(tagName ?? '')),
  SecurityRiskAttr: inHtml((element) => attribute(element, (name) => name.startsWith('on') || name === 'srcdoc')),
  DangerousStyleAttr: inHtml((element) =>
    attribute(element, (name, value) => name === 'style' && /expression|url\(|position/i.test(value)),
  ),
  ContainsRelRef: inHtml((element) =>
    attribute(element, (name, value) => (name === 'href' || name === 'src') && !/^\w+:/.test(value)),
  ),

  // Links.
  // Ours is registered with microformats.org, not with IANA, and is the only one that names a short link.
  UnregisteredAtomLinkRel: (root) =>
    offending(
      (all) => listAll(all).flatMap(links),
      (link) => Boolean(link.attributes.href) && ![...RELATIONS, 'shortlink'].includes(rel(link)),
    )(root),
  FeedHistoryRelInEntry: (root) =>
    items(root)
      .flatMap(links)
      .filter((link) =>
        ['current', 'first', 'last', 'next', 'next-archive', 'prev-archive', 'previous'].includes(rel(link)),
      )
      .map(show),
  RelativeSelf: (root) =>
    links(head(root))
      .filter((link) => rel(link) === 'self' && !/^https?:/.test(link.attributes.href ?? ''))
      .map(show),
  SelfNotAtom: (root) =>
    links(head(root))
      .filter((link) => rel(link) === 'self' && !/^application\/(?:atom|rss)\+xml$/.test(link.attributes.type ?? ''))
      .map(show),
  AtomLinkNotEmpty: (root) =>
    (isRss(root) ? named('atom:link')(root) : named('link')(root)).filter(({ text }) => text !== '').map(show),
  UnexpectedAttribute: (root) =>
    listAll(root)
      .flatMap(links)
      .filter((link) => link.attributes['thr:count'] !== undefined && rel(link) !== 'replies')
      .map(show),
  SameDocumentReference: (root) =>
    listAll(root)
      .filter(({ name, attributes }) => attributes['xml:base'] !== undefined && name !== 'content')
      .map(show),
  ArchiveIncomplete: (root) =>
    childrenOf(head(root), 'fh:archive').length > 0
      ? links(head(root))
          .filter((link) => ['first', 'next', 'previous', 'last'].includes(rel(link)))
          .map(show)
      : [],

  // The channel's picture.
  ImageTitleDoesntMatch: (root) =>
    childrenOf(head(root), 'image')
      .filter((image) => childrenOf(image, 'title')[0]?.text !== childrenOf(head(root), 'title')[0]?.text)
      .map(show),
  ImageLinkDoesntMatch: (root) =>
    childrenOf(head(root), 'image')
      .filter((image) => childrenOf(image, 'link')[0]?.text !== childrenOf(head(root), 'link')[0]?.text)
      .map(show),
  ImageUrlFormat: (root) =>
    childrenOf(head(root), 'image')
      .filter((image) => !/\.(?:jpe?g|gif|png)$/.test(childrenOf(image, 'url')[0]?.text ?? ''))
      .map(show),

  // Names.
  UseOfExtensionAttr: (root) =>
    isRss(root) && childrenOf(head(root), 'docs')[0]?.text !== 'http://www.rssboard.org/rss-specification'
      ? ['docs']
      : [],
  ObsoleteNamespace: (root) =>
    root.name === 'feed' && root.attributes.xmlns !== 'http://www.w3.org/2005/Atom' ? [show(root)] : [],
  InvalidRSSVersion: (root) => (isRss(root) && root.attributes.version !== '2.0' ? [show(root)] : []),
  MissingNamespace: (root) => {
    const declared = listAll(root).flatMap(({ attributes }) =>
      Object.keys(attributes).flatMap((name) => (name.startsWith('xmlns:') ? [name.slice(6)] : [])),
    )
    const used = listAll(root).flatMap(({ name, attributes }) =>
      [name, ...Object.keys(attributes)].flatMap((one) => (one.includes(':') ? [one.split(':')[0] ?? ''] : [])),
    )
    return used.filter((prefix) => !['xml', 'xmlns', ...declared].includes(prefix))
  },
  CommentRSS: (root) => named('wfw:commentRSS')(root).map(show),
}

function afterItems(root: Node, item: string): string[] {
  const names = head(root).children.map(({ name }) => name)
  const first = names.indexOf(item)
  return first < 0 ? [] : names.slice(first).filter((name) => name !== item && name !== 'at:deleted-entry')
}
