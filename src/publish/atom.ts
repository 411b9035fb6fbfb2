import { textConstruct } from './atom-entry.ts'
import { toRfc3339 } from './facts.ts'
import { toFeedAuthor, toFeedIcon, toFeedId, toFeedLanguage, toPageLinks } from './head.ts'
import { TOMBSTONES } from './tombstone.ts'
import { type DocumentHead, type Format, mediaTypes } from './view.ts'
import { element, renderAttributes, textElement } from './xml.ts'

const NAMESPACES = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:at': TOMBSTONES,
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:georss': 'http://www.georss.org/georss',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:thr': 'http://purl.org/syndication/thread/1.0',
}

/** What stands before a feed's entries (RFC 4287 §4.1.1). */
export function renderAtom(view: DocumentHead): string {
  const start = `<feed${renderAttributes({ ...NAMESPACES, 'xml:lang': toFeedLanguage(view) })}>`
  return `<?xml version="1.0" encoding="utf-8"?>\n${start}\n${renderHead(view)}`
}

function renderHead(view: DocumentHead): string {
  return (
    textElement('id', toFeedId(view)) +
    (view.title === '' ? '<title></title>\n' : textConstruct('title', view.title)) +
    textConstruct('subtitle', view.description) +
    textElement('updated', toRfc3339(view.updated)) +
    links(view) +
    // Entries without an author take the feed's (RFC 4287 §4.1.1 wants one of the two).
    element('author', {}, textElement('name', toFeedAuthor(view))) +
    textElement('icon', toFeedIcon(view)) +
    textConstruct('rights', view.channel.rights) +
    textElement('generator', 'ara-feeds') +
    (view.archive ? element('fh:archive', {}) : '')
  )
}

function links(view: DocumentHead): string {
  const type = mediaTypes.atom
  const others: readonly Format[] = ['rss', 'json']
  return [
    element('link', { rel: 'self', type, href: view.self }),
    element('link', { rel: 'alternate', type: 'text/html', href: view.home }),
    ...others.map((format) =>
      element('link', { rel: 'alternate', type: mediaTypes[format], href: view.alternates[format] }),
    ),
    view.hub === undefined ? '' : element('link', { rel: 'hub', href: view.hub }),
    ...toPageLinks(view).map(([rel, href]) => element('link', { rel, type, href })),
  ].join('')
}
