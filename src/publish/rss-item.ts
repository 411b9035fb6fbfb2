import type { Attachment, Content } from '../model/content.ts'
import { toRfc3339 } from './facts.ts'
import { renderMedia } from './media.ts'
import { toMediaType } from './media-type.ts'
import { renderPress } from './press.ts'
import type { Parts } from './safe.ts'
import type { Story } from './story.ts'
import { renderTombstone, TOMBSTONES, type Tombstone } from './tombstone.ts'
import { element, escapeText, looksLikeHtml, textElement, toCdata } from './xml.ts'

/** A story as an item. `language` is the document's. */
export function renderRssItem(story: Story, language: string): Parts {
  const { content } = story
  const { title, summary, contentHtml } = content
  const start = `<item>\n${textElement('title', toTitle(title))}${textElement('link', story.link)}`
  // An item has a title or a description, and the description stands before the content (RSS Advisory Board).
  const isNeeded = summary !== '' || contentHtml !== '' || title === ''
  const before = isNeeded ? start + description(summary) : start
  const after = `${
    people(content) +
    textElement('guid', story.item.id, NO_PERMALINK) +
    textElement('pubDate', toRfc822(story.published)) +
    (story.modified === undefined ? '' : textElement('atom:updated', toRfc3339(story.modified))) +
    enclosures(content.attachments) +
    discussion(story) +
    links(story) +
    renderMedia(content.attachments, story.picture) +
    terms(content, language) +
    renderPress(story)
  }</item>\n`
  if (contentHtml === '') return [before + after]
  return [`${before}<content:encoded>`, toCdata(contentHtml), `</content:encoded>\n${after}`]
}

/** Readers keep what they once saw, so what was taken back comes again under the same guid. */
export function renderRssNotice(tombstone: Tombstone, ofFeed: string): Parts {
  const { id, link, published, at, title, text, language } = tombstone
  const item = `<item>\n${
    // Declared where it is used: closed documents without one keep their bytes.
    renderTombstone(tombstone, { 'xmlns:at': TOMBSTONES }) +
    textElement('title', toTitle(title)) +
    textElement('link', link) +
    description(text) +
    textElement('guid', id, NO_PERMALINK) +
    textElement('pubDate', toRfc822(published)) +
    textElement('atom:updated', toRfc3339(at)) +
    textElement('dc:language', language === ofFeed ? undefined : language)
  }</item>\n`
  return [item]
}

/** A guid never is the address that readers are sent to. */
const NO_PERMALINK = { isPermaLink: 'false' }

/** RFC 822 with a year of four digits. */
export function toRfc822(time: number): string {
  return new Date(time).toUTCString()
}

/** A description is HTML to every reader, so plain text is escaped once more. */
export function description(text: string): string {
  return `<description>${escapeText(escapeText(text))}</description>\n`
}

/**
 * Some readers take a title for text, others for HTML where it looks like that (an end tag, a reference): newsboat and
 * sfeed, Universal Feed Parser. What looks like it is escaped once more; nothing else is, since the former show that.
 */
export function toTitle(title: string): string {
  return looksLikeHtml(title) ? escapeText(title) : title
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
      const type = toMediaType(file)
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
