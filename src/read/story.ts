/**
 * ARA story text: a story as it stood on the agency's site, optionally behind YAML front matter
 * (story/keys.ts), in which a word about being public is heeded; as plain text or as Markdown.
 * The press lines around the story stay in its text; they are lifted for every format in one place, after reading.
 */

import { parseDocument } from 'yaml'
import { ParseError } from '../errors.ts'
import { STORY } from '../model/bounds/bounds.ts'
import type { Person, Picture } from '../model/content.ts'
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
  splitNames,
  splitWords,
  toDirection,
  toFields,
  toParsedItem,
} from './builder.ts'
import { createDates, type Dates } from './date/date.ts'
import { toPerson } from './feed/constructs.ts'
import { toUnknownKeys } from './story/keys.ts'
import { readMarkdownStory } from './story/markdown.ts'
import { readPlainStory } from './story/plain.ts'

/** A story as a feed of one item. @throws ParseError where its front matter can't be used: published without it, it would be another story */
export function parseStory(text: string, origin: DocumentOrigin = {}): ParsedFeed {
  const dates = createDates(origin)
  const feed = newFeed('story')
  const { fields, body } = splitFrontMatter(text.replace(/\r\n?|\u2028/g, '\n'))
  const item = newItem()
  readFrontMatter(item, fields, dates)
  putFirst(item, 'hold', readBareHold(body.slice(0, MOST_YAML), dates))
  put(feed, 'language', item.language)
  const read = isMarkdown(origin.contentType ?? '') ? readMarkdownStory : readPlainStory
  feed.warnings.push(...toUnknownKeys(fields), ...read(item, body.slice(0, MOST_CHARACTERS)))
  feed.items.push(toParsedItem(item) satisfies ParsedItem)
  return feed
}

/** Whether a story of this type is Markdown (RFC 7763). */
export function isMarkdown(contentType: string): boolean {
  return /^\s*text\/(?:x-)?markdown\s*(?:;|$)/i.test(contentType)
}

/** What is beyond it would be cut off later, and be told of then. */
const MOST_CHARACTERS = 2 * STORY
/** No front matter is as long. */
const MOST_YAML = 30_000

type Split = { readonly fields: Fields; readonly body: string }

/** Front matter stands between two lines of three hyphens, the first of them the document's first. */
function splitFrontMatter(text: string): Split {
  // Hugo's and gray-matter's other kinds: taken for text, a draft would be public.
  if (/^\s*(?:(?:\+\+\+|;;;|---(?:toml|json|js))[ \t]*\n|\{\s*"\w+"\s*:)/i.test(text)) {
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
const INNER = /^(?:<<|params?|extra|meta(?:data)?|settings|options|page|post|custom|front[ _-]?matter)$/i
const DEEPEST = 4

/** The fields, and those of settings within. */
function toLevels(fields: Fields, depth = 0): readonly Fields[] {
  const inner = depth === DEEPEST ? [] : Object.entries(fields).filter(([name]) => INNER.test(name))
  return [fields, ...inner.flatMap(([, value]) => toLevels(toAllFields(value), depth + 1))]
}

function readFrontMatter(item: ItemBuilder, fields: Fields, dates: Dates): void {
  put(item, 'title', toTitle(readString(fields, 'title')))
  put(item, 'channel', readString(fields, 'channel')?.toLowerCase())
  put(item, 'published', readMoment(item, fields, 'date', dates))
  put(item, 'modified', readMoment(item, fields, 'updated', dates) ?? readMoment(item, fields, 'modified', dates))
  const holds = toLevels(fields).map((level) => toHold(level, dates.toTime))
  const hold = holds.find((one) => one !== undefined)
  put(item, 'hold', hold ?? readOtherDay(readString(fields, 'date') ?? '', dates))
  put(item, 'slug', readString(fields, 'slug'))
  put(item, 'language', readLanguage(readString(fields, 'language') ?? readString(fields, 'lang')))
  put(item, 'direction', toDirection(readString(fields, 'direction') ?? readString(fields, 'dir')))
  put(item, 'url', readString(fields, 'url'))
  for (const tag of toLines(fields, 'tags')) addCategory(item.categories, tag)
  for (const author of [...readPeople(fields, 'authors'), ...readPeople(fields, 'author')])
    addPerson(item.authors, author)
  put(item, 'summary', toTitle(readString(fields, 'summary') ?? readString(fields, 'description')))
  for (const picture of toPictures(fields)) addPicture(item.pictures, picture)
}

/** An address, or fields of a picture, or several; the words beside the fields are the first one's. */
function toPictures(fields: Fields): Picture[] {
  const said = ['image', 'images', 'pictures'].flatMap((name) => {
    const value = readField(fields, name)
    return Array.isArray(value) ? value : [value]
  })
  const pictures = said.flatMap((one) => {
    const own = toFields(one) ?? (typeof one === 'string' ? { url: one } : {})
    const url = ADDRESSES.map((name) => readString(own, name)).find((found) => found !== undefined)
    return url ? [{ url: url.trim(), ...toWords(own) }] : []
  })
  const [first, ...rest] = pictures
  return first === undefined ? [] : [{ ...toWords(fields), ...first }, ...rest]
}

const ADDRESSES = ['url', 'src', 'path', 'file']
const WORDS = ['caption', 'alt', 'credit'] as const

function toWords(fields: Fields): Partial<Picture> {
  const said = WORDS.map((name) => [name, readString(fields, name)] as const)
  return Object.fromEntries(said.filter(([, words]) => words !== undefined && words !== ''))
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
    return splitNames(line ?? '').flatMap((each) => {
      const known = toPerson(each)
      return known ? { ...known, ...(url ? { url } : {}) } : []
    })
  })
}
