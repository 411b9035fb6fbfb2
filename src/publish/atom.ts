/** Atom 1.0 (RFC 4287). Promises: a valid document for every view that the view type allows. */

import { toPartRun, withOutermost } from '../clean/markup/given.ts'
import type { Content, Person } from '../model/content.ts'
import {
  type Inherited,
  isInherited,
  toFeedAuthor,
  toFeedIcon,
  toFeedId,
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
  escapeText,
  isTakenForHtml,
  type MarkupParts,
  renderAttributes,
  textElement,
  toCdata,
  toWritable,
} from './safe.ts'
import type { Story } from './story.ts'
import { renderTombstone, TOMBSTONES, type Tombstone } from './tombstone.ts'
import type { DocumentHead, FeedNote } from './view.ts'

const NAMESPACES = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:at': TOMBSTONES,
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:georss': 'http://www.georss.org/georss',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:thr': 'http://purl.org/syndication/thread/1.0',
}

/** Atom 1.0 as `render` needs it. */
export const ATOM = {
  head: renderStart,
  story: (story: Story, inherited: Inherited) => toWritable(story, (safe) => renderEntry(safe, inherited)),
  notice: (tombstone: Tombstone, inherited: Inherited) =>
    toWritable(tombstone, (safe) => renderNotice(safe, inherited)),
  note: (note: FeedNote) => toWritable(note, (safe) => [renderNote(safe)]),
  between: '',
  end: '</feed>\n',
}

/** What stands before a feed's entries (RFC 4287 §4.1.1). */
function renderStart(view: DocumentHead): string {
  const start = `<feed${renderAttributes({ ...NAMESPACES, 'xml:lang': toFeedLanguage(view) })}>`
  return `<?xml version="1.0" encoding="utf-8"?>\n${start}\n${renderHead(view)}`
}

function renderHead(view: DocumentHead): string {
  return (
    textElement('id', toFeedId(view)) +
    (view.title === '' ? '<title></title>\n' : textConstruct('title', view.title)) +
    textConstruct('subtitle', view.description) +
    textElement('updated', toRfc3339(view.updated)) +
    feedLinks(view) +
    // Entries without an author take the feed's (RFC 4287 §4.1.1 wants one of the two).
    element('author', {}, textElement('name', toFeedAuthor(view))) +
    textElement('icon', toFeedIcon(view)) +
    textConstruct('rights', view.channel.rights) +
    textElement('generator', 'ara-feeds') +
    (view.archive ? element('fh:archive', {}) : '')
  )
}

/** No other formats: readers take any `alternate` for the site, where they should show the page. */
function feedLinks(view: DocumentHead): string {
  const type = FORMATS.atom.mediaType
  return [
    element('link', { rel: 'self', type, href: view.self }),
    element('link', { rel: 'alternate', type: 'text/html', href: view.home }),
    view.hub === undefined ? '' : element('link', { rel: 'hub', href: view.hub }),
    ...toPageLinks(view).map(([rel, href]) => element('link', { rel, type, href })),
  ].join('')
}

/** A story as an Atom entry (RFC 4287 §4.1.2). */
function renderEntry(story: Story, inherited: Inherited): MarkupParts {
  const { content, item, published, modified } = story
  const own = content.language === undefined || content.language === inherited.language ? undefined : content.language
  const before = `<entry${own === undefined ? '' : renderAttributes({ 'xml:lang': own })}>\n${
    textElement('id', item.id) +
    // A title is demanded even where the story has none.
    (content.title === '' ? '<title></title>\n' : textConstruct('title', content.title)) +
    entryLinks(story) +
    textElement('published', toRfc3339(published)) +
    textElement('updated', toRfc3339(modified ?? published)) +
    people(content, inherited) +
    renderSummary(content)
  }`
  const after = `${
    textConstruct('rights', content.rights) +
    origin(content, modified ?? published) +
    renderMedia(story) +
    renderPress(story)
  }</entry>\n`
  const contentHtml = toGivenHtml(content)
  if (contentHtml === '') return [before + after]
  // What a text leaves relative is so to the story's own address; it is said where readers are sent elsewhere.
  const base = story.original === undefined ? '' : renderAttributes({ 'xml:base': story.original })
  return [`${before}<content type="html"${base}>`, toCdata(contentHtml), `</content>\n${after}`]
}

/**
 * What was taken back: the tombstone, and the entry that stands in its place for readers that know none (RFC 4287
 * §4.1.2; its author is the feed's). The tombstone first: of a document that breaks off in between no story is left.
 */
