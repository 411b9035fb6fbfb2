import type { Attachment, Content, Origin, Person, Place } from '../model/content.ts'
import { toPicture, toRfc3339, toTags } from './facts.ts'
import { toMediaType } from './media-type.ts'
import type { Story } from './story.ts'

/** An author of JSON Feed 1.1. */
export type JsonAuthor = { readonly name?: string; readonly url?: string; readonly avatar?: string }

/** An attachment of JSON Feed 1.1. */
export type JsonAttachment = {
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
  const { externalUrl, title, contentHtml, contentText, summary, image, language, attachments } = content
  const fields: Mutable<ContentFields> = { content_html: contentHtml, content_text: contentText }
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

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] }

/** What JSON Feed has no member for; `undefined` members vanish when the document is written. */
export function toExtension(content: Content, talk: Talk = content): Readonly<Record<string, unknown>> {
  const picture = toPicture(content)
  return {
    dateline: content.dateline,
    places: content.places.length === 0 ? undefined : content.places.map(toPlace),
    caption: content.caption ?? picture?.caption,
    credit: content.credit ?? picture?.credit,
    agency: content.agency,
    source: content.source,
    direction: content.direction,
    contributors: content.contributors.length === 0 ? undefined : content.contributors.map(toAuthor),
    categories: toCategories(content),
    image: toImage(content),
    comments: talk.comments,
    comments_feed: talk.commentsFeed,
    comment_count: talk.commentCount,
    comments_updated: talk.commented === undefined ? undefined : toRfc3339(talk.commented),
    origin: content.origin && toOrigin(content.origin),
    rights: content.rights,
    location: content.location && toLocation(content.location),
  }
}

/** The comments: a story's are those that are kept here, where there are any. */
type Talk = Pick<Story, 'comments' | 'commentsFeed' | 'commentCount' | 'commented'>

/** Where `tags` does not say all of them. Members always come in the same order, wherever a value is from. */
function toCategories({ categories }: Content): readonly unknown[] | undefined {
  if (!categories.some(({ scheme, label }) => scheme || label)) return undefined
  return categories.map(({ name, scheme, label }) => withoutMissing({ name, scheme, label }))
}

function toOrigin({ title, url, id }: Origin): Readonly<Record<string, unknown>> {
  return withoutMissing({ title, url, id })
}

function toLocation({
  latitude,
  longitude,
  name,
}: NonNullable<Content['location']>): Readonly<Record<string, unknown>> {
  return withoutMissing({ latitude, longitude, name })
}

/** JSON Feed's `image` is an address and nothing else. */
function toImage({ image }: Content): Readonly<Record<string, unknown>> | undefined {
  if (image === undefined || (image.type ?? image.width ?? image.height) === undefined) return undefined
  return withoutMissing({ type: image.type, width: image.width, height: image.height })
}

/** The members that have a value. */
export function withoutMissing(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const present: Record<string, unknown> = {}
  for (const name in record) if (record[name] !== undefined) present[name] = record[name]
  return present
}

/** No e-mail addresses: JSON Feed has no member for them. */
export function toAuthor({ name, url, avatar }: Person): JsonAuthor {
  return { name, ...(url === undefined ? {} : { url }), ...(avatar === undefined ? {} : { avatar }) }
}

function toPlace({ name, slug, latitude, longitude }: Place): Readonly<Record<string, unknown>> {
  return withoutMissing({ name, slug, latitude, longitude })
}

function toAttachment({ url, title, size, duration, type }: Attachment): JsonAttachment {
  return {
    url,
    mime_type: toMediaType({ url, ...(type === undefined ? {} : { type }) }),
    ...(title === undefined ? {} : { title }),
    ...(size === undefined ? {} : { size_in_bytes: size }),
    ...(duration === undefined ? {} : { duration_in_seconds: duration }),
  }
}
