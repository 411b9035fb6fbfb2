import { childrenOf, listAll, type Node } from './document.ts'
import { type Check, head, isRss, items, links, missing, named, offending, rel, repeated, show } from './inspection.ts'
import { NAME_CHECKS } from './validator-names.ts'
import { VALUE_CHECKS } from './validator-values.ts'

/**
 * The messages of the W3C's Feed Validation Service that a document of ours could give rise to, each as a check that
 * names what offends. Left out are those on elements and modules that we never write (textInput, cloud, itunes, …).
 */
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

const RELATIONS =
  'alternate current describedby enclosure first hub last license next next-archive prev-archive previous related replies self via'.split(
    ' ',
  )

export const CHECKS: Readonly<Record<string, Check>> = {
  ...VALUE_CHECKS,
  ...NAME_CHECKS,

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
  DuplicateAtomLink: (root) => [
    // Of a document, one link for each relation, type and language; of an entry that holds for alternates alone.
    ...repeated(
      links(head(root))
        .filter(({ attributes }) => attributes.href)
        .map(toKind),
    ),
    ...items(root).flatMap((item) =>
      repeated(
        links(item)
          .filter((link) => rel(link) === 'alternate' && link.attributes.href)
          .map(toKind),
      ),
    ),
  ],
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
  // An attribute of threads on another link.
  UnexpectedThreadAttribute: (root) =>
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

const toKind = (link: Node) => [rel(link), link.attributes.type, link.attributes.hreflang].join(' ')

function afterItems(root: Node, item: string): string[] {
  const names = head(root).children.map(({ name }) => name)
  const first = names.indexOf(item)
  return first < 0 ? [] : names.slice(first).filter((name) => name !== item && name !== 'at:deleted-entry')
}
