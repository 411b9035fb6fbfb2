/**
 * ARA story text: a story as it stood on the agency's site, optionally behind YAML front matter
 * (date, slug, channel, language, direction, tags, image, url, title, authors), in which a word about being public is heeded.
 * The press lines around the story stay in its text; they are lifted for every format in one place, after reading.
 */

import { parseDocument } from 'yaml'
import { toAgency } from '../clean/press/agencies.ts'
import { isLabelled } from '../clean/press/byline.ts'
import { toCaption } from '../clean/press/caption.ts'
import { toDateline } from '../clean/press/dateline.ts'
import { ParseError } from '../errors.ts'
import type { Person } from '../model/content.ts'
import type { DocumentOrigin } from '../model/document.ts'
import { toHold, toTimeSaid } from '../model/hold.ts'
import type { ParsedFeed, ParsedItem } from '../model/model.ts'
import {
  addCategory,
  addPerson,
  addPicture,
  type Fields,
  type ItemBuilder,
  newFeed,
  newItem,
  put,
  putFirst,
  putNever,
  readField,
  readLanguage,
  readList,
  readString,
  splitWords,
  toDirection,
  toFields,
  toParsedItem,
} from './builder.ts'
import { createDates, type Dates } from './date/date.ts'
import { toPerson } from './feed/constructs.ts'
import { toMarkup } from './xml/entity.ts'

/** A story as a feed of one item. @throws ParseError where its front matter can't be used: published without it, it would be another story */
export function parseStory(text: string, origin: DocumentOrigin = {}): ParsedFeed {
  const dates = createDates(origin)
  const feed = newFeed('story')
  const { fields, body } = splitFrontMatter(text.replace(/\r\n?|\u2028/g, '\n'))
  const item = newItem()
  readFrontMatter(item, fields, dates)
  putFirst(item, 'hold', readBareHold(body.slice(0, MOST_YAML), dates))
  put(feed, 'language', item.language)
  if (body.length > MOST_CHARACTERS) feed.warnings.push(`The story is cut after ${MOST_CHARACTERS} characters.`)
  readBody(item, body.slice(0, MOST_CHARACTERS))
  feed.items.push(toParsedItem(item) satisfies ParsedItem)
  return feed
}

/** No story is as long, and no front matter. */
const MOST_CHARACTERS = 2_000_000
const MOST_YAML = 30_000

/** The widest that editors and mail programs wrap lines at. */
const WRAPPED = 120

type Split = { readonly fields: Fields; readonly body: string }

