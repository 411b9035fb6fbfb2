/**
 * Feeds of what is said about stories: comments and corrections. Promises: none of their entries is ever taken for the
 * story itself.
 */

import { toTextDirection } from '../clean/language/direction.ts'
import { withOutermost } from '../clean/markup/given.ts'
import { toPlainText } from '../clean/markup/plain.ts'
import type { Comment } from '../model/content.ts'
import type { Correction, StoredItem } from '../model/model.ts'
import { type Site, toPermalink, toPublished, toShortUrl, toSite } from './facts.ts'
import type { Format } from './formats.ts'
import { toCommentTitle, toNoticeTitle, toNoticeWords } from './notice-words.ts'
import { type RenderedDocument, renderNotes } from './render.ts'
import { escapeAttribute, escapeText, toUri } from './safe.ts'
import type { CommentsView, CorrectionsView, DocumentHead, FeedNote } from './view.ts'

/** Readers' comments as a feed document: of one story, or of all of them. */
export function renderComments(format: Format, view: CommentsView): RenderedDocument {
  const { comments, ...head } = view
  return renderNotes(
    format,
    head,
    comments.map(({ comment, item }) => toCommentNote(comment, item, view)),
  )
}

function toCommentNote(comment: Comment, item: StoredItem, view: CommentsView): FeedNote {
  const page = toPermalink(item, view.base)
  const { title } = item.content
  const story = title === '' ? page : title
  const { language } = item.content
  const channel = toChannel(item, view)
  return {
    id: toCommentId(comment.id, item, view),
    title: toCommentTitle(comment.author, story, toNoticeWords(language, channel.language)),
    link: toCommentLink(comment.id, page),
    // Comments without a date came with their story.
    at: comment.at ?? toPublished(item),
    ...(comment.author === '' ? {} : { author: toAuthor(comment) }),
    html: toGiven(comment.html),
    ...(language === undefined || language === view.language ? {} : { language }),
    inReplyTo: [
      { ref: item.id, href: page },
      ...(comment.parent === undefined
        ? []
        : [{ ref: toCommentId(comment.parent, item, view), href: toCommentLink(comment.parent, page) }]),
    ],
  }
}

/** Comments are in whatever language their writers like. */
function toGiven(html: string): string {
  const direction = toTextDirection(toPlainText({ value: html, type: 'html' }), undefined)
  return withOutermost(html, { direction })
}

/** The channel that the story is of. */
function toChannel(item: StoredItem, { channel, channels }: DocumentHead) {
  return channels?.find((one) => one.id === item.channel) ?? channel
}

function toAuthor({ author, url }: Comment): NonNullable<FeedNote['author']> {
  return { name: author, ...(url === undefined ? {} : { url: toUri(url) }) }
}

/** A tag URI (RFC 4151) under the story's key, which never changes. */
function toCommentId(id: string, item: StoredItem, view: CommentsView): string {
  const { tag } = toChannel(item, view)
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
  const words = toNoticeWords(language, channel?.language)
  const said = note ?? (kind === 'retract' ? item.reason : undefined) ?? words.sentences[kind]
  return { story, title: toNoticeTitle(kind, story, words), said, language }
}

function toCorrectionNote(correction: Correction, view: CorrectionsView): FeedNote {
  const { item, at, seq } = correction
  const { base } = view
  const { tag } = toChannel(item, view)
  const page = item.erased ? toShortUrl(item, base) : toPermalink(item, base)
  const { story, title, said, language } = toCorrectionWords(correction, toSite(view))
  const direction = toTextDirection(said, language)
  return {
    id: `tag:${tag}:${item.key}/changes/${seq}`,
    title,
    link: page,
    at,
    html: withOutermost(`<p>${escapeText(said)}</p>${renderStory(story, page)}`, { direction, language }),
    ...(language === view.language ? {} : { language }),
    inReplyTo: [{ ref: item.id, href: page }],
  }
}

function renderStory(title: string, page: string): string {
  return title === '' ? '' : `<p><a href="${escapeAttribute(page)}">${escapeText(title)}</a></p>`
}
