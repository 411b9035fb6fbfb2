/**
 * Items as received → items that are safe to show and ready to be stored: HTML that can do nothing,
 * XML-safe text, absolute addresses, the agency's own lines lifted out, the forms an item is known by
 * and the fingerprint of what it says. Pure: no I/O, no clock; the same input gives the same item.
 * Whatever the input, time and memory are linear in its length and nothing is thrown.
 */
import type { Content, IdentifyBy, Identity } from '../model/content.ts'
import type { DocumentOrigin } from '../model/document.ts'
import { toBoundedItem } from '../model/feed.ts'
import type { Channel, Item, ParsedFeed, ParsedItem, Received, ReceivedContext } from '../model/model.ts'
import { toContent } from './content.ts'
import { toAliasOf, toSlug } from './identity/alias.ts'
import { toBases, toItemBase } from './identity/base.ts'
import { type ItemFacts, RULES, toFingerprint, withRules } from './identity/fingerprint.ts'
import { toIdentifyBy, toIdentities, toSharedAddresses, toSharedForms } from './identity/identity.ts'
import type { Noise } from './identity/noise.ts'
import { withoutTwins } from './identity/twins.ts'
import { toPlainTitle } from './markup/plain.ts'
import { toXmlSafeText } from './markup/text.ts'
import { toSaid } from './said.ts'
import { type StoryText, toLede, toReceivedStory } from './story.ts'
import { toTransferredIdentities, toTransferredItem, withSaidLines } from './transfer.ts'

export { toEdit } from './edit.ts'

/** `source`: id of the source it was polled from; `file`: name of the archive file it came from. */
export type CleanContext = {
  readonly channel: Channel
  readonly source?: string
  readonly identifyBy?: IdentifyBy
  readonly file?: string
}

/** Items between two pauses: some ten milliseconds. */
const AT_ONCE = 25

/** Cleans every item of a document, in its order. */
export function cleanFeed(feed: ParsedFeed, origin: DocumentOrigin, context: CleanContext): Item[] {
  const { file, ...rest } = context
  return toReceived(feed, origin, context).map((received) => cleanItem(received, rest))
}

/** Cleans items and lets other work go on in between: a document of thousands takes seconds. */
export async function cleanItems(
  received: readonly Received[],
  context: CleanContext,
  pause: () => Promise<void>,
): Promise<Item[]> {
  const items: Item[] = []
  for (const one of received) {
    items.push(cleanItem(one, context))
    if (items.length % AT_ONCE === 0) await pause()
  }
  return items
}

/** The items of a document as received, each with all that cleaning it needs to know of the document. */
export function toReceived(
  document: ParsedFeed,
  origin: DocumentOrigin,
  context: Pick<CleanContext, 'file'> & { readonly channel: Pick<Channel, 'hosts'>; readonly noise?: Noise },
): Received[] {
  const feed = withoutTwins(document, origin)
  const bases = toBases(feed, origin)
  const { base } = bases
  const language = feed.language ?? origin.contentLanguage
  const { hosts } = context.channel
  const forms = toSharedForms(feed, base, hosts)
  const identifyBy = toIdentifyBy(feed, undefined)
  const whole: ReceivedContext = {
    rules: RULES,
    ...bases,
    ...(language === undefined ? {} : { language }),
    // The file of a whole feed names none of its items.
    ...(context.file === undefined || feed.format !== 'story' ? {} : { file: context.file }),
    // In RSS the channel's people are its editors; Atom (RFC 4287 §4.2.1) and JSON Feed name the authors of items there.
    ...(feed.authors.length === 0 || feed.format === 'rss' ? {} : { authors: feed.authors }),
    ...(identifyBy === 'guid' ? {} : { identifyBy }),
    ...(forms.fragment === undefined ? {} : { fragment: forms.fragment }),
    ...(context.noise === undefined || context.noise.length === 0 ? {} : { noise: context.noise }),
  }
  return feed.items.map((item) => {
    const shared = toSharedAddresses(item, base, hosts, forms)
    return { item: toBoundedItem(item), context: shared.length === 0 ? whole : { ...whole, shared } }
  })
}

/** What an earlier version stored may be longer than today's bounds. */
function toBoundedReceived(received: Received): Received {
  const item = toBoundedItem(received.item)
  return item === received.item ? received : { ...received, item }
}

/** Cleans one item as received; with the same context it makes the same item again. */
export function cleanItem(given: Received, context: CleanContext): Item {
  const received = toBoundedReceived(given)
  const item = toOwnItem(received.item, context.source)
  const { channel } = context
  const base = toItemBase(item, received.context.base)
  const title = toPlainTitle(item.title)
  const story = toItemStory({ item, context: received.context }, title, context)
  const content = toContent(item, received.context, base, title, story, channel, context.source)
  const guid = item.guid === undefined ? '' : toXmlSafeText(item.guid)
  const identities = toItemIdentities(item, base, title, story, context, received.context)
  const hash = toFingerprint(toSaid(item, content, story, channel, received.context.noise))
  return {
    identities: toNames(item, received.context.identities ?? toAllIdentities(item, identities)),
    ...(item.withdrawn === undefined ? {} : { withdrawn: toSafeNotice(item.withdrawn) }),
    fingerprint: received.context.fingerprint ?? withRules(hash, received.context.rules, received.context.noise),
    ...(guid === '' ? {} : { guid }),
    ...toSlugMember(item, content, channel),
    ...toOwnNames(item, content.url, channel.hosts),
    ...toAliases(item, story, context),
    content,
    received: withoutTransient(received),
  }
}

