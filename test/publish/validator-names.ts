import { listAll, type Node } from './document.ts'
import { type Check, isRss, show } from './inspection.ts'

/** Prefixes that the validator knows namespaces by: another one for them, or them for another, is a warning. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/Atom': 'atom',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://purl.org/syndication/history/1.0': 'fh',
  'http://xmlns.com/foaf/0.1/': 'foaf',
  'http://www.georss.org/georss': 'georss',
  'http://search.yahoo.com/mrss/': 'media',
  'http://purl.org/rss/1.0/modules/slash/': 'slash',
  'http://purl.org/rss/1.0/modules/syndication/': 'sy',
  'http://purl.org/syndication/thread/1.0': 'thr',
  'http://wellformedweb.org/CommentAPI/': 'wfw',
}

/** Attributes of the elements that we write, by RSS 2.0, RFC 4287, 4685 and Media RSS. Others have none. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  rss: 'version',
  guid: 'isPermaLink',
  enclosure: 'url length type',
  'rss category': 'domain',
  'rss source': 'url',
  'atom category': 'term scheme label',
  link: 'href rel type hreflang title length thr:count thr:updated',
  'atom:link': 'href rel type hreflang title length thr:count thr:updated',
  'thr:in-reply-to': 'ref href type source',
  generator: 'uri version',
  title: 'type',
  subtitle: 'type',
  summary: 'type',
  rights: 'type',
  content: 'type src',
  'media:content': 'url type medium fileSize duration width height lang isDefault expression',
  'media:thumbnail': 'url width height time',
  'media:title': 'type',
  'media:description': 'type',
  'media:credit': 'role scheme',
  'media:text': 'type lang start end',
}

/** What may stand in the elements that have no prefix; what has one is an extension. */
const CHILDREN: Readonly<Record<string, string>> = {
  rss: 'channel',
  channel:
    'title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs ttl image item',
  item: 'title link description author category comments enclosure guid pubDate source',
  image: 'url title link width height description',
  feed: 'author category contributor generator icon id link logo rights subtitle title updated entry',
  entry: 'author category content contributor id link published rights source summary title updated',
  'atom source': 'author category contributor generator icon id link logo rights subtitle title updated',
  author: 'name uri email',
  contributor: 'name uri email',
}

const toDialect = (root: Node) => (isRss(root) ? 'rss' : 'atom')
const lookUp = (table: Readonly<Record<string, string>>, root: Node, name: string) =>
  (table[`${toDialect(root)} ${name}`] ?? table[name])?.split(' ')

function listNamespaces(root: Node): [prefix: string, address: string][] {
  return listAll(root).flatMap(({ attributes }) =>
    Object.entries(attributes).flatMap(([name, value]): [string, string][] =>
      name.startsWith('xmlns:') ? [[name.slice(6), value]] : [],
    ),
  )
}

/** The validator's messages on names: of namespaces, attributes and elements. */
export const NAME_CHECKS: Readonly<Record<string, Check>> = {
  NonstdPrefix: (root) =>
    listNamespaces(root).flatMap(([prefix, address]) =>
      (PREFIXES[address] ?? prefix) === prefix ? [] : [`${prefix} for ${address}`],
    ),
  ReservedPrefix: (root) =>
    listNamespaces(root).flatMap(([prefix, address]) =>
      Object.values(PREFIXES).includes(prefix) && PREFIXES[address] !== prefix ? [`${prefix} for ${address}`] : [],
    ),
  AvoidNamespacePrefix: (root) =>
    isRss(root) ? [] : listNamespaces(root).flatMap(([prefix]) => (prefix === 'atom' ? [prefix] : [])),
  UnexpectedAttribute: (root) =>
    listAll(root)
      .filter((node) => {
        // Of other namespaces nothing is known.
        const known = lookUp(ATTRIBUTES, root, node.name) ?? (node.name.startsWith('at:') ? undefined : [])
        return Object.keys(node.attributes).some(
          (name) => !/^xml(?:ns)?(?::|$)/.test(name) && known?.includes(name) === false,
        )
      })
      .map(show),
  UndefinedElement: (root) =>
    listAll(root).flatMap((node) => {
      const known = lookUp(CHILDREN, root, node.name) ?? []
      const wrong = node.children.filter(({ name }) => !name.includes(':') && !known.includes(name))
      // What is in XHTML or in an element of another namespace is its own business.
      return node.name.startsWith('at:') ? [] : wrong.map((child) => `${node.name} > ${child.name}`)
    }),
}
