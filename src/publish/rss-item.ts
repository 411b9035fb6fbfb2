import type { Feed } from 'feed'
import type { Content, StoredItem } from '../model.ts'
import { type Site, toLink, toModified, toPicture, toPublished, toRfc3339, toShortUrl } from './facts.ts'
import { withKeptPictures } from './kept.ts'
import { toMediaType } from './media-type.ts'
import { escapeText } from './xml.ts'
import { type Element, toElement, toHtmlElement, toObjects, toTextElement } from './xml-js.ts'

type Extensions = Readonly<Record<string, Element | readonly Element[] | undefined>>

/** Adds an item. `feed` is handed the date and the order; every other element is ours, to escape it right. */
export function addRssItem(feed: Feed, stored: StoredItem, site: Site): void {
  const item = withKeptPictures(stored, site.base)
  const link = toLink(item, site)
  const extensions: Extensions = {
    ...head(item, link, site),
    ...texts(item.content),
    ...people(item.content),
    ...files(item.content),
    ...discussion(item.content),
    ...press(item.content),
  }
  feed.addItem({
    title: item.content.title,
    link,
    id: item.id,
    date: new Date(toPublished(item)),
    extensions: Object.entries(extensions).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, objects: toObjects(value) }],
    ),
  })
}

function head(item: StoredItem, link: string, site: Site): Extensions {
  const { content } = item
  const modified = toModified(item)
  return {
    title: text(toTitle(content.title)),
    link: text(link),
    guid: toTextElement(item.id, { isPermaLink: 'false' }),
    'atom:updated': modified === undefined ? undefined : toTextElement(toRfc3339(modified)),
    'atom:link': [
      toElement({ rel: 'shortlink', type: 'text/html', href: toShortUrl(item, site.base) }),
      ...optionalLink('via', content.url === link ? undefined : content.url),
      ...optionalLink('related', content.externalUrl),
    ],
  }
}

/**
 * Most readers take a title for HTML, some for text. What both read alike goes out as it is; the rest is escaped
 * once more, for the many.
 */
function toTitle(title: string): string {
  return /<[a-z!/?]|&[#a-z]/i.test(title) ? escapeText(title) : title
}

function optionalLink(rel: string, href: string | undefined): Element[] {
  return href === undefined ? [] : [toElement({ rel, href })]
}

/**
 * A description is HTML to every reader, so the plain summary is escaped once more.
 * An item has to have a title or a description, be it an empty one.
 */
function texts({ title, summary, contentHtml, language, rights }: Content): Extensions {
  return {
    description: summary === '' && title !== '' ? undefined : toHtmlElement(escapeText(summary)),
    'content:encoded': contentHtml === '' ? undefined : toHtmlElement(contentHtml),
    'dc:language': text(language),
    'dc:rights': text(rights),
  }
}

/** RSS's own `author` has to be an e-mail address, which nobody wants published. */
function people({ authors, contributors, categories }: Content): Extensions {
  return {
    'dc:creator': authors.map(({ name }) => toTextElement(name)),
    'dc:contributor': contributors.map(({ name }) => toTextElement(name)),
    category: categories.map(({ name, label, scheme }) => toTextElement(label || name, { domain: scheme })),
  }
}

function files(content: Content): Extensions {
  const image = toPicture(content)
  return {
    enclosure: content.attachments.map((file) =>
      // All three are demanded; 0 is what the specification's readers take for "not known".
      toElement({ url: file.url, length: file.size ?? 0, type: toMediaType(file) }),
    ),
    'media:content': image && picture(image),
    'media:thumbnail': image && toElement({ url: image.url, width: image.width, height: image.height }),
  }
}

function picture({ url, type, width, height, caption, credit }: NonNullable<ReturnType<typeof toPicture>>): Element {
  return toElement(
    { url, type, medium: 'image', width, height },
    {
      ...(caption ? { 'media:description': toTextElement(caption, { type: 'plain' }) } : {}),
      ...(credit ? { 'media:credit': toTextElement(credit) } : {}),
    },
  )
}

function discussion({ comments, commentsFeed, commentCount, origin }: Content): Extensions {
  return {
    comments: text(comments),
    'wfw:commentRss': text(commentsFeed),
    'slash:comments': commentCount === undefined ? undefined : toTextElement(String(commentCount)),
    source: origin?.url === undefined ? undefined : toTextElement(origin.title ?? origin.url, { url: origin.url }),
  }
}

/** What the agency prints around a story, in Dublin Core's terms. */
function press({ dateline, agency, source, location }: Content): Extensions {
  const point = location && `${location.latitude} ${location.longitude}`
  return {
    'dc:coverage': text(dateline),
    'dc:publisher': text(agency),
    'dc:source': text(source),
    'georss:point': text(point),
    'georss:featureName': text(location?.name),
  }
}

function text(value: string | undefined): Element | undefined {
  return value === undefined || value === '' ? undefined : toTextElement(value)
}
