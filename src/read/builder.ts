/**
 * What the readers of all formats have in common. Items and feeds while they are being read: fields are filled in the
 * document's order, rivals settled at the end; fields of JSON, languages, and text that may be HTML. Promises: a field
 * of the wrong type is none.
 */

import { decodeHTMLStrict } from 'entities/decode'
import { ENTRIES, ITEMS } from '../model/bounds/bounds.ts'
import type { Attachment, Category, Direction, Person, Picture, Text } from '../model/content.ts'
import type { PollHints } from '../model/document.ts'
import { toTimeSaid } from '../model/hold.ts'
import type { ParsedFeed, ParsedItem } from '../model/model.ts'
import type { Dates } from './date/date.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

type Lists = 'authors' | 'contributors' | 'categories' | 'attachments' | 'pictures' | 'spares' | 'alsoAt'

export type ItemBuilder = Mutable<Omit<ParsedItem, Lists>> & {
  readonly authors: Person[]
  contributors?: Person[]
  readonly categories: Category[]
  readonly attachments: Attachment[]
  readonly pictures: Picture[]
  readonly spares: string[]
  readonly alsoAt: string[]
}

export type FeedBuilder = Mutable<Omit<ParsedFeed, 'authors' | 'hubs' | 'hints' | 'items' | 'warnings'>> & {
  readonly authors: Person[]
  readonly hubs: string[]
  readonly hints: Mutable<PollHints>
  readonly items: ParsedItem[]
  readonly warnings: string[]
}

export function newItem(): ItemBuilder {
  return { authors: [], categories: [], attachments: [], pictures: [], spares: [], alsoAt: [] }
}

export function newFeed(format: string): FeedBuilder {
  return { format, authors: [], hubs: [], hints: {}, items: [], warnings: [] }
}

/** Sets a field unless there is nothing to set: absent fields are absent, not undefined. */
export function put<T, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined && value !== '') target[key] = value
}

/** Sets a field that nobody has set before. */
export function putFirst<T, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (target[key] === undefined) put(target, key, value)
}

/** A date of the year 9999 is none, and who hands the story in means that it is not public. Answers whether it is one. */
export function putNever(item: ItemBuilder, field: string, text: string | undefined, dates: Dates): boolean {
  const until = dates.toTime(text)
  if (until === undefined || until <= 0) return false
  item.hold = { field, says: toTimeSaid(until), until }
  return true
}

/** When it was published; where that is said from now, it is reckoned from when the document was read. */
export function putPublished(item: ItemBuilder, text: string | undefined, dates: Dates): void {
  const said = dates.toDate(text)
  const time = said ?? dates.toReckoned(text)
  if (time === undefined) {
    putNever(item, 'date_published', text, dates)
    return
  }
  item.published = time
  delete item.reckoned
  if (said === undefined) item.reckoned = true
}

/** The item as a value: without its empty optional lists, named once under each address. */
export function toParsedItem(draft: ItemBuilder): ParsedItem {
  const { alsoAt, spares, ...item } = draft
  const others = alsoAt.length > 0 ? [...new Set(alsoAt)].filter((url) => url !== item.url) : alsoAt
  return {
    ...item,
    ...(spares.length > 0 ? { spares } : {}),
    ...(others.length > 0 ? { alsoAt: others } : {}),
  }
}

/** The entries of a list that are read: a document has room for millions of `{}`, each of which costs what an item does. */
export function toReadableEntries(feed: FeedBuilder, entries: readonly unknown[]): readonly unknown[] {
  warnOfSkipped(feed, entries.length - ITEMS)
  return entries.slice(0, ITEMS)
}

export function warnOfSkipped(feed: FeedBuilder, left: number): void {
  if (left > 0) feed.warnings.push(`The document has ${left} items more than can be read at once.`)
}

/** `<item>` again and again is no news, and a document has room for a million of them. */
export function isEmptyItem({ hold, ...item }: ParsedItem): boolean {
  return Object.values(item).every((value) => value === undefined || (Array.isArray(value) && value.length === 0))
}

/** One author once: feeds give the same person as author, dc:creator and itunes:author. */
export function addPerson(people: Person[], person: Person | undefined): void {
  if (!person || people.length >= ENTRIES) return
  const at = people.findIndex((known) => isSame(known, person))
  const known = people[at]
  if (known) people[at] = { ...person, ...known }
  else people.push(person)
}

/** By name; those without one by their address. */
function isSame(one: Person, other: Person): boolean {
  if (one.name !== other.name) return false
  return one.name !== '' || (one.email === other.email && one.url === other.url)
}

