/** JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). */
import { withoutFigures } from '../../clean/markup/figures.ts'
import type { Attachment, Person, Text } from '../../model/content.ts'
import type { DocumentOrigin } from '../../model/document.ts'
import { toHold } from '../../model/hold.ts'
import type { ParsedFeed, ParsedItem } from '../../model/model.ts'
import {
  addAttachment,
  addCategory,
  addPerson,
  addPicture,
  type FeedBuilder,
  type Fields,
  type ItemBuilder,
  isEmptyItem,
  newFeed,
  newItem,
  put,
  readField,
  readLanguage,
  readList,
  readNumber,
  readString,
  splitWords,
  toDirection,
  toFields,
  toParsedItem,
  toReadableEntries,
} from '../builder.ts'
import { toDate } from '../date/date.ts'
import { toSeconds } from '../date/duration.ts'
import { readWithdrawn, toNotice } from '../feed/tombstone.ts'
import { readOwnFacts, readOwnPicture, readOwnReplies, readPictures, readTransferred } from './own.ts'

/** Whether a JSON value means to be a JSON Feed. */
export function isJsonFeed(value: unknown): value is Fields {
  const fields = toFields(value)
  return (
    fields !== undefined && (Array.isArray(fields.items) || /jsonfeed\.org/.test(readString(fields, 'version') ?? ''))
  )
}

/** Reads a JSON Feed; bad fields are left out, an item that is no object is no item. */
export function parseJsonFeed(fields: Fields, _origin: DocumentOrigin): ParsedFeed {
  const feed = newFeed('json')
  put(feed, 'version', /\/version\/([\d.]+)/.exec(readString(fields, 'version') ?? '')?.[1])
  put(feed, 'title', toText(readString(fields, 'title'), 'text'))
  put(feed, 'description', toText(readString(fields, 'description'), 'text'))
  put(feed, 'homeUrl', readString(fields, 'home_page_url'))
  put(feed, 'selfUrl', readString(fields, 'feed_url'))
  put(feed, 'nextUrl', readString(fields, 'next_url'))
  put(feed, 'image', readString(fields, 'icon'))
  put(feed, 'icon', readString(fields, 'favicon') ?? readString(fields, 'icon'))
  put(feed, 'language', readLanguage(readString(fields, 'language')))
  for (const person of readPeople(fields)) addPerson(feed.authors, person)
  for (const hub of readList(fields, 'hubs')) {
    const entry = toFields(hub)
    const url = entry && readString(entry, 'url')
    if (url && (readString(entry, 'type') ?? 'WebSub').toLowerCase() !== 'rsscloud') feed.hubs.push(url)
  }
  for (const entry of toReadableEntries(feed, readList(fields, 'items'))) takeEntry(feed, toFields(entry))
  return feed
}

function takeEntry(feed: FeedBuilder, entry: Fields | undefined): void {
  const item = entry && readJsonItem(entry)
  if (!item) feed.warnings.push('An entry of "items" is no object and was left out.')
  else if (!isEmptyItem(item)) feed.items.push(item)
}

/** Reads one JSON Feed item. */
export function readJsonItem(fields: Fields): ParsedItem {
  const item = newItem()
  put(item, 'guid', readString(fields, 'id'))
  put(item, 'url', readString(fields, 'url') ?? toAddress(item.guid))
  put(item, 'externalUrl', readString(fields, 'external_url'))
  put(item, 'title', toText(readString(fields, 'title'), 'text'))
  put(item, 'summary', toText(readString(fields, 'summary'), 'text'))
  const html = toText(readHtml(fields), 'html')
  put(item, 'content', html ?? toText(readString(fields, 'content_text'), 'text'))
  put(item, 'published', readDate(fields, 'date_published'))
  put(item, 'modified', readDate(fields, 'date_modified'))
  put(item, 'language', readLanguage(readString(fields, 'language')))
  for (const person of readPeople(fields)) addPerson(item.authors, person)
  for (const tag of readTags(fields)) addTags(item, tag)
  for (const entry of readList(fields, 'attachments')) readAttachment(item, toFields(entry))
  const own = toFields(readField(fields, '_ara'))
  const withdrawn = own && readWithdrawn(own, item.modified)
  addPictures(item, fields, own)
  if (own !== undefined) readOwn(item, own)
  put(item, 'hold', toHold(fields, toDate, isKnown) ?? (own && toHold(own, toDate)))
  return withdrawn === undefined ? toParsedItem(item) : toNotice(toParsedItem(item), { ref: '', ...withdrawn })
}

