import type { Comment } from '../model/comment.ts'
import type { StoredItem } from '../model.ts'
import { toPermalink, toPublished } from './facts.ts'
import { type Note, renderNotes } from './note.ts'
import type { RenderedDocument } from './render.ts'
import { toUri } from './safe.ts'
import type { CommentsView, Format } from './view.ts'

/** Readers' comments as a feed document: of one story, or of all of them. */
export function renderComments(format: Format, view: CommentsView): RenderedDocument {
  const { comments, ...head } = view
  return renderNotes(
    format,
    head,
    comments.map(({ comment, item }) => toNote(comment, item, view)),
  )
}

function toNote(comment: Comment, item: StoredItem, view: CommentsView): Note {
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
