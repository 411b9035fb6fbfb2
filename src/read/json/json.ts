/** JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). */
import { withoutGiven } from '../../clean/markup/given.ts'
import type { Person, Text } from '../../model/content.ts'
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
  putPublished,
  readField,
  readLanguage,
  readList,
  readString,
  toDirection,
  toFields,
  toParsedItem,
  toReadableEntries,
} from '../builder.ts'
import { createDates, type Dates } from '../date/date.ts'
import { readWithdrawn, toNotice } from '../feed/tombstone.ts'
import { readFirst, toDateLine, toSaidFile, toSaidNames, toSaidPerson, toSaidText } from './loose.ts'
import { readOwnFacts, readOwnPicture, readOwnReplies, readPictures, readPress, readTransferred } from './own.ts'

/** Whether a JSON value means to be a JSON Feed. */
export function isJsonFeed(value: unknown): value is Fields {
  const fields = toFields(value)
  return (
    fields !== undefined &&
    (findItems(fields) !== undefined || /jsonfeed\.org/.test(readString(fields, 'version') ?? ''))
  )
}

/** What others call the items. */
const OTHER_NAMES = ['entries', 'posts', 'articles', 'stories', 'news', 'results', 'data']

/** The name of the list of items: JSON Feed's, or the one of those that others use under which stories stand. */
function findItems(fields: Fields): string | undefined {
  if (Array.isArray(readField(fields, 'items'))) return 'items'
  const names = OTHER_NAMES.filter((name) => hasStories(readField(fields, name)))
  return names.length === 1 ? names[0] : undefined
}

/** Whether it is a list whose entries have a title and an address on the web each: else it may be of anything. */
function hasStories(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false
  return value.slice(0, 5).every((one) => {
    const fields = toFields(one) ?? {}
    const url = readFirst(fields, ADDRESSES) ?? ''
    return toSaidText(readField(fields, 'title')) !== undefined && /^(?:https?:\/)?\//i.test(url)
  })
}

/** Reads a JSON Feed; bad fields are left out, an item that is no object is no item. */
export function parseJsonFeed(fields: Fields, origin: DocumentOrigin): ParsedFeed {
  const dates = createDates(origin)
  const feed = newFeed('json')
  put(feed, 'version', /\/version\/([\d.]+)/.exec(readString(fields, 'version') ?? '')?.[1])
  put(feed, 'title', toSaidText(readField(fields, 'title'), 'text'))
  put(feed, 'description', toSaidText(readField(fields, 'description'), 'text'))
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
  for (const entry of toReadableEntries(feed, readList(fields, findItems(fields) ?? 'items')))
    takeEntry(feed, toFields(entry), dates)
  return feed
}

function takeEntry(feed: FeedBuilder, entry: Fields | undefined, dates: Dates): void {
  const item = entry && readJsonItem(entry, dates)
  if (!item) feed.warnings.push('An entry of "items" is no object and was left out.')
  else if (!isEmptyItem(item)) feed.items.push(item)
}

/** Reads one JSON Feed item. */
export function readJsonItem(fields: Fields, dates: Dates = createDates()): ParsedItem {
  const item = newItem()
  put(item, 'guid', readString(fields, 'id'))
  put(item, 'url', readFirst(fields, ADDRESSES) ?? toAddress(item.guid))
  put(item, 'externalUrl', readString(fields, 'external_url'))
  put(item, 'title', toSaidText(readField(fields, 'title'), 'text'))
  put(item, 'summary', toSaidText(readField(fields, 'summary') ?? readField(fields, 'excerpt'), 'text'))
  put(item, 'content', readContent(fields))
  putPublished(item, readFirstDate(fields, PUBLISHED, dates), dates)
  put(item, 'modified', dates.toDate(readFirstDate(fields, MODIFIED, dates)))
  put(item, 'language', readLanguage(readString(fields, 'language')))
  for (const person of readPeople(fields)) addPerson(item.authors, person)
  for (const name of toSaidNames(readField(fields, 'tags'))) addCategory(item.categories, name)
  for (const entry of readList(fields, 'attachments')) readAttachment(item, entry)
  const own = toFields(readField(fields, '_ara'))
  const withdrawn = own && readWithdrawn(own, item.modified)
  addPictures(item, fields, own)
  if (own !== undefined) readOwn(item, own)
  put(item, 'hold', toHold(fields, dates.toTime, isKnown) ?? (own && toHold(own, dates.toTime)))
  return withdrawn === undefined ? toParsedItem(item) : toNotice(toParsedItem(item), { ref: '', ...withdrawn })
}

/** What this service gives out has figures of the further pictures at its end, and says which way it runs. */
/** JSON Feed's own member is read as a date and nothing else. */
function isKnown(name: string): boolean {
  return name === 'date_published'
}

/** What this service adds to its feeds (JSON Feed 1.1, Extensions). */
function readOwn(item: ItemBuilder, own: Fields): void {
  put(item, 'moved', readTransferred(own, item.url))
  const press = readPress(own)
  if (item.moved === undefined && Object.keys(press).length > 0) item.press = press
  put(item, 'direction', toDirection(readString(own, 'direction')))
  readOwnFacts(item, own)
  const contributors = readList(own, 'contributors').flatMap((one) => toSaidPerson(one) ?? [])
  if (contributors.length > 0) item.contributors = contributors
  const replies = readOwnReplies(own)
  if (replies.length > 0) item.replies = replies
}

/** Where dates stand, in JSON Feed's words and in others'. */
const PUBLISHED = ['date_published', 'date_gmt', 'date', 'published', 'pubDate']
const MODIFIED = ['date_modified', 'modified_gmt', 'modified', 'updated']

/** What is said of a date at the first of the names that says one, else at the first that says anything. */
function readFirstDate(fields: Fields, names: readonly string[], dates: Dates): string | undefined {
  const said = names.flatMap((name) => toDateLine(readField(fields, name)) ?? [])
  return said.find((line) => (dates.toDate(line) ?? dates.toReckoned(line)) !== undefined) ?? said[0]
}

/** The members that JSON Feed has; else `content`, which it has not, and many write. */
function readContent(fields: Fields): Text | undefined {
  return (
    toHtml(fields) ?? toSaidText(readField(fields, 'content_text'), 'text') ?? toSaidText(readField(fields, 'content'))
  )
}

function toHtml(fields: Fields): Text | undefined {
  const html = toSaidText(readField(fields, 'content_html'), 'html')
  return html !== undefined && toFields(readField(fields, '_ara')) ? { ...html, value: withoutGiven(html.value) } : html
}

/** Where an item's address stands, in JSON Feed's words and in RSS's. */
const ADDRESSES = ['url', 'link', 'permalink']

function toAddress(guid: string | undefined): string | undefined {
  return guid && /^https?:\/\//i.test(guid) ? guid : undefined
}

/** 1.1 says `authors`, 1.0 `author`; a bare name is a person too. */
function readPeople(fields: Fields): readonly Person[] {
  const named = readList(fields, 'authors')
  const people = named.length > 0 ? named : readList(fields, 'author')
  return people.flatMap((one) => toSaidPerson(one) ?? [])
}

function readAttachment(item: ItemBuilder, entry: unknown): void {
  const file = toFields(entry) === undefined ? undefined : toSaidFile(entry)
  if (file !== undefined) addAttachment(item.attachments, file)
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
