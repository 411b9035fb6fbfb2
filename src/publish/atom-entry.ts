import type { Category, Content, Person, StoredItem } from '../model.ts'
import { type Site, toLink, toModified, toPicture, toPublished, toRfc3339, toShortUrl } from './facts.ts'
import { withKeptPictures } from './kept.ts'
import { toMediaType } from './media-type.ts'
import { element, group, type Markup, nothing, textElement } from './xml.ts'

/** An item as an Atom entry (RFC 4287 §4.1.2). */
export function renderAtomEntry(stored: StoredItem, site: Site, feedLanguage: string | undefined): Markup {
  const item = withKeptPictures(stored, site.base)
  const { content } = item
  const language = content.language === feedLanguage ? undefined : content.language
  return element(
    'entry',
    { 'xml:lang': language },
    textElement('id', item.id),
    // A title is demanded even where the story has none.
    content.title === '' ? element('title', {}) : textElement('title', content.title),
    links(item, site),
    textElement('published', toRfc3339(toPublished(item))),
    textElement('updated', toRfc3339(toModified(item) ?? toPublished(item))),
    ...content.authors.map((author) => person('author', author)),
    ...content.contributors.map((contributor) => person('contributor', contributor)),
    ...content.categories.map(category),
    textElement('summary', content.summary),
    textElement('content', content.contentHtml, { type: 'html' }),
    textElement('rights', content.rights),
    origin(content),
    picture(content),
    press(content),
  )
}

function links(item: StoredItem, site: Site): Markup {
  const { content } = item
  const link = toLink(item, site)
  const original = content.url === link ? undefined : content.url
  return group(
    element('link', { rel: 'alternate', type: 'text/html', href: link }),
    optionalLink('related', content.externalUrl),
    // The address at the source, where readers are sent to our copy (rel registered by HTML).
    optionalLink('via', original),
    element('link', { rel: 'shortlink', type: 'text/html', href: toShortUrl(item, site.base) }),
    ...content.attachments.map((file) =>
      element('link', {
        rel: 'enclosure',
        type: toMediaType(file),
        length: file.size,
        title: file.title,
        href: file.url,
      }),
    ),
    replies(content),
  )
}

function optionalLink(rel: string, href: string | undefined): Markup {
  return href === undefined ? nothing : element('link', { rel, href })
}

/** RFC 4685: the page and the feed of the comments. */
function replies({ comments, commentsFeed, commentCount }: Content): Markup {
  return group(
    comments === undefined
      ? nothing
      : element('link', { rel: 'replies', type: 'text/html', href: comments, 'thr:count': commentCount }),
    commentsFeed === undefined
      ? nothing
      : element('link', {
          rel: 'replies',
          type: 'application/atom+xml',
          href: commentsFeed,
          'thr:count': commentCount,
        }),
    textElement('thr:total', commentCount),
  )
}

/** No e-mail addresses: JSON Feed has no place for them, and the three formats say the same. */
function person(name: 'author' | 'contributor', { name: called, url }: Person): Markup {
  return element(name, {}, textElement('name', called), textElement('uri', url))
}

function category({ name, scheme, label }: Category): Markup {
  return element('category', { term: name, scheme, label })
}

function origin({ origin: from }: Content): Markup {
  if (from === undefined) return nothing
  const link = optionalLink('alternate', from.url)
  return element('source', {}, textElement('id', from.id), textElement('title', from.title), link)
}

function picture(content: Content): Markup {
  const image = toPicture(content)
  if (image === undefined) return nothing
  const { url, type, width, height, caption, credit } = image
  return group(
    element(
      'media:content',
      { url, type, medium: 'image', width, height },
      textElement('media:description', caption, { type: 'plain' }),
      textElement('media:credit', credit),
    ),
    element('media:thumbnail', { url, width, height }),
  )
}

/** What the agency prints around a story, in Dublin Core's terms. */
function press({ dateline, agency, source, location }: Content): Markup {
  return group(
    textElement('dc:coverage', dateline),
    textElement('dc:publisher', agency),
    textElement('dc:source', source),
    location === undefined ? nothing : textElement('georss:point', `${location.latitude} ${location.longitude}`),
    textElement('georss:featureName', location?.name),
  )
}
