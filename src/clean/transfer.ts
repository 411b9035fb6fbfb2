/**
 * What comes with an item besides itself: the names and facts it had at another installation, which it keeps
 * (docs/architecture.md, decisions 4 and 5), and readers' comments. Promises: a polled source chooses no names here.
 */
import type { Comment, Identity, Press, Reply } from '../model/content.ts'
import type { ParsedItem } from '../model/model.ts'
import { toAbsoluteAddress } from './identity/url.ts'
import { toBareName, toPlainName } from './markup/plain.ts'
import { toXmlSafeText } from './markup/text.ts'
import { toPlaceSlug, toPlaces } from './press/places.ts'
import { type StoryText, toWritten } from './story.ts'

/**
 * The item under its own address: what an export gives as its address may be the other service's page of it.
 * A polled source, which anybody may run, chooses no names here; what it lifted out of the text is as good as the text.
 */
export function toTransferredItem(item: ParsedItem, source: string | undefined): ParsedItem {
  const { moved } = item
  if (moved === undefined) return item
  if (source !== undefined) return { ...item, moved: { identities: [], press: moved.press } }
  const { url, ...rest } = item
  return moved.url === undefined ? rest : { ...rest, url: moved.url }
}

/** What the document says of the agency's lines instead of the text: as safe as what is lifted out of one. */
export function toTransferredPress({
  moved,
  press,
}: { readonly [Name in 'moved' | 'press']?: ParsedItem[Name] | undefined }): Partial<Press> {
  const { places, ...lines } = { ...moved?.press, ...press }
  const plain = Object.entries(lines).map(([name, line]) => [name, toPlainName(line)] as const)
  const known = places?.map((place) => ({ ...place, name: toBareName(place.name), slug: toPlaceSlug(place.slug) }))
  return {
    ...Object.fromEntries(plain.filter(([, line]) => line !== '')),
    ...(known ? { places: known.filter(({ name, slug }) => name !== '' && slug !== '') } : {}),
  }
}

/**
 * The text with the lines that whoever handed it in says beside it: what is said of a story stands, whatever its text
 * begins with. Of a polled source both are the source's word, and the text's is what its own readers see.
 */
export function withSaidLines(story: StoryText, item: ParsedItem, source: string | undefined): StoryText {
  if (source !== undefined || item.press === undefined) return story
  const { places, ...lines } = toTransferredPress({ ...item, moved: undefined })
  const named = places ?? (lines.dateline === undefined ? story.press.places : toPlaces(lines.dateline))
  const captions = lines.caption === undefined && lines.credit === undefined ? story.press.captions : new Set<never>()
  return { ...story, press: { ...story.press, ...lines, places: named, captions } }
}

/** The forms it was known by, the one that its key was made of first; then those it has here. */
export function toTransferredIdentities({ moved, guid }: ParsedItem, own: readonly Identity[]): readonly Identity[] {
  if (moved?.key === undefined) return own
  const { key, identities } = moved
  const first: Identity = identities.find(({ hash }) => hash === key) ?? { kind: 'guid', value: guid ?? key, hash: key }
  const all = [first, ...identities, ...own]
  return [...new Map(all.map((identity) => [identity.hash, identity])).values()]
}

// Readers' comments, safe to show, without any e-mail or IP address that stands in them.

/** The character before the host, also as pages write it to hide it from collectors. */
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
  const id = toXmlSafeText(reply.id).slice(0, LONGEST_ID)
  const { value, type } = reply.content
  const { html, text } = toWritten({ value: withoutAddresses(value), type }, { base, name: id })
  if (id === '' || text === '') return undefined
  const url = reply.url === undefined ? undefined : toAbsoluteAddress(withoutAddresses(reply.url))
  const parent = reply.parent === undefined ? '' : toXmlSafeText(reply.parent).slice(0, LONGEST_ID)
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
  const plain = toXmlSafeText(toBareName(name).slice(0, LONGEST_NAME))
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