function renderNotice(tombstone: Tombstone, inherited: Inherited): MarkupParts {
  const { id, link, published, at, title, text, language } = tombstone
  const entry = element(
    'entry',
    { 'xml:lang': language === inherited.language ? undefined : language },
    textElement('id', id) +
      textConstruct('title', title) +
      element('link', { rel: 'alternate', type: 'text/html', href: link }) +
      textElement('published', toRfc3339(published)) +
      textElement('updated', toRfc3339(at)) +
      // Both: a reader that keeps the two apart would keep the one that is not said.
      textElement('summary', withOutermost(escapeText(text), tombstone), { type: 'html' }) +
      textElement('content', withOutermost(`<p>${escapeText(text)}</p>`, tombstone), { type: 'html' }),
  )
  return [renderTombstone(tombstone) + entry]
}

function renderNote({ id, title, link, at, author, html, language, inReplyTo }: FeedNote): string {
  return element(
    'entry',
    { 'xml:lang': language },
    textElement('id', id) +
      textConstruct('title', title) +
      element('link', { rel: 'alternate', type: 'text/html', href: link }) +
      textElement('published', toRfc3339(at)) +
      textElement('updated', toRfc3339(at)) +
      (author === undefined ? '' : renderPerson('author', author)) +
      textElement('content', html, { type: 'html' }) +
      renderReplies(inReplyTo),
  )
}

/** Plain text, said to be HTML where it could be taken for that (RFC 4287 §3.1). */
function textConstruct(name: string, value: string | undefined): string {
  if (value === undefined || value === '') return ''
  return isTakenForHtml(value) ? textElement(name, escapeText(value), { type: 'html' }) : textElement(name, value)
}

/** Only HTML can say which way it runs. */
function renderSummary({ summary, direction, language }: Content): string {
  const run = toPartRun(summary, { direction, language })
  if (run.direction === 'ltr') return textConstruct('summary', summary)
  return textElement('summary', withOutermost(escapeText(summary), run), { type: 'html' })
}

function entryLinks(story: Story): string {
  const { link, shortUrl, original, content } = story
  let text = element('link', { rel: 'alternate', type: 'text/html', href: link })
  text += optionalLink('related', content.externalUrl)
  // The address at the source, where readers are sent to our copy.
  text += optionalLink('via', original)
  text += element('link', { rel: 'shortlink', type: 'text/html', href: shortUrl })
  for (const file of content.attachments) {
    const { url, size, title } = file
    text += element('link', { rel: 'enclosure', type: toFileType(file), length: size, title, href: url })
  }
  return text + replies(story)
}

function optionalLink(rel: string, href: string | undefined): string {
  return href === undefined ? '' : element('link', { rel, href })
}

/** RFC 4685: the page and the feed of the comments, how many there are, and when the last was written. */
function replies({ comments, commentsFeed, commentCount, commented }: Story): string {
  const talk = {
    'thr:count': commentCount,
    'thr:updated': commented === undefined ? undefined : toRfc3339(commented),
  }
  const link = (type: string, href: string) => element('link', { rel: 'replies', type, href, ...talk })
  return (
    (comments === undefined ? '' : link('text/html', comments)) +
    (commentsFeed === undefined ? '' : link(FORMATS.atom.mediaType, commentsFeed)) +
    textElement('thr:total', commentCount)
  )
}

function people({ authors, contributors, categories }: Content, inherited: Inherited): string {
  let text = ''
  if (!isInherited(authors, inherited)) for (const author of authors) text += renderPerson('author', author)
  for (const contributor of contributors) text += renderPerson('contributor', contributor)
  for (const { name, scheme, label } of categories) text += element('category', { term: name, scheme, label })
  return text
}

/** No e-mail addresses: JSON Feed has no place for them, and all formats say the same. */
function renderPerson(element: 'author' | 'contributor', { name, url }: Person): string {
  return `<${element}>\n${textElement('name', name)}${textElement('uri', url)}</${element}>\n`
}

/** The publication an item was taken from; `updated` is demanded, and it has published nothing of it later (§4.2.11). */
function origin({ origin: from }: Content, updated: number): string {
  if (from === undefined) return ''
  const id = from.id ?? from.url
  if (id === undefined && from.title === undefined) return ''
  const inside =
    textElement('id', id) +
    textConstruct('title', from.title ?? from.url ?? id) +
    textElement('updated', toRfc3339(updated)) +
    optionalLink('alternate', from.url)
  return element('source', {}, inside)
}
