/** What sitemaps.org, Google News and OPML 2.0 demand of lists for programs, each breach as a line. */
import { childrenOf, listAll, type Node } from './document.ts'

const ADDRESS = /^https?:\/\/[^\s<>"{}|\\^`\u0080-\uffff]{1,2040}$/
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/
const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9'
const IMAGE = 'http://www.google.com/schemas/sitemap-image/1.1'
const MOST = 50_000

const texts = (node: Node, name: string) => childrenOf(node, name).map(({ text }) => text)

/** Names in the order of the schema, each as often as it may be. */
function findDisorder(node: Node, names: readonly string[], needed: readonly string[]): string[] {
  const found = node.children.map(({ name }) => name)
  const inOrder = names.filter((name) => found.includes(name))
  return [
    ...needed.filter((name) => !found.includes(name)).map((name) => `${node.name} without ${name}`),
    ...(found.join(' ') === inOrder.join(' ') ? [] : [`${node.name} has ${found.join(' ')}`]),
  ]
}

const wrong = (values: readonly string[], rule: RegExp) => values.filter((value) => !rule.test(value))

/** Sitemap 0.9 and its index; Google's news 0.9 and images 1.1 in it, which come last. */
export function findSitemapBreaches(root: Node): string[] {
  const entry = { sitemapindex: 'sitemap', urlset: 'url' }[root.name]
  if (entry === undefined || root.attributes.xmlns !== SITEMAP) return [`${root.name} ${root.attributes.xmlns}`]
  const places = root.children.flatMap((place) => texts(place, 'loc'))
  const hosts = new Set(places.map((place) => new URL(place).host))
  return [
    ...(root.children.length > MOST ? ['more than 50,000'] : []),
    ...(hosts.size > 1 ? [`several hosts: ${[...hosts]}`] : []),
    ...places.filter((place, index) => places.indexOf(place) !== index).map((place) => `${place} twice`),
    ...root.children.flatMap((place) => [
      ...(place.name === entry ? [] : [`${place.name} in ${root.name}`]),
      ...findDisorder(toProtocol(place), ['loc', 'lastmod', 'changefreq', 'priority', EXTENSION], ['loc']),
      ...wrong(texts(place, 'loc'), ADDRESS),
      ...wrong(texts(place, 'lastmod'), DATE),
    ]),
    ...listAll(root)
      .filter(({ name }) => name === 'news:news')
      .flatMap((news) => findNewsBreaches(news, root)),
    ...listAll(root)
      .filter(({ name }) => name === 'image:image')
      .flatMap((image) => [
        ...(root.attributes['xmlns:image'] === IMAGE ? [] : ['no namespace of images']),
        ...findDisorder(image, ['image:loc'], ['image:loc']),
        ...wrong(texts(image, 'image:loc'), ADDRESS),
      ]),
  ]
}

const EXTENSION = 'elements of other namespaces'

/** Of what is none of the protocol's it says only that it comes last. */
function toProtocol(place: Node): Node {
  const own = place.children.filter(({ name }) => !name.includes(':'))
  const others = place.children.slice(own.length)
  if (others.length === 0 || !others.every(({ name }) => name.includes(':'))) return place
  return { ...place, children: [...own, { ...place, name: EXTENSION, children: others }] }
}

function findNewsBreaches(news: Node, root: Node): string[] {
  const names = ['news:publication', 'news:publication_date', 'news:title']
  return [
    ...(root.attributes['xmlns:news'] === NEWS ? [] : ['no namespace of news']),
    ...findDisorder(news, names, names),
    ...childrenOf(news, 'news:publication').flatMap((publication) => [
      ...findDisorder(publication, ['news:name', 'news:language'], ['news:name', 'news:language']),
      ...wrong(texts(publication, 'news:language'), /^(?:[a-z]{2,3}|zh-cn|zh-tw)$/),
      ...wrong(texts(publication, 'news:name'), /\S/),
    ]),
    ...wrong(texts(news, 'news:publication_date'), DATE),
    ...wrong(texts(news, 'news:title'), /\S/),
  ]
}

const HEAD = ['title', 'dateCreated', 'dateModified', 'ownerName', 'ownerEmail', 'ownerId', 'docs']

/** OPML 2.0; `head` has no order. */
export function findOpmlBreaches(root: Node): string[] {
  const [head] = childrenOf(root, 'head')
  const outlines = listAll(root).filter(({ name }) => name === 'outline')
  return [
    ...(root.name === 'opml' && root.attributes.version === '2.0' ? [] : [`${root.name} ${root.attributes.version}`]),
    ...findDisorder(root, ['head', 'body'], ['head', 'body']),
    ...(head?.children ?? []).filter(({ name }) => !HEAD.includes(name)).map(({ name }) => `head > ${name}`),
    ...outlines.filter(({ attributes }) => !attributes.text).map(() => 'an outline without text'),
    ...outlines.flatMap(({ attributes }) => (attributes.type === 'rss' ? findSubscriptionBreaches(attributes) : [])),
  ]
}

function findSubscriptionBreaches({ xmlUrl, htmlUrl, language, title }: Node['attributes']): string[] {
  return [
    ...(xmlUrl === undefined ? ['a subscription without xmlUrl'] : wrong([xmlUrl], ADDRESS)),
    ...(htmlUrl === undefined ? [] : wrong([htmlUrl], ADDRESS)),
    ...(language === undefined ? [] : wrong([language], /^[a-z]{2,3}(?:-[a-z0-9]+)*$/i)),
    ...(title === '' ? ['an empty title'] : []),
  ]
}
