/** Readers' comments, safe to show, without any e-mail or IP address that stands in them. */
import type { Comment, Reply } from '../model/comment.ts'
import { toPlainName } from './plain-text.ts'
import { toWritten } from './story.ts'
import { toSafeText } from './text.ts'
import { toAbsolute } from './url.ts'

/** The sign before the host, also as pages write it to hide it from collectors. */
const AT = '(?:@|%40|&#0*64;|&#x0*40;|&commat;)'
const EMAIL = new RegExp(`(?:mailto:)?(?<![\\w.%+-])[\\w.%+-]+${AT}[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,8}`, 'giu')
const IPV4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g
/** Eight groups, or fewer around `::`. */
const IPV6 =
  /(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,7}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)(?![\w:])/gi
const LONGEST_NAME = 200
const LONGEST_ID = 100

/** Cleans what readers wrote, in their order; comments without a word or a name among their like are left out. */
export function toComments(replies: readonly Reply[], base: string | undefined): Comment[] {
  const known = new Map<string, Comment>()
  for (const reply of replies) {
    const comment = toComment(reply, base)
    if (comment !== undefined && !known.has(comment.id)) known.set(comment.id, comment)
  }
  return [...known.values()]
}

function toComment(reply: Reply, base: string | undefined): Comment | undefined {
  const id = toSafeText(reply.id).slice(0, LONGEST_ID)
  const { value, type } = reply.content
  const { html, text } = toWritten({ value: withoutAddresses(value), type }, base)
  if (id === '' || text === '') return undefined
  const url = reply.url === undefined ? undefined : toAbsolute(withoutAddresses(reply.url))
  const parent = reply.parent === undefined ? '' : toSafeText(reply.parent).slice(0, LONGEST_ID)
  return {
    id,
    ...(parent === '' ? {} : { parent }),
    author: toAuthor(reply.author),
    ...(url === undefined ? {} : { url }),
    ...(reply.published === undefined ? {} : { at: reply.published }),
    html,
  }
}

/** Whoever signed with an address has no name. */
function toAuthor(name: string): string {
  const plain = toSafeText(toPlainName(name).slice(0, LONGEST_NAME))
  return withoutAddresses(plain) === plain ? plain : ''
}

function withoutAddresses(text: string): string {
  const plain = /@|%40|&#|&commat/i.test(text) ? text.replace(EMAIL, toMask) : text
  return plain.replace(IPV4, '[…]').replace(IPV6, '[…]')
}

/** A link to an address leads nowhere then, so it is no link any more. */
function toMask(address: string): string {
  return /^mailto:/i.test(address) ? '' : '[…]'
}