function toItemStory(received: Received, title: string, { channel, source }: CleanContext): StoryText {
  return withSaidLines(toReceivedStory(received, title, channel), received.item, source)
}

// Hardly any item moves here from another installation.

function toOwnItem(item: ParsedItem, source: string | undefined): ParsedItem {
  return item.moved === undefined ? item : toTransferredItem(item, source)
}

function toAllIdentities(item: ParsedItem, own: readonly Identity[]): readonly Identity[] {
  return item.moved === undefined ? own : toTransferredIdentities(item, own)
}

/** What a notice says is its own text and not the story's: it names the story by guid and address alone. */
function toNames({ withdrawn, moved }: ParsedItem, identities: readonly Identity[]): readonly Identity[] {
  if (withdrawn === undefined) return identities
  return identities.filter(({ kind, hash }) => kind === 'guid' || kind === 'address' || hash === moved?.key)
}

function toSafeNotice({ reason, ...withdrawn }: NonNullable<ParsedItem['withdrawn']>) {
  return { ...withdrawn, reason: toXmlSafeText(reason).slice(0, LONGEST_REASON) }
}

/** No reason is as long as this, and it is shown in place of the story. */
const LONGEST_REASON = 2_000

/** What an item as received says. */
export function toItemFacts(received: Received, context: CleanContext): ItemFacts {
  const { source, channel } = context
  const item = toOwnItem(received.item, source)
  const base = toItemBase(item, received.context.base)
  const title = toPlainTitle(item.title)
  const story = toItemStory({ item, context: received.context }, title, context)
  const content = toContent(item, received.context, base, title, story, channel, source)
  return toSaid(item, content, story, channel, received.context.noise)
}

/**
 * Names that the story's short links have elsewhere. A source that anybody may have added chooses no names here, and
 * what moves here has links of its own, which an editor may have moved away from the story.
 */
function toAliases(
  { alsoAt = [], moved }: ParsedItem,
  { press }: StoryText,
  { source, channel }: CleanContext,
): { readonly aliases?: readonly string[] } {
  const isOurs = source === undefined || channel.sources.some(({ id }) => id === source)
  if (!isOurs || moved?.key !== undefined) return {}
  const shorts = alsoAt.filter((url) => /^https?:\/\/wp\.me\//i.test(url))
  const names = [...press.shortLinks, ...shorts].map(toAliasOf).filter((name) => name !== undefined)
  return names.length === 0 ? {} : { aliases: [...new Set(names)] }
}

/**
 * What is kept as received. Comments are kept in one place only: who wrote them may have left an address in them;
 * and what kept a story from being public does not matter once it is.
 */
export function withoutTransient(received: Received): Received {
  if (received.item.replies === undefined && received.item.hold === undefined) return received
  const { replies, hold, ...item } = received.item
  return { item, context: received.context }
}

/** The address form of our own permalinks, which the agency's site had too. */
const OWN_PATH = /^https?:\/\/([^/]+)(?:\/files)?(\/\d{4}\/(?:0[1-9]|1[0-2])\/[a-z0-9-]{1,200})\/?$/

/** The permalink and code to ask for: those it had, else where the publication's own site showed it. */
function toOwnNames(
  { moved }: ParsedItem,
  url: string | undefined,
  hosts: readonly string[],
): Pick<Item, 'permalink' | 'code'> {
  const [, host = '', path] = OWN_PATH.exec(url ?? '') ?? []
  const permalink = moved?.permalink ?? (path !== undefined && hosts.includes(host) ? `${path}/` : undefined)
  return {
    ...(permalink === undefined ? {} : { permalink }),
    ...(moved?.code === undefined ? {} : { code: moved.code }),
  }
}

/** The permalink's slug: what the story file asks for, what the publication's own address has, else the headline. */
function toSlugMember(item: ParsedItem, content: Content, { hosts }: Channel): { readonly slug?: string } {
  const own = /^https?:\/\/([^/]+)(?:\/files)?\/\d{4}\/\d\d\/([a-z0-9-]{1,200})\/?$/.exec(content.url ?? '')
  const slug = toSlug(item.slug ?? '') || (hosts.includes(own?.[1] ?? '') && own?.[2]) || toSlug(content.title)
  return slug === '' ? {} : { slug }
}

function toItemIdentities(
  item: ParsedItem,
  base: string | undefined,
  title: string,
  story: StoryText,
  context: CleanContext,
  received: ReceivedContext,
): Identity[] {
  const { channel } = context
  return toIdentities({
    item,
    base,
    hosts: channel.hosts,
    scope: context.source ?? channel.id,
    channel: channel.id,
    identifyBy: context.identifyBy ?? received.identifyBy ?? 'guid',
    file: context.file ?? received.file,
    shared: new Set(received.shared),
    fragment: received.fragment,
    noise: received.noise ?? [],
    shortLinks: story.press.shortLinks,
    title,
    lede: toLede(story.text),
    text: story.text,
  })
}
