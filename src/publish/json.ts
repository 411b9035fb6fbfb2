/**
 * JSON Feed 1.1, and the one JSON shape that an item has everywhere. Promises: members in a fixed order; what JSON Feed
 * has no name for stands under `_ara`.
 */

import { withOutermost } from '../clean/markup/given.ts'
import { toPlainText } from '../clean/markup/plain.ts'
import type { Attachment, Content, Person } from '../model/content.ts'
import type { OwnName } from '../model/item.ts'
import type { Channel, StoredItem } from '../model/model.ts'
import { type JsonAuthor, toAuthor, toExtension, withoutMissing } from './extension.ts'
import {
  type Inherited,
  isInherited,
  toFeedAuthor,
  toFeedIcon,
  toFeedLanguage,
  toGivenHtml,
  toPageLinks,
  toPermalink,
  toRfc3339,
  toTags,
} from './facts.ts'
import { toFileType } from './media-type.ts'
import { escapeJson, escapeText, type MarkupParts, toWritable, toXmlSafe } from './safe.ts'
import { type Story, toStory } from './story.ts'
import type { Tombstone } from './tombstone.ts'
import type { DocumentHead, FeedNote, FeedView } from './view.ts'

/** A JSON Feed 1.1 document. */
export type JsonFeed = {
  readonly version: 'https://jsonfeed.org/version/1.1'
  readonly title: string
  readonly home_page_url?: string
  readonly feed_url?: string
  readonly description?: string
  readonly next_url?: string
  readonly icon?: string
  readonly authors?: readonly { readonly name?: string; readonly url?: string; readonly avatar?: string }[]
  readonly language?: string
  readonly hubs?: readonly { readonly type: string; readonly url: string }[]
  /** What JSON Feed has no member for. */
  readonly _ara?: Readonly<Record<string, unknown>>
  readonly items: readonly JsonItem[]
}

/** JSON Feed 1.1 as `render` needs it. */
export const JSON_FEED = {
  head: renderHead,
  story: (story: Story, inherited: Inherited, base: string) =>
    toWritable(toJsonStory(story, base, inherited), renderItem),
  notice: (tombstone: Tombstone, inherited: Inherited) => toWritable(toJsonNotice(tombstone, inherited), renderItem),
  note: (note: FeedNote) => toWritable(note, (safe) => [JSON.stringify(toJsonNote(safe))]),
  between: ',',
  end: ']}\n',
}

/** What stands before a document's items. */
function renderHead(view: DocumentHead): string {
  // JSON escapes control characters, so they would not be found in what is written.
  return JSON.stringify(toXmlSafe({ ...toJsonHead(view), items: [] })).slice(0, -2)
}

/** A view as a JSON Feed value; the order of its members is fixed. */
export function toJsonFeed(view: FeedView): JsonFeed {
  const { base, channels = [view.channel] } = view
  const toChannel = (item: StoredItem) => channels.find((one) => one.id === item.channel) ?? view.channel
  return { ...toJsonHead(view), items: view.items.map((item) => toJsonItem(item, base, toChannel(item))) }
}

/** The document without its items. The archive is a list that goes on as well, so both are `next_url`. */
function toJsonHead(view: DocumentHead): Omit<JsonFeed, 'items'> {
  const { description, hub } = view
  const next = view.next ?? view.prevArchive
  const own = toOwn(view)
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: view.title,
    home_page_url: view.home,
    feed_url: view.self,
    ...(description === '' ? {} : { description }),
    ...(next === undefined ? {} : { next_url: next }),
    icon: toFeedIcon(view),
    authors: [{ name: toFeedAuthor(view) }],
    language: toFeedLanguage(view),
    ...(hub === undefined ? {} : { hubs: [{ type: 'WebSub', url: hub }] }),
    ...(Object.keys(own).length === 0 ? {} : { _ara: own }),
  }
}

/** The facts of the other formats' documents that JSON Feed has no member for. */
function toOwn(view: DocumentHead): Readonly<Record<string, unknown>> {
  const links = toPageLinks(view).filter(([rel]) => rel !== 'next')
  return withoutMissing({
    updated: toRfc3339(view.updated),
    rights: view.channel.rights,
    archive: view.archive,
    ...Object.fromEntries(links.map(([rel, href]) => [rel.replace('-', '_'), href])),
  })
}

/** A stored item as a JSON Feed item: the one JSON shape an item has, in feeds and in the API. */
export function toJsonItem(item: StoredItem, base: string, channel: Channel): JsonItem {
  const site = { base, channels: [{ ...channel, id: item.channel }] }
  return toJsonStory(toStory(item, site, undefined, 'json'), base)
}

