/** Readers' comments in an export. E-mail and IP addresses are not even looked at. */
import type { Reply } from '../../../model/content.ts'
import { toDate } from '../../date/date.ts'
import { decodeText } from '../../xml/entity.ts'
import type { XmlElement } from '../../xml/namespace.ts'
import { toWordPressHtml } from '../post.ts'
import { readChild } from './fields.ts'

/** The approved comments under a post, in their order; who answers a comment that is not shown answers the one above. */
export function readReplies(post: XmlElement): Reply[] {
  const comments = post.children.filter(({ name }) => name === 'wp:comment')
  const parents = new Map(comments.map((one) => [readChild(one, 'wp:comment_id'), readChild(one, 'wp:comment_parent')]))
  const shown = comments.filter(isShown)
  return toThread(shown, parents)
}

function toThread(shown: readonly XmlElement[], parents: Parents): Reply[] {
  const above = new Map(shown.map((one) => [readChild(one, 'wp:comment_id'), readChild(one, 'wp:comment_id')]))
  return shown.map((one) => toReply(one, findShown(readChild(one, 'wp:comment_parent'), parents, above)))
}

type Parents = ReadonlyMap<string | undefined, string | undefined>

/** Pingbacks and trackbacks are no readers' words. */
function isShown(comment: XmlElement): boolean {
  const type = readChild(comment, 'wp:comment_type') ?? 'comment'
  const isApproved = readChild(comment, 'wp:comment_approved') === '1'
  return isApproved && type === 'comment' && readChild(comment, 'wp:comment_id') !== undefined
}

/** The nearest comment above that is shown; a circle of answers has none. `above` remembers what was found. */
function findShown(
  parent: string | undefined,
  parents: Parents,
  above: Map<string | undefined, string | undefined>,
): string | undefined {
  const passed: string[] = []
  let at = parent
  while (at !== undefined && !above.has(at)) {
    passed.push(at)
    above.set(at, undefined)
    at = parents.get(at)
  }
  const found = at === undefined ? undefined : above.get(at)
  for (const id of passed) above.set(id, found)
  return found
}

function toReply(comment: XmlElement, parent: string | undefined): Reply {
  const url = readChild(comment, 'wp:comment_author_url')
  const published = toDate(readChild(comment, 'wp:comment_date_gmt') ?? readChild(comment, 'wp:comment_date'))
  return {
    id: readChild(comment, 'wp:comment_id') ?? '',
    ...(parent === undefined ? {} : { parent }),
    author: decodeText(readChild(comment, 'wp:comment_author') ?? ''),
    ...(url && /^https?:\/\//i.test(url) ? { url } : {}),
    ...(published === undefined ? {} : { published }),
    content: { value: toWordPressHtml(readChild(comment, 'wp:comment_content') ?? ''), type: 'html' },
  }
}

/** Words for those that are not shown, one each. */
export function readLeftReplies(post: XmlElement): string[] {
  const left = post.children.filter((one) => one.name === 'wp:comment' && !isShown(one))
  return left.map((one) => {
    const type = readChild(one, 'wp:comment_type') ?? 'comment'
    if (type !== 'comment') return type
    const approved = readChild(one, 'wp:comment_approved') ?? '0'
    return LEFT.get(approved) ?? 'comment'
  })
}

const LEFT: ReadonlyMap<string, string> = new Map([
  ['0', 'comment awaiting approval'],
  ['spam', 'spam comment'],
  ['trash', 'comment in the trash'],
  ['post-trashed', 'comment in the trash'],
])