export function addCategory(categories: Category[], name: string, scheme?: string, label?: string): void {
  if (!name || categories.length >= ENTRIES) return
  for (const known of categories) {
    if (known.name === name && known.scheme === scheme && known.label === label) return
  }
  categories.push({ name, ...(scheme ? { scheme } : {}), ...(label ? { label } : {}) })
}

/** Commas and semicolons of every script; ASCII's semicolon may stand in a word's reference. */
const LISTED = /[,،，、﹐﹑︐؛；﹔]/
const LISTED_NAMES = /[،，、﹐﹑︐؛；﹔]/

/** What a list of words in one line names, as keywords are written: `سوريا، العراق`. A category of its own is no list. */
export function splitWords(text: string): readonly string[] {
  return text
    .split(LISTED)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** Names in one line; a Latin comma may stand within a name: `Yousef, Egid`. */
export function splitNames(text: string): readonly string[] {
  return text
    .split(LISTED_NAMES)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

export function addAttachment(attachments: Attachment[], attachment: Attachment): void {
  if (attachments.length < ENTRIES) attachments.push(attachment)
}

/** Adds one to people that are there only when somebody is named. */
export function addContributor(item: ItemBuilder, person: Person | undefined): void {
  const people = item.contributors ?? []
  addPerson(people, person)
  if (people.length > 0) item.contributors = people
}

/** Adds one that is shown only where there is no other. */
export function addSpare(item: ItemBuilder, picture: Picture): void {
  if (item.pictures.some(({ url }) => url === picture.url)) return
  addPicture(item.pictures, picture)
  item.spares.push(picture.url)
}

export function addPicture(pictures: Picture[], picture: Picture): void {
  if (pictures.length >= ENTRIES || !picture.url) return
  if (!pictures.some((known) => known.url === picture.url)) pictures.push(picture)
}

/** Plain text that some feeds fill with HTML all the same. */
export function toGuessedText(value: string): Text {
  return { value, type: looksLikeHtml(value) ? 'html' : 'text' }
}

// Guessing whether text is HTML, where a format does not say.

/** Elements that people put into feeds; a word in angle brackets that is none of them is a word. */
const ELEMENTS: ReadonlySet<string> = new Set(
  `a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code
  col colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form
  h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main map mark menu meter nav noscript
  ol optgroup option output p picture pre progress q rp rt ruby s samp section select small source span
  strike strong sub summary sup table tbody td textarea tfoot th thead time tr track tt u ul var video wbr`.split(
    /\s+/,
  ),
)

/**
 * Universal Feed Parser's rule: there is an end tag or a reference, and every tag and every name of a reference is HTML's.
 * Conservative, since a wrong guess loses text: `a <b> c` stays as it is.
 */
export function looksLikeHtml(value: string): boolean {
  const tagged = value.includes('<')
  if (!tagged && !value.includes('&')) return false
  const reference = /&#?\w{1,32};/.test(value)
  if (reference && !hasKnownNames(value)) return false
  if (!tagged) return reference
  if (!reference && !/<\/\w{1,32}>/.test(value)) return false
  for (const [, name = ''] of value.matchAll(/<\/?(\w{1,32})/g)) if (!ELEMENTS.has(name.toLowerCase())) return false
  return true
}

/** `AT&T;` is no reference, and text that holds it was not written as HTML. */
export function hasKnownNames(value: string): boolean {
  for (const [name] of value.matchAll(/&\w{1,32};/g)) if (decodeHTMLStrict(name) === name) return false
  return true
}

// Language tags (BCP 47), as documents misspell them.

/** `en_US` as `en-US`; undefined where it is no language tag. */
export function readLanguage(text: string | undefined): string | undefined {
  const tag = text?.trim().replaceAll('_', '-')
  return tag && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : undefined
}

/** Which way a story runs, where that is said. */
export function toDirection(said: string | undefined): Direction | undefined {
  const direction = said?.trim().toLowerCase()
  return direction === 'ltr' || direction === 'rtl' ? direction : undefined
}

// Fields of JSON values that nobody has checked: a field of the wrong type is no field.

export type Fields = Readonly<Record<string, unknown>>

/** The value as an object with fields; undefined for everything else, lists too. */
export function toFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** An own field, so that `__proto__` and `constructor` are fields like others. */
export function readField(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** Text that is not blank, trimmed; a number counts as its digits. */
export function readString(fields: Fields, name: string): string | undefined {
  const value = readField(fields, name)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? value.trim() || undefined : undefined
}

/** A number of things that is not negative; digits in text count. */
export function readNumber(fields: Fields, name: string): number | undefined {
  const value = readField(fields, name)
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined
}

/** A list; one value that stands alone is a list of it. */
export function readList(fields: Fields, name: string): readonly unknown[] {
  const value = readField(fields, name)
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
