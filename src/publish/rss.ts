/**
 * RSS 2.0, with the modules that readers know. Promises: a valid document for every view; titles that readers show as
 * they were written, whether they take them for text or for HTML.
 */

import { Feed } from 'feed'
import { type Run, toPartRun, withOutermost } from '../clean/markup/given.ts'
import type { Attachment, Content } from '../model/content.ts'
import {
  type Inherited,
  toFeedAuthor,
  toFeedIcon,
  toFeedLanguage,
  toGivenHtml,
  toPageLinks,
  toRfc3339,
} from './facts.ts'
import { FORMATS } from './formats.ts'
import { renderMedia, renderPress, renderReplies } from './media.ts'
import { toFileType } from './media-type.ts'
import {
  element,
  escapeAttribute,
  escapeText,
  isTakenForHtml,
  type MarkupParts,
  textElement,
  toCdata,
  toWritable,
} from './safe.ts'
import type { Story } from './story.ts'
import { renderTombstone, TOMBSTONES, type Tombstone } from './tombstone.ts'
import type { DocumentHead, FeedNote } from './view.ts'

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

/** RSS 2.0 as `render` needs it. */
export const RSS = {
  head: renderHead,
  story: (story: Story, { language }: Inherited) => toWritable(story, (safe) => renderItem(safe, language)),
  notice: (tombstone: Tombstone, { language }: Inherited) =>
    toWritable(tombstone, (safe) => renderNotice(safe, language)),
  note: (note: FeedNote) => toWritable(note, (safe) => [renderNote(safe)]),
  between: '',
  end: '</channel>\n</rss>\n',
}

/** What stands before a document's items. The channel is written by `feed`, its end left off. */
function renderHead(view: DocumentHead): string {
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
    // Readers give a story without a name the feed's, so every format has to have one.
    'dc:creator': toTextElement(toFeedAuthor(view)),
  }
}

/** No other formats: readers take any `alternate` for the site, where they should show the page. */
function toLinks(view: DocumentHead): Element[] {
  const type = FORMATS.rss.mediaType
  return [
    toElement({ rel: 'self', type, href: view.self }),
    ...(view.hub === undefined ? [] : [toElement({ rel: 'hub', href: view.hub })]),
    ...toPageLinks(view).map(([rel, href]) => toElement({ rel, type, href })),
  ]
}

/** A story as an item. `language` is the document's. */
function renderItem(story: Story, language: string): MarkupParts {
  const { content } = story
  const { title, summary } = content
  const contentHtml = toGivenHtml(content)
  const start = `<item>\n${textElement('title', toRssTitle(title))}${textElement('link', story.link)}`
  // An item has a title or a description, and the description stands before the content (RSS Advisory Board).
  const isNeeded = summary !== '' || contentHtml !== '' || title === ''
  const before = isNeeded ? start + description(summary, content) : start
  const after = `${
    people(content) +
    textElement('guid', story.item.id, NO_PERMALINK) +
    textElement('pubDate', toRfc822(story.published)) +
    (story.modified === undefined ? '' : textElement('atom:updated', toRfc3339(story.modified))) +
    enclosures(content.attachments) +
    discussion(story) +
    links(story) +
    renderMedia(story) +
    terms(content, language) +
    renderPress(story)
  }</item>\n`
  if (contentHtml === '') return [before + after]
  return [`${before}<content:encoded>`, toCdata(contentHtml), `</content:encoded>\n${after}`]
}

/** Readers keep what they once saw, so what was taken back comes again under the same guid. */
function renderNotice(tombstone: Tombstone, ofFeed: string): MarkupParts {
  const { id, link, published, at, title, text, language } = tombstone
  const item = `<item>\n${
    // Declared where it is used: closed documents without one keep their bytes.
    renderTombstone(tombstone, { 'xmlns:at': TOMBSTONES }) +
    textElement('title', toRssTitle(title)) +
    textElement('link', link) +
    description(text, tombstone) +
    textElement('guid', id, NO_PERMALINK) +
    textElement('pubDate', toRfc822(published)) +
    textElement('atom:updated', toRfc3339(at)) +
    textElement('dc:language', language === ofFeed ? undefined : language)
  }</item>\n`
  return [item]
}

function renderNote({ id, title, link, at, author, html, language, inReplyTo }: FeedNote): string {
  return `<item>\n${
    textElement('title', toRssTitle(title)) +
    textElement('link', link) +
    `<description>${escapeText(html)}</description>\n` +
    textElement('dc:creator', author?.name) +
    textElement('guid', id, NO_PERMALINK) +
    textElement('pubDate', toRfc822(at)) +
    renderReplies(inReplyTo) +
    textElement('dc:language', language)
  }</item>\n`
}

