import { renderAtomEntry } from './atom-entry.ts'
import { toRfc3339 } from './facts.ts'
import { type FeedView, type Format, mediaTypes, toSite } from './view.ts'
import { element, group, type Markup, renderDocument, textElement } from './xml.ts'

const NAMESPACES = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:thr': 'http://purl.org/syndication/thread/1.0',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:georss': 'http://www.georss.org/georss',
}

/** A view as an Atom feed (RFC 4287). */
export function renderAtom(view: FeedView): string {
  const site = toSite(view)
  const entries = view.items.map((item) => renderAtomEntry(item, site, view.language))
  return renderDocument(element('feed', { ...NAMESPACES, 'xml:lang': view.language }, head(view), ...entries))
}

function head(view: FeedView): Markup {
  return group(
    textElement('id', toFeedId(view)),
    textElement('title', view.title),
    textElement('subtitle', view.description),
    textElement('updated', toRfc3339(view.updated)),
    links(view),
    // Entries without an author take the feed's (RFC 4287 §4.1.1 wants one of the two).
    element('author', {}, textElement('name', view.channel.agency ?? view.channel.title)),
    textElement('icon', view.channel.icon),
    textElement('rights', view.channel.rights),
    textElement('generator', 'ara-feeds'),
  )
}

function links(view: FeedView): Markup {
  const others: readonly Format[] = ['rss', 'json']
  return group(
    element('link', { rel: 'self', type: mediaTypes.atom, href: view.self }),
    element('link', { rel: 'alternate', type: 'text/html', href: view.home }),
    ...others.map((format) =>
      element('link', { rel: 'alternate', type: mediaTypes[format], href: view.alternates[format] }),
    ),
    view.next === undefined ? group() : element('link', { rel: 'next', type: mediaTypes.atom, href: view.next }),
  )
}

/** A tag URI (RFC 4151) of the document's path: it stays when the service moves, and is the same for any `limit`. */
function toFeedId(view: FeedView): string {
  const { pathname, searchParams } = new URL(view.self)
  searchParams.delete('limit')
  const query = searchParams.toString()
  return `tag:${view.channel.tag}:${pathname}${query === '' ? '' : `?${query}`}`
}
