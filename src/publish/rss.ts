import { Feed } from 'feed'
import { toRfc3339 } from './facts.ts'
import { toFeedAuthor, toFeedIcon, toFeedLanguage, toPageLinks } from './head.ts'
import { type DocumentHead, type Format, mediaTypes } from './view.ts'
import { type Element, toElement, toObjects, toText, toTextElement } from './xml-js.ts'

/** How long readers may keep the document, in minutes; HTTP's own caching says it more exactly. */
const TTL = 15

/** The modules that items use. `feed` declares some of them itself, but only when it wrote them itself. */
const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:foaf': 'http://xmlns.com/foaf/0.1/',
  'xmlns:georss': 'http://www.georss.org/georss',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:slash': 'http://purl.org/rss/1.0/modules/slash/',
  'xmlns:sy': 'http://purl.org/rss/1.0/modules/syndication/',
  'xmlns:thr': 'http://purl.org/syndication/thread/1.0',
  'xmlns:wfw': 'http://wellformedweb.org/CommentAPI/',
}

/** What stands before a document's items. The channel is written by `feed`, its end left off. */
export function renderRss(view: DocumentHead): string {
  const feed = new Feed({
    title: toText(view.title),
    link: view.home,
    description: toText(view.description),
    updated: new Date(view.updated),
    generator: 'ara-feeds',
    // The W3C's validator warns of attributes that modules add to each other, unless this is the specification.
    docs: 'http://www.rssboard.org/rss-specification',
    ttl: TTL,
    language: toText(toFeedLanguage(view)),
    image: toText(toFeedIcon(view)),
    ...(view.channel.rights ? { copyright: toText(view.channel.rights) } : {}),
  })
  for (const [name, value] of Object.entries(toExtensions(view))) {
    if (value !== undefined) feed.addExtension({ name, objects: toObjects(value) })
  }
  const shell = feed.rss2()
  // Text is escaped, so this is the channel's own end.
  const end = shell.lastIndexOf('</channel>')
  return `${shell.slice(0, end).trimEnd()}\n`
}

/** What `feed` has no option for. It puts these on <channel>, so `_attributes` become the channel's. */
function toExtensions(view: DocumentHead): Readonly<Record<string, Element | readonly Element[] | undefined>> {
  const { webMaster } = view.channel
  const name = webMaster?.name === undefined ? '' : ` (${webMaster.name})`
  return {
    _attributes: NAMESPACES,
    webMaster: webMaster && toTextElement(`${webMaster.email}${name}`),
    'atom:link': toLinks(view),
    'atom:updated': toTextElement(toRfc3339(view.updated)),
    'fh:archive': view.archive && {},
    'sy:updatePeriod': toTextElement('hourly'),
    'sy:updateFrequency': toTextElement(String(60 / TTL)),
    // Readers give a story without a name the feed's, so all three formats have to have one.
    'dc:creator': toTextElement(toFeedAuthor(view)),
  }
}

function toLinks(view: DocumentHead): Element[] {
  const type = mediaTypes.rss
  const others: readonly Format[] = ['atom', 'json']
  return [
    toElement({ rel: 'self', type, href: view.self }),
    ...others.map((format) => toElement({ rel: 'alternate', type: mediaTypes[format], href: view.alternates[format] })),
    ...(view.hub === undefined ? [] : [toElement({ rel: 'hub', href: view.hub })]),
    ...toPageLinks(view).map(([rel, href]) => toElement({ rel, type, href })),
  ]
}