/** A story as a JSON Feed item; in a document it does not say again what it inherits. */
function toJsonStory(story: Story, base: string, inherited?: Inherited): JsonItem {
  const { content, item, modified } = story
  const own = toOwnFields(story, base)
  const authors = inherited !== undefined && isInherited(content.authors, inherited) ? [] : content.authors
  const fields: Mutable<JsonItem> = { id: item.id, url: story.link, ...toContentFields(content, authors), _ara: own }
  fields.date_published = toRfc3339(story.published)
  if (modified !== undefined) fields.date_modified = toRfc3339(modified)
  return fields
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] }

/** What is the agency's and this service's own. */
function toOwnFields(story: Story, base: string): Readonly<Record<string, unknown>> {
  const { content, item, original } = story
  const fields: { [Name in OwnName]?: unknown } = toExtension(content, story)
  if (original !== undefined) fields.original_url = original
  fields.channel = item.channel
  fields.sources = item.sources
  fields.permalink = toPermalink(item, base)
  fields.short_url = story.shortUrl
  fields.code = item.code
  fields.key = item.key
  fields.revision = item.revision
  fields.first_seen = toRfc3339(item.firstSeen)
  if (item.state === 'retracted') Object.assign(fields, toWithdrawnMark(item.reason ?? ''))
  return fields
}

/** An item as text. The long texts come last, where they need not be looked at letter by letter. */
function renderItem({ summary, content_html, content_text, ...rest }: JsonItem): MarkupParts {
  const text = JSON.stringify(rest)
  // Control characters are escaped here, so they would not be found in what is written.
  const start = (/\\[ubf]/.test(text) ? JSON.stringify(toXmlSafe(rest)) : text).slice(0, -1)
  const lede = summary === undefined ? '' : `,"summary":"${escapeJson(summary)}"`
  return [start + lede, `,"content_html":"${escapeJson(content_html)}","content_text":"${escapeJson(content_text)}"}`]
}

/** Readers keep what they once saw, so what was taken back comes again under the same id. */
function toJsonNotice(tombstone: Tombstone, inherited: Pick<Inherited, 'language'>): JsonItem {
  const { id, link, published, at, title, text, language, reason } = tombstone
  return {
    id,
    url: link,
    title,
    content_html: withOutermost(`<p>${escapeText(text)}</p>`, tombstone),
    content_text: text,
    date_published: toRfc3339(published),
    date_modified: toRfc3339(at),
    ...(language === inherited.language ? {} : { language }),
    _ara: toWithdrawnMark(reason),
  }
}

function toJsonNote({ id, title, link, at, author, html, language, inReplyTo }: FeedNote): JsonItem {
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

/** By this an item is known for no story, wherever it stands: in a feed, in a list, in what is sent to a webhook. */
export function toWithdrawnMark(reason: string) {
  return { state: 'retracted', retracted: reason } as const
}

/** An attachment of JSON Feed 1.1. */
type JsonAttachment = {
  readonly url: string
  readonly mime_type: string
  readonly title?: string
  readonly size_in_bytes?: number
  readonly duration_in_seconds?: number
}

/** The members of a JSON Feed item that say what it contains. */
type ContentFields = {
  readonly external_url?: string
  readonly title?: string
  readonly content_html: string
  readonly content_text: string
  readonly summary?: string
  readonly image?: string
  readonly authors?: readonly JsonAuthor[]
  readonly tags?: readonly string[]
  readonly language?: string
  readonly attachments?: readonly JsonAttachment[]
}

/** An item of JSON Feed 1.1, with what the agency adds under `_ara`. */
export type JsonItem = ContentFields & {
  readonly id: string
  readonly url?: string
  readonly date_published?: string
  readonly date_modified?: string
  readonly _ara: Readonly<Record<string, unknown>>
}

/** The item's contents in JSON Feed's terms; members without a value are left out, content never is. */
export function toContentFields(content: Content, authors: readonly Person[] = content.authors): ContentFields {
  const { externalUrl, title, contentText, summary, image, language, attachments } = content
  const fields: Mutable<ContentFields> = { content_html: toGivenHtml(content), content_text: contentText }
  if (externalUrl !== undefined) fields.external_url = externalUrl
  if (title !== '') fields.title = title
  if (summary !== '') fields.summary = summary
  if (image !== undefined) fields.image = image.url
  if (authors.length > 0) fields.authors = authors.map(toAuthor)
  const tags = toTags(content)
  if (tags.length > 0) fields.tags = tags
  if (language !== undefined) fields.language = language
  if (attachments.length > 0) fields.attachments = attachments.map(toAttachment)
  return fields
}

function toAttachment({ url, title, size, duration, type }: Attachment): JsonAttachment {
  return {
    url,
    mime_type: toFileType({ url, ...(type === undefined ? {} : { type }) }),
    ...(title === undefined ? {} : { title }),
    ...(size === undefined ? {} : { size_in_bytes: size }),
    ...(duration === undefined ? {} : { duration_in_seconds: duration }),
  }
}
