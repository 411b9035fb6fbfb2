import type { Comment } from '../model/comment.ts'
import type { StoredItem } from '../model.ts'
import { toPermalink, toPublished } from './facts.ts'
import { toTermNumber } from './wp-numbers.ts'
import { toWpDate, type WpObject } from './wp-text.ts'

/** What a comment stands under: the story and its number. */
export type Commented = { readonly item: StoredItem; readonly number: number }

/** A comment as `/wp-json/wp/v2/comments` shows one. */
export function toWpComment(comment: Comment, { item, number }: Commented, base: string): WpObject {
  const { id, parent, author, url, at, html } = comment
  // A comment without a date is as old as its story: clients want one.
  const date = toWpDate(at ?? toPublished(item))
  const own = toCommentNumber(id, item)
  const api = `${base}/wp-json/wp/v2`
  return {
    id: own,
    post: number,
    parent: parent === undefined ? 0 : toCommentNumber(parent, item),
    author: 0,
    author_name: author,
    author_url: url ?? '',
    date,
    date_gmt: date,
    content: { rendered: html },
    link: `${toPermalink(item, base)}#comment-${encodeURIComponent(id)}`,
    status: 'approved',
    type: 'comment',
    author_avatar_urls: {},
    meta: [],
    _links: {
      collection: [{ href: `${api}/comments` }],
      up: [{ embeddable: true, post_type: 'post', href: `${api}/posts/${number}` }],
    },
  }
}

/** The number it had in its WordPress, else one of its name. */
function toCommentNumber(id: string, { key }: StoredItem): number {
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : toTermNumber('comment', `${key}\n${id}`)
}
