/**
 * Feeds of what is said about stories: comments and corrections. Promises: none of their entries is ever taken for the
 * story itself.
 */

import { toPlainText } from '../clean/markup/plain.ts'
import type { Comment, Person } from '../model/content.ts'
import type { StoredItem } from '../model/model.ts'
import { renderPerson, textConstruct } from './atom.ts'
import { type Site, toPermalink, toPublished, toRfc3339, toShortUrl, toSite } from './facts.ts'
import type { JsonItem } from './json.ts'
import { type RenderedDocument, renderDocument } from './render.ts'
import { toRfc822, toRssTitle } from './rss.ts'
import { toUri, toWritable } from './safe.ts'
import { toNoticeTitle, toNoticeWords } from './tombstone.ts'
import type { CommentsView, Correction, CorrectionsView, DocumentHead, Format } from './view.ts'
import { element, escapeAttribute, escapeText, textElement } from './xml.ts'

/** What somebody says of a story: a comment, a correction. Shorter than a story, and never a story itself. */
type Note = {
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
function renderNotes(format: Format, head: DocumentHead, notes: readonly Note[]): RenderedDocument {
  const render = { rss: renderRssNote, atom: renderAtomNote, json: renderJsonNote }[format]
  return renderDocument(
    format,
    head,
    notes.map((note) => toWritable(note, (safe) => [render(safe)])),
  )
}

function renderRssNote({ id, title, link, at, author, html, language, inReplyTo }: Note): string {
  return `<item>\n${
    textElement('title', toRssTitle(title)) +
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

/** Readers' comments as a feed document: of one story, or of all of them. */
export function renderComments(format: Format, view: CommentsView): RenderedDocument {
  const { comments, ...head } = view
  return renderNotes(
    format,
    head,
    comments.map(({ comment, item }) => toCommentNote(comment, item, view)),
  )
}

function toCommentNote(comment: Comment, item: StoredItem, view: CommentsView): Note {
  const page = toPermalink(item, view.base)
  const { title } = item.content
  const story = title === '' ? page : title
  const { language } = item.content
  return {
    id: toCommentId(comment.id, item, view),
    title: comment.author === '' ? `On ${story}` : `By ${comment.author} on ${story}`,
    link: toCommentLink(comment.id, page),
    // Comments without a date came with their story.
    at: comment.at ?? toPublished(item),
    ...(comment.author === '' ? {} : { author: toAuthor(comment) }),
    html: comment.html,
    ...(language === undefined || language === view.language ? {} : { language }),
    inReplyTo: [
      { ref: item.id, href: page },
      ...(comment.parent === undefined
        ? []
        : [{ ref: toCommentId(comment.parent, item, view), href: toCommentLink(comment.parent, page) }]),
    ],
  }
}

function toAuthor({ author, url }: Comment): NonNullable<Note['author']> {
  return { name: author, ...(url === undefined ? {} : { url: toUri(url) }) }
}

/** A tag URI (RFC 4151) under the story's key, which never changes. */
function toCommentId(id: string, item: StoredItem, { channel, channels }: CommentsView): string {
  const { tag } = channels?.find((one) => one.id === item.channel) ?? channel
  return `tag:${tag}:${item.key}/comments/${encodeURIComponent(id.toWellFormed())}`
}

function toCommentLink(id: string, page: string): string {
  return `${page}#comment-${encodeURIComponent(id.toWellFormed())}`
}

/** What was corrected, taken back and restored, with the editor's notes, as a feed document. */
export function renderCorrections(format: Format, view: CorrectionsView): RenderedDocument {
  const { corrections, ...head } = view
  return renderNotes(
    format,
    head,
    corrections.map((correction) => toCorrectionNote(correction, view)),
  )
}

/** What is said of a story; of an erased one nothing but why, whatever happened to it before, and not its slug. */
export function toCorrectionWords({ item, note, kind }: Pick<Correction, 'item' | 'note' | 'kind'>, site: Site) {
  const channel = site.channels.find(({ id }) => id === item.channel) ?? site.channels[0]
  const story = item.erased ? '' : item.content.title
  const language = item.content.language ?? channel?.language ?? 'en'
  const said = note ?? (kind === 'retract' ? item.reason : undefined) ?? toNoticeWords(language).sentences[kind]
  return { story, title: toNoticeTitle(kind, story, language), said, language }
}

function toCorrectionNote(correction: Correction, view: CorrectionsView): Note {
  const { item, at, seq } = correction
  const { channel, channels, base } = view
  const { tag } = channels?.find((one) => one.id === item.channel) ?? channel
  const page = item.erased ? toShortUrl(item, base) : toPermalink(item, base)
  const { story, title, said, language } = toCorrectionWords(correction, toSite(view))
  return {
    id: `tag:${tag}:${item.key}/changes/${seq}`,
    title,
    link: page,
    at,
    html: `<p>${escapeText(said)}</p>${renderStory(story, page)}`,
    ...(language === view.language ? {} : { language }),
    inReplyTo: [{ ref: item.id, href: page }],
  }
}

function renderStory(title: string, page: string): string {
  return title === '' ? '' : `<p><a href="${escapeAttribute(page)}">${escapeText(title)}</a></p>`
}
