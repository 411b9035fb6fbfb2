import { Feed } from 'feed'
import { addRssItem } from './rss-item.ts'
import { type FeedView, mediaTypes, toSite } from './view.ts'
import { toElement, toObjects, toText, toTextElement } from './xml-js.ts'

/** How long readers may keep the document, in minutes; HTTP's own caching says it more exactly. */
const TTL = 15

/** The modules that items use. `feed` declares some of them itself, but only when it wrote them itself. */
const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:georss': 'http://www.georss.org/georss',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:slash': 'http://purl.org/rss/1.0/modules/slash/',
  'xmlns:wfw': 'http://wellformedweb.org/CommentAPI/',
}

/** A view as RSS 2.0, written by `feed`; what it cannot say goes through its extensions. */
export function renderRss(view: FeedView): string {
  const feed = new Feed({
    title: toText(view.title),
    link: view.home,
    feed: view.self,
    description: toText(view.description),
    updated: new Date(view.updated),
    generator: 'ara-feeds',
    ttl: TTL,
    ...(view.language ? { language: toText(view.language) } : {}),
    ...(view.channel.icon ? { image: toText(view.channel.icon) } : {}),
    ...(view.channel.rights ? { copyright: toText(view.channel.rights) } : {}),
  })
  // `feed` puts channel extensions on <channel>, so this one becomes its attributes.
  feed.addExtension({ name: '_attributes', objects: NAMESPACES })
  feed.addExtension({ name: 'atom:link', objects: toLinks(view) })
  // Readers give a story without a name the feed's, so all three formats have to have one.
  feed.addExtension({ name: 'dc:creator', objects: toTextElement(view.channel.agency ?? view.channel.title) })
  const site = toSite(view)
  for (const item of view.items) addRssItem(feed, item, site)
  return `${feed.rss2()}\n`
}

function toLinks(view: FeedView): Record<string, unknown> {
  const self = { rel: 'self', type: mediaTypes.rss, href: view.self }
  const next = view.next === undefined ? [] : [{ rel: 'next', type: mediaTypes.rss, href: view.next }]
  return toObjects([self, ...next].map((link) => toElement(link)))
}