/** A guid never is the address that readers are sent to. */
const NO_PERMALINK = { isPermaLink: 'false' }

/** RFC 822 with a year of four digits. */
function toRfc822(time: number): string {
  return new Date(time).toUTCString()
}

/** A description is HTML to every reader, so plain text is escaped once more. */
function description(text: string, run: Run): string {
  return `<description>${escapeText(withOutermost(escapeText(text), toPartRun(text, run)))}</description>\n`
}

/**
 * Some readers take a title for text, others for HTML where it looks like that (an end tag, a reference): newsboat and
 * sfeed, Universal Feed Parser. What looks like it is escaped once more; nothing else is, since the former show that.
 */
function toRssTitle(title: string): string {
  return isTakenForHtml(title) ? escapeText(title) : title
}

/** RSS's own `author` has to be an e-mail address, which nobody wants published. */
function people(content: Content): string {
  const { contributors, categories } = content
  let text = creators(content)
  for (const { name } of contributors) text += textElement('dc:contributor', name)
  for (const { name, label, scheme } of categories) text += textElement('category', label || name, { domain: scheme })
  return text
}

/**
 * Of several creators newsboat, Miniflux and rss2email show the last, sfeed the first: in one line everybody shows all.
 * One by one they are FOAF's makers, which readers pass over. Atom's authors are not for that: FreshRSS would show each
 * name twice, Universal Feed Parser the last, and an item may have but one (W3C's validator).
 */
function creators({ authors }: Content): string {
  const names = authors.map(({ name }) => name).filter((name) => name !== '')
  const line = textElement('dc:creator', names.join(names.some(isArabic) ? '، ' : ', '))
  if (names.length < 2) return line
  return line + names.map((name) => element('foaf:maker', {}, toAgent(name))).join('')
}

function isArabic(name: string): boolean {
  return /\p{Script=Arabic}/u.test(name)
}

function toAgent(name: string): string {
  return element('foaf:Agent', {}, textElement('foaf:name', name))
}

/** RSS has one enclosure an item (RSS Advisory Board); the others are Atom's. */
function enclosures(files: readonly Attachment[]): string {
  return files
    .map((file, index) => {
      const { url, size, title } = file
      const type = toFileType(file)
      // All three are demanded; 0 is what the specification's readers take for "not known".
      if (index === 0) return element('enclosure', { url, length: size ?? 0, type })
      return element('atom:link', { rel: 'enclosure', type, length: size, title, href: url })
    })
    .join('')
}

function discussion({ comments, commentsFeed, commentCount, content }: Story): string {
  const { origin } = content
  const source = origin?.url === undefined ? '' : textElement('source', origin.title ?? origin.url, { url: origin.url })
  return (
    source +
    textElement('comments', comments) +
    textElement('wfw:commentRss', commentsFeed) +
    textElement('slash:comments', commentCount) +
    textElement('thr:total', commentCount)
  )
}

function links({ shortUrl, original, content }: Story): string {
  return (
    element('atom:link', { rel: 'shortlink', type: 'text/html', href: shortUrl }) +
    (original === undefined ? '' : element('atom:link', { rel: 'via', href: original })) +
    (content.externalUrl === undefined ? '' : element('atom:link', { rel: 'related', href: content.externalUrl }))
  )
}

function terms({ language, rights }: Content, ofFeed: string): string {
  return textElement('dc:language', language === ofFeed ? undefined : language) + textElement('dc:rights', rights)
}

// Values for xml-js, which `feed` writes with. Seen in xml-js 1.6.11: text turns `&amp;` back into `&` before it
// escapes, attributes escape nothing but quotes, and of several `]]>` in CDATA only the first is taken apart.

/** Text that comes out as it went in. */
function toText(text: string): string {
  return text.replaceAll('&', '&amp;')
}

/** An element with text in it. */
function toTextElement(text: string, attributes: Attributes = {}): Element {
  return { _attributes: toAttributes(attributes), _text: toText(text) }
}

/** An element with nothing but attributes and children. */
function toElement(attributes: Attributes, children: Element = {}): Element {
  return { _attributes: toAttributes(attributes), ...children }
}

/** Attributes, escaped, without the missing ones. */
function toAttributes(attributes: Attributes): Record<string, string> {
  const present = Object.entries(attributes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present.map(([name, value]) => [name, escapeAttribute(String(value))]))
}

/** One element after the other under one name: `feed` calls it a record, xml-js takes a list as well. */
function toObjects(value: Element | readonly Element[]): Record<string, unknown> {
  return value as Record<string, unknown>
}

type Element = Readonly<Record<string, unknown>>

type Attributes = Readonly<Record<string, string | number | undefined>>