/** Front matter stands between two lines of three hyphens, the first of them the document's first. */
function splitFrontMatter(text: string): Split {
  // Hugo's and gray-matter's other kinds: taken for text, a draft would be public.
  if (/^\s*(?:\+\+\+|;;;|---(?:toml|json|js))[ \t]*\n/i.test(text)) {
    throw new ParseError('The story’s front matter is no YAML: only that, between lines of three hyphens, is read.')
  }
  const start = /^\s*---(?:yaml)?[ \t]*(?:#.*)?\n/i.exec(text)
  if (!start) return { fields: {}, body: text }
  const end = /^(?:---|\.\.\.)[ \t]*$/gm
  end.lastIndex = start[0].length
  const close = end.exec(text)
  // A line of hyphens may also be an ornament.
  if (!close && !/^\s*\w+:/.test(text.slice(start[0].length))) return { fields: {}, body: text }
  if (!close) throw new ParseError('The story’s front matter has no end: a line of three hyphens is missing.')
  const body = text.slice(close.index + close[0].length)
  const yaml = text.slice(start[0].length, close.index)
  if (yaml.length > MOST_YAML) throw new ParseError(`The story’s front matter is longer than ${MOST_YAML} characters.`)
  // Dates stay as written (core schema), aliases are not followed: a story needs none, a bomb does.
  // Its pretty errors take a square of their number in time: only the first is told of.
  const document = parseDocument(yaml, { schema: 'core', uniqueKeys: false, prettyErrors: false })
  const [error] = document.errors
  if (error) throw toParseError(error, toPlace(yaml, error.pos[0]))
  try {
    return { fields: toAllFields(document.toJS({ maxAliasCount: 0 })), body }
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause
    throw toParseError(cause)
  }
}

/** Some write the fields as a list. @throws ParseError where they are none: dropped, a draft would be public */
function toAllFields(value: unknown): Fields {
  if (typeof value === 'string' && /^[\p{L}\p{Cf} _-]{1,40}[:=：]/mu.test(value)) {
    throw new ParseError('The story’s front matter has no fields: a colon and a blank stand after each name.')
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  const all = list.flatMap((one) => Object.entries(toFields(one) ?? {}))
  return Object.fromEntries(all.map(([name, one]) => [withoutMarks(name), one]))
}

/** Without marks of direction and their like, which nobody sees. */
function withoutMarks(text: string): string {
  return text.replace(/\p{Cf}/gu, '')
}

/** Fields whose lines of hyphens were forgotten, or are something else, are text; but what they say of being public is heeded. */
function readBareHold(body: string, { toTime }: Dates): ItemBuilder['hold'] {
  const pairs = toBareLines(body).map((line) => /^([\w -]{1,40}?) ?[:=：](?!\/\/)(.*)$/.exec(line))
  if (pairs.length === 0 || pairs.includes(null)) return undefined
  const fields = Object.fromEntries(pairs.map((pair) => [pair?.[1]?.toLowerCase(), pair?.[2]?.trim() ?? '']))
  const time = toTime(fields.date)
  const dated = time === undefined ? undefined : { field: 'date', says: toTimeSaid(time), until: time }
  const hold = toHold(fields, toTime) ?? dated
  // One line may be a headline: `Live: the vote in Erbil`.
  return pairs.length > 1 || hold?.says.startsWith('is ') ? hold : undefined
}

/** The lines of the first block that has a letter; of them those that have one: the others set it apart. */
function toBareLines(body: string): readonly string[] {
  const blocks = withoutMarks(body).split(/\n[\s\u00a0]*\n/)
  const first = blocks.find((block) => /\p{L}/u.test(block)) ?? ''
  const lines = first.split('\n').map((line) => line.trim())
  return lines.filter((line) => /\p{L}/u.test(line))
}

function toParseError(cause: Error, place = ''): ParseError {
  return new ParseError(`The story’s front matter is no YAML: ${cause.message.split('\n')[0]}${place}`, { cause })
}

function toPlace(yaml: string, at: number): string {
  const before = yaml.slice(0, at).split('\n')
  return ` at line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
}

/** @throws ParseError where a date stands that is none: a story must not pass for one of today */
function readMoment(item: ItemBuilder, fields: Fields, name: string, dates: Dates): number | undefined {
  const value = readField(fields, name)
  const text = readString(fields, name) ?? (typeof value === 'object' && value !== null ? 'a list' : undefined)
  const date = dates.toDate(text)
  if (text && date === undefined && !putNever(item, 'date', text, dates))
    throw new ParseError(`The story’s front matter has a ${name} that is no date: ${text}`)
  return date
}

/** `03/12/2026` is read as a day of March, and whoever puts the day first means one of December. */
function readOtherDay(date: string, { toTime }: Dates): ItemBuilder['hold'] {
  const [, first, second, rest] = /^\s*(\d{1,2})\/(\d{1,2})(\/.*)$/s.exec(date) ?? []
  const until = toTime(`${second}/${first}${rest}`)
  const says = until === undefined ? '' : `may be ${new Date(until).toISOString()}: write it so, with the year first`
  return until === undefined ? undefined : { field: 'date', says, until }
}

/** Where others keep settings of a page: Hugo under `params`, Zola under `extra`, YAML's merges under `<<`. */
const INNER = /^(?:<<|params?|extra|meta(?:data)?|settings|options|page|post|custom)$/i

function toInnerFields(fields: Fields): Fields {
  const inner = Object.entries(fields).filter(([name]) => INNER.test(name))
  return Object.fromEntries(inner.flatMap(([, value]) => Object.entries(toAllFields(value))))
}

function readFrontMatter(item: ItemBuilder, fields: Fields, dates: Dates): void {
  put(item, 'title', toTitle(readString(fields, 'title')))
  put(item, 'channel', readString(fields, 'channel')?.toLowerCase())
  put(item, 'published', readMoment(item, fields, 'date', dates))
  put(item, 'modified', readMoment(item, fields, 'updated', dates) ?? readMoment(item, fields, 'modified', dates))
  const hold = toHold(fields, dates.toTime) ?? toHold(toInnerFields(fields), dates.toTime)
  put(item, 'hold', hold ?? readOtherDay(readString(fields, 'date') ?? '', dates))
  put(item, 'slug', readString(fields, 'slug'))
  put(item, 'language', readLanguage(readString(fields, 'language') ?? readString(fields, 'lang')))
  put(item, 'direction', toDirection(readString(fields, 'direction') ?? readString(fields, 'dir')))
  put(item, 'url', readString(fields, 'url'))
  for (const tag of toLines(fields, 'tags')) addCategory(item.categories, tag)
  for (const author of [...readPeople(fields, 'authors'), ...readPeople(fields, 'author')])
    addPerson(item.authors, author)
  const image = readField(fields, 'image')
  const picture = toFields(image)
  const url = picture ? readString(picture, 'url') : readString(fields, 'image')
  const caption = picture && readString(picture, 'caption')
  const credit = picture && readString(picture, 'credit')
  if (url) addPicture(item.pictures, { url, ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) })
}

function toTitle(value: string | undefined): ItemBuilder['title'] {
  return value === undefined ? undefined : { value, type: 'text' }
}

/** `[a, b]`, or `a, b` in one line, with the commas of any script. */
function toLines(fields: Fields, name: string): readonly string[] {
  return readList(fields, name).flatMap((one) => splitWords(String(one)))
}

function readPeople(fields: Fields, name: string): readonly Person[] {
  return readList(fields, name).flatMap((one) => {
    const person = toFields(one)
    const line = person ? readString(person, 'name') : typeof one === 'string' ? one : undefined
    const url = person && readString(person, 'url')
    const known = line && toPerson(line)
    return known ? { ...known, ...(url ? { url } : {}) } : []
  })
}

/** Blocks are set apart by blank lines; the first is the headline if it looks like one. */
function readBody(item: ItemBuilder, body: string): void {
  const blocks = toBlocks(body)
  const [first] = blocks
  const headline = first !== undefined && isHeadline(first, blocks[1])
  // A title in the front matter stands again as the headline in most files.
  if (headline && !item.title) item.title = { value: first.replace(/\s+/g, ' '), type: 'text' }
  const repeated = headline && item.title?.value === first.replace(/\s+/g, ' ')
  const html = (repeated ? blocks.slice(1) : blocks).map(toParagraph).join('\n')
  if (html) item.content = { value: html, type: 'html' }
}

function toBlocks(body: string): readonly string[] {
  const blocks = splitTrimmed(body, /\n[\s\u00a0]*\n/)
  // Pasted from a browser, a story has a paragraph a line.
  const lines = splitTrimmed(body, /\n/)
  return blocks.length === 1 && lines.length > 2 && !areWrapped(lines) ? lines : blocks
}

/** Lines that somebody wrapped are short, all of them, and break off within sentences. */
function areWrapped(lines: readonly string[]): boolean {
  if (lines.some((line) => line.length > WRAPPED || isPressLine(line))) return false
  const long = lines.filter((line) => line.length > WRAPPED / 2)
  return long.length === 0 || !long.every((line) => /[.!?…:؟。]["'”’»)]*$/.test(line))
}

function splitTrimmed(text: string, at: RegExp): readonly string[] {
  return text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function toParagraph(block: string): string {
  const lines = block.split('\n').map((line) => toMarkup(line.trim()))
  return `<p>${lines.join('<br>\n')}</p>`
}

// Whether the first lines of a story are its headline.

const LONGEST = 200

/** Shorter ones may be headlines: `Kobane – A year after`. */
const LEDE_WORDS = 8

/** `Qamishli, Syria – Subsequent to …`: a place, a dash and a sentence. */
function isDated(line: string): boolean {
  const found = toDateline(line, NO_CHANNEL, true)
  return found?.dateline !== undefined && line.slice(found.length).split(/\s+/).length >= LEDE_WORDS
}

/** A file is read before it is known whose it is. */
const NO_CHANNEL = {}

/** Whether it says whose a picture is, in whatever words. */
function isCredit(line: string): boolean {
  return line.includes('©') || toCaption(line)?.credit !== undefined
}

/** Whether a line is the agency's own: its name alone, or a label and what it is for. */
function isPressLine(line: string): boolean {
  return toAgency(line, NO_CHANNEL) !== undefined || isLabelled(line)
}

/**
 * One line of at most 200 characters that ends no sentence and is no caption, credit, agency line, press label
 * or dateline. An agency that needs no headline gets none rather than a wrong one.
 */
function isHeadline(block: string, next = ''): boolean {
  if (block.includes('\n') || block.length > LONGEST || !/\p{L}/u.test(block)) return false
  const line = block.replace(/[\s\u00a0]+/g, ' ').trim()
  const isSentence = /[.。।](?:["”’»)]*)$/.test(line) && !/(?:\.\.\.|…|\b[A-Z]\.)$/.test(line)
  // Some end in a full stop all the same; above a caption there is nothing else it could be.
  if (isSentence && !(isCredit(next) && !/[.。।]\s/.test(line))) return false
  return !isCredit(line) && !isPressLine(line) && !isDated(line)
}
