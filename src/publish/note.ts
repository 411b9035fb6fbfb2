import { toPlainText } from '../clean/plain-text.ts'
import type { Person } from '../model/content.ts'
import { renderPerson, textConstruct } from './atom-entry.ts'
import { toRfc3339 } from './facts.ts'
import type { JsonItem } from './json-item.ts'
import { type RenderedDocument, renderDocument } from './render.ts'
import { toRfc822, toTitle } from './rss-item.ts'
import { toDraft } from './safe.ts'
import type { DocumentHead, Format } from './view.ts'
import { element, escapeText, textElement } from './xml.ts'

/** What somebody says of a story: a comment, a correction. Shorter than a story, and never a story itself. */
export type Note = {
  /** A tag URI that never changes. */
  readonly id: string
  readonly title: string
  readonly link: string
  readonly at: number
  readonly author?: Person
  /** Safe HTML. */
  readonly html: string
  readonly language?: string
  /** What it answers, by id and address: the story, and the comment (RFC 4685). */
  readonly inReplyTo: readonly { readonly ref: string; readonly href: string }[]
}

/** Notes as a feed document. */
export function renderNotes(format: Format, head: DocumentHead, notes: readonly Note[]): RenderedDocument {
  const render = { rss: renderRssNote, atom: renderAtomNote, json: renderJsonNote }[format]
  return renderDocument(
    format,
    head,
    notes.map((note) => toDraft(note, (safe) => [render(safe)])),
  )
}

function renderRssNote({ id, title, link, at, author, html, language, inReplyTo }: Note): string {
  return `<item>\n${
    textElement('title', toTitle(title)) +
    textElement('link', link) +
    `<description>${escapeText(html)}</description>\n` +
    textElement('dc:creator', author?.name) +
    textElement('guid', id, { isPermaLink: 'false' }) +
    textElement('pubDate', toRfc822(at)) +
    renderReplies(inReplyTo) +
    textElement('dc:language', language)
  }</item>\n`
}

function renderAtomNote({ id, title, link, at, author, html, language, inReplyTo }: Note): string {
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

function renderReplies(inReplyTo: Note['inReplyTo']): string {
  return inReplyTo.map(({ ref, href }) => element('thr:in-reply-to', { ref, href, type: 'text/html' })).join('')
}

function renderJsonNote(note: Note): string {
  return JSON.stringify(toJsonNote(note))
}

function toJsonNote({ id, title, link, at, author, html, language, inReplyTo }: Note): JsonItem {
  return {
    id,
    url: link,
    title,
    content_html: html,
    content_text: toPlainText({ value: html, type: 'html' }),
    date_published: toRfc3339(at),
    ...(author === undefined ? {} : { authors: [{ name: author.name, ...(author.url ? { url: author.url } : {}) }] }),
    ...(language === undefined ? {} : { language }),
    _ara: { in_reply_to: inReplyTo.map(({ ref, href }) => ({ id: ref, url: href })) },
  }
}
