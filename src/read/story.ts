/**
 * ARA story text: a story as it stood on the agency's site, optionally behind YAML front matter
 * (date, slug, channel, language, tags, image, url, title, authors).
 * The press lines around the story stay in its text; they are lifted for every format in one place, after reading.
 */
import { parseDocument } from 'yaml'
import type { ParsedFeed, ParsedItem, Person } from '../model.ts'
import { toDate } from './date.ts'
import { addCategory, addPerson, addPicture, type ItemDraft, newFeed, newItem, put, toItem } from './draft.ts'
import { toMarkup } from './entity.ts'
import { type Fields, readField, readList, readString, toFields } from './field.ts'
import { isHeadline } from './headline.ts'
import { toLanguage } from './language.ts'
import { toPerson } from './person.ts'

/** A story as a feed of one item. */
export function parseStory(text: string): ParsedFeed {
  const feed = newFeed('story')
  const { fields, body, warning } = splitFrontMatter(text.replace(/\r\n?|\u2028/g, '\n'))
  if (warning) feed.warnings.push(warning)
  const item = newItem()
  readFrontMatter(item, fields)
  put(feed, 'language', item.language)
  readBody(item, body)
  feed.items.push(toItem(item) satisfies ParsedItem)
  return feed
}

/** The channel that a story's front matter names; undefined where it names none. */
export function readStoryChannel(text: string): string | undefined {
  const { fields } = splitFrontMatter(text.replace(/\r\n?/g, '\n'))
  return readString(fields, 'channel')?.toLowerCase()
}

type Split = { readonly fields: Fields; readonly body: string; readonly warning?: string }

/** Front matter stands between two lines of three hyphens, the first of them the document's first. */
function splitFrontMatter(text: string): Split {
  const start = /^\s*---[ \t]*\n/.exec(text)
  if (!start) return { fields: {}, body: text }
  const end = /^(?:---|\.\.\.)[ \t]*$/gm
  end.lastIndex = start[0].length
  const close = end.exec(text)
  if (!close) return { fields: {}, body: text }
  const body = text.slice(close.index + close[0].length)
  const yaml = text.slice(start[0].length, close.index)
  // Dates stay as written (core schema), aliases are not followed: a story needs none, a bomb does.
  const document = parseDocument(yaml, { schema: 'core', uniqueKeys: false })
  const [error] = document.errors
  if (error) return { fields: {}, body, warning: toWarning(error) }
  try {
    return { fields: toFields(document.toJS({ maxAliasCount: 0 })) ?? {}, body }
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause
    return { fields: {}, body, warning: toWarning(cause) }
  }
}

function toWarning(error: Error): string {
  return `The story's front matter can't be used (${error.message.split('\n')[0]}); it was left out.`
}

function readFrontMatter(item: ItemDraft, fields: Fields): void {
  put(item, 'title', toTitle(readString(fields, 'title')))
  put(item, 'published', toDate(readString(fields, 'date')))
  put(item, 'modified', toDate(readString(fields, 'updated') ?? readString(fields, 'modified')))
  put(item, 'slug', readString(fields, 'slug'))
  put(item, 'language', toLanguage(readString(fields, 'language') ?? readString(fields, 'lang')))
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

function toTitle(value: string | undefined): ItemDraft['title'] {
  return value === undefined ? undefined : { value, type: 'text' }
}

/** `[a, b]`, or `a, b` in one line. */
function toLines(fields: Fields, name: string): readonly string[] {
  const list = readList(fields, name).flatMap((one) => (typeof one === 'string' ? one.split(',') : String(one)))
  return list.map((one) => one.trim()).filter((one) => one !== '')
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
function readBody(item: ItemDraft, body: string): void {
  const blocks = body
    .split(/\n[\s\u00a0]*\n/)
    .map((block) => block.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, ''))
    .filter((block) => block !== '')
  const [first] = blocks
  const headline = first !== undefined && isHeadline(first)
  // A title in the front matter stands again as the headline in most files.
  if (headline && !item.title) item.title = { value: first.replace(/\s+/g, ' '), type: 'text' }
  const repeated = headline && item.title?.value === first.replace(/\s+/g, ' ')
  const html = (repeated ? blocks.slice(1) : blocks).map(toParagraph).join('\n')
  if (html) item.content = { value: html, type: 'html' }
}

function toParagraph(block: string): string {
  const lines = block.split('\n').map((line) => toMarkup(line.trim()))
  return `<p>${lines.join('<br>\n')}</p>`
}
