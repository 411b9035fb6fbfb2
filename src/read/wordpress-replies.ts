/** Readers' comments of WordPress REST: embedded in their post, or a list of `/wp-json/wp/v2/comments`. */
import type { Reply } from '../model/comment.ts'
import { toDate } from './date.ts'
import { decodeText } from './entity.ts'
import { type Fields, readField, readString, toFields } from './field.ts'

/** Reads comments; the API shows approved ones alone. `offset`: milliseconds that the site's clock is ahead of UTC. */
export function readRestReplies(list: readonly unknown[], offset: number): Reply[] {
  const comments = list.map(toFields).filter((one) => one !== undefined)
  const shown = comments.filter((one) => readString(one, 'id') !== undefined && isComment(one))
  const ids = new Set(shown.map((one) => readString(one, 'id')))
  return shown.map((one) => toReply(one, ids, offset))
}

function isComment(comment: Fields): boolean {
  const approved = (readString(comment, 'status') ?? 'approved') === 'approved'
  return approved && (readString(comment, 'type') ?? 'comment') === 'comment'
}

function toReply(comment: Fields, ids: ReadonlySet<string | undefined>, offset: number): Reply {
  const parent = readString(comment, 'parent')
  const url = readString(comment, 'author_url')
  const local = toDate(readString(comment, 'date'))
  const published = toDate(readString(comment, 'date_gmt')) ?? (local === undefined ? undefined : local - offset)
  const content = toFields(readField(comment, 'content'))
  return {
    id: readString(comment, 'id') ?? '',
    ...(parent !== undefined && ids.has(parent) ? { parent } : {}),
    author: decodeText(readString(comment, 'author_name') ?? ''),
    ...(url && /^https?:\/\//i.test(url) ? { url } : {}),
    ...(published === undefined ? {} : { published }),
    content: { value: (content && readString(content, 'rendered')) ?? '', type: 'html' },
  }
}