/** What this service gives out ends with the figures of the further pictures, which it names besides. */
function readHtml(fields: Fields): string | undefined {
  const html = readString(fields, 'content_html')
  return html !== undefined && toFields(readField(fields, '_ara')) ? withoutFigures(html) : html
}

/** JSON Feed's own member is read as a date and nothing else. */
function isKnown(name: string): boolean {
  return name === 'date_published'
}

/** A tag is text; some write an object with its name. */
/** A string in place of the list is one line of keywords. */
function readTags(fields: Fields): readonly unknown[] {
  const tags = readField(fields, 'tags')
  return typeof tags === 'string' ? splitWords(tags) : readList(fields, 'tags')
}

function addTags(item: ItemBuilder, tag: unknown): void {
  const name = typeof tag === 'string' ? tag : (readString(toFields(tag) ?? {}, 'name') ?? '')
  addCategory(item.categories, name.trim())
}

/** What this service adds to its feeds (JSON Feed 1.1, Extensions). */
function readOwn(item: ItemBuilder, own: Fields): void {
  put(item, 'moved', readTransferred(own, item.url))
  put(item, 'direction', toDirection(readString(own, 'direction')))
  readOwnFacts(item, own)
  const contributors = readList(own, 'contributors').flatMap((one) => toPerson(one) ?? [])
  if (contributors.length > 0) item.contributors = contributors
  const replies = readOwnReplies(own)
  if (replies.length > 0) item.replies = replies
}

function readDate(fields: Fields, name: string): number | undefined {
  const date = readString(fields, name)
  return date === undefined ? undefined : toDate(date)
}

function toText(value: string | undefined, type: Text['type']): Text | undefined {
  return value === undefined ? undefined : { value, type }
}

function toAddress(guid: string | undefined): string | undefined {
  return guid && /^https?:\/\//i.test(guid) ? guid : undefined
}

/** 1.1 says `authors`, 1.0 `author`; a bare name is a person too. */
function readPeople(fields: Fields): readonly Person[] {
  const named = readList(fields, 'authors')
  const people = named.length > 0 ? named : readList(fields, 'author')
  return people.flatMap((one) => toPerson(one) ?? [])
}

function toPerson(value: unknown): Person | undefined {
  if (typeof value === 'string') return value.trim() ? { name: value.trim() } : undefined
  const fields = toFields(value)
  if (!fields) return undefined
  const name = readString(fields, 'name')
  const url = readString(fields, 'url')
  const avatar = readString(fields, 'avatar')
  if (!name && !url && !avatar) return undefined
  return { name: name ?? '', ...(url ? { url } : {}), ...(avatar ? { avatar } : {}) }
}

function readAttachment(item: ItemBuilder, fields: Fields | undefined): void {
  const url = fields && readString(fields, 'url')
  if (!url) return
  const type = readString(fields, 'mime_type')?.toLowerCase()
  const size = readNumber(fields, 'size_in_bytes')
  const duration = toSeconds(readField(fields, 'duration_in_seconds'))
  const title = readString(fields, 'title')
  const attachment: Attachment = {
    url,
    ...(type ? { type } : {}),
    ...(size ? { size } : {}),
    ...(duration ? { duration } : {}),
    ...(title ? { title } : {}),
  }
  addAttachment(item.attachments, attachment)
}

/** `image`, with what this service says of it under `_ara`; further ones that it says there, and `banner_image`. */
function addPictures(item: ItemBuilder, fields: Fields, own: Fields | undefined): void {
  const [main, ...others] = readPictures(readList(fields, 'image'))
  if (main !== undefined) addPicture(item.pictures, { ...main, ...(own && readOwnPicture(own)) })
  const further = own === undefined ? [] : readPictures(readList(own, 'pictures'))
  for (const picture of [...others, ...further, ...readPictures(readList(fields, 'banner_image'))])
    addPicture(item.pictures, picture)
  for (const { url, type, title } of item.attachments) {
    if (type?.startsWith('image/')) addPicture(item.pictures, { url, ...(title ? { alt: title } : {}) })
  }
}
