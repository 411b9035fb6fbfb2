/**
 * JSON of any shape as a source, by the paths of its settings; also JSON that stands in a page.
 * Promises: what stands at the paths, in the document's order, addresses as written; a document in which nothing stands
 * there is one ParseError that names the path and what is there instead; an empty list is no items, and no fault.
 */

import { ParseError } from '../errors.ts'
import { parseTree } from '../html/bounded.ts'
import { type Element, isText } from '../html/tree.ts'
import { ITEMS } from '../model/bounds/bounds.ts'
import type { Person, Text } from '../model/content.ts'
import type { DocumentOrigin } from '../model/document.ts'
import { toBoundedFeed } from '../model/feed.ts'
import type { ParsedFeed, ParsedItem } from '../model/model.ts'
import { parsePath, parseTemplate } from '../model/path.ts'
import type { JsonPaths } from '../model/settings.ts'
import {
  addAttachment,
  addCategory,
  addPerson,
  addPicture,
  type ItemBuilder,
  newFeed,
  newItem,
  put,
  putPublished,
  toFields,
  toParsedItem,
  toReadableEntries,
} from '../read/builder.ts'
import { createDates, type Dates } from '../read/date/date.ts'
import { type JsonDocument, parseJsonDocument } from '../read/json/document.ts'
import { readJsonItem } from '../read/json/json.ts'
import { toDateLine, toSaidAddress, toSaidFile, toSaidNames, toSaidPerson, toSaidText } from '../read/json/loose.ts'
import { describePlaces, readPlaces, readTemplate, toAddressPart } from '../read/json/places.ts'
import { decodeBytes, decodePage } from '../read/text/text.ts'
import { finish } from '../steps.ts'
import { readPeople } from './facts/people.ts'
import { select } from './selector.ts'

/** Reads the items of a JSON document. @throws ParseError where nothing stands at the paths, or it is no JSON */
export function parseJsonList(bytes: Uint8Array, origin: DocumentOrigin, paths: JsonPaths): ParsedFeed {
  const { document, warnings } = readDocument(bytes, origin, paths)
  const feed = newFeed('json')
  const dates = createDates(origin)
  const entries = toReadableEntries(feed, findEntries(document.value, origin, paths))
  feed.items.push(...entries.flatMap((entry) => toItem(entry, paths, dates) ?? []))
  if (entries.length > 0 && feed.items.length === 0) {
    throw new ParseError(
      `The items of the JSON at ${toWhere(origin)} have no titles, links or texts at the paths that are given: ${describePlaces(entries[0], [])}.`,
    )
  }
  if (document.fault !== undefined) feed.warnings.push(`The document is not valid JSON: ${document.fault}`)
  const cut = document.isWhole ? {} : { cut: true }
  return finish(toBoundedFeed({ ...feed, ...cut, warnings: [...warnings, ...feed.warnings] }))
}

type Read = { readonly document: JsonDocument; readonly warnings: readonly string[] }

function readDocument(bytes: Uint8Array, origin: DocumentOrigin, paths: JsonPaths): Read {
  if (paths.in !== undefined) return readWithin(bytes, origin, paths, paths.in)
  const { text, warnings } = decodeBytes(bytes, origin.contentType)
  if (!/[[{]/.test(text) || /^\s*</.test(text)) {
    throw new ParseError(`The document at ${toWhere(origin)} is no JSON.`)
  }
  return { document: parseJsonDocument(text), warnings }
}

/** Of several elements the first in which something stands at the path. */
function readWithin(bytes: Uint8Array, origin: DocumentOrigin, paths: JsonPaths, selector: string): Read {
  const { text, warnings } = decodePage(bytes, origin.contentType)
  const elements = select(selector, parseTree(text)).slice(0, 50)
  const texts = elements.flatMap((element) => {
    const held = element.attrs.find(({ value }) => /^\s*[[{]/.test(value))?.value
    return [toOwnText(element), held ?? ''].filter((one) => /[[{]/.test(one))
  })
  if (texts.length === 0) {
    throw new ParseError(`The page at ${toWhere(origin)} has no JSON at the selector “${selector}”.`)
  }
  const documents = texts.map(parseJsonDocument)
  const path = parsePath(paths.items) ?? []
  const document = documents.find(({ value }) => readPlaces(value, path, 1).length > 0) ?? documents[0]
  return { document: document ?? { value: undefined, isWhole: true }, warnings }
}

/** The text of a script, or of any element that holds nothing but text. */
function toOwnText(element: Element): string {
  return element.childNodes.map((node) => (isText(node) ? node.value : '')).join('')
}

function toWhere({ url }: DocumentOrigin): string {
  return url ?? 'an unknown address'
}

/** The items: those of the list at the path, or each thing at it. @throws ParseError where there is nothing */
function findEntries(value: unknown, origin: DocumentOrigin, { items }: JsonPaths): readonly unknown[] {
  const path = parsePath(items) ?? []
  const found = readPlaces(value, path, ITEMS + 1)
  if (found.length === 0) {
    const there = describePlaces(value, path)
    throw new ParseError(`The JSON at ${toWhere(origin)} has nothing at the path “${items}”: ${there}.`)
  }
  const entries = found.flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : [one]))
  if (entries.length === 0 || entries.some((one) => typeof one === 'object' && one !== null)) return entries
  throw new ParseError(
    `The JSON at ${toWhere(origin)} has no items at the path “${items}”, but a ${typeof entries[0]}.`,
  )
}

/** One item; undefined where there is neither a headline, a link nor a text. */
function toItem(entry: unknown, paths: JsonPaths, dates: Dates): ParsedItem | undefined {
  const fields = toFields(entry)
  if (fields === undefined) return undefined
  const { hold, ...usual } = readJsonItem(fields, dates)
  const item = toParsedItem(readItem(entry, paths, dates))
  const lists = Object.entries(item).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  const whole = { ...usual, ...Object.fromEntries(lists), ...(hold === undefined ? {} : { hold }) }
  return whole.title || whole.url || whole.content || whole.summary ? whole : undefined
}

/** What stands at the paths of an item. */
function readItem(entry: unknown, paths: JsonPaths, dates: Dates): ItemBuilder {
  const item = newItem()
  const at = (name: Exclude<keyof JsonPaths, 'items' | 'in'>, encode?: (text: string) => string) => {
    const template = parseTemplate(paths[name] ?? '')
    return template === undefined ? [] : readTemplate(entry, template, encode).flat()
  }
  const address = (name: 'link' | 'picture' | 'audio') => at(name, toAddressPart)
  put(item, 'guid', toSaidText(at('id')[0], 'text')?.value)
  put(item, 'url', toSaidAddress(address('link')[0]))
  put(item, 'title', toSaidText(at('title')[0]))
  put(item, 'summary', toJoined(at('summary')))
  put(item, 'content', toJoined(at('content')))
  putPublished(item, toDateLine(at('date')[0]), dates)
  put(item, 'modified', dates.toDate(toDateLine(at('modified')[0])))
  for (const person of at('author').flatMap(toPeople)) addPerson(item.authors, person)
  const tags = at('tags')
  for (const name of toSaidNames(tags.length === 1 ? tags[0] : tags)) addCategory(item.categories, name)
  for (const url of address('picture').map(toSaidAddress)) if (url) addPicture(item.pictures, { url })
  for (const file of address('audio').flatMap((one) => toSaidFile(one) ?? [])) addAttachment(item.attachments, file)
  return item
}

/** `By Jane Doe and Ali Can`, or an object with a name. */
function toPeople(value: unknown): readonly Person[] {
  if (typeof value !== 'string') return [toSaidPerson(value)].filter((one) => one !== undefined)
  const people = readPeople(value)
  return people.length > 0 ? people : [toSaidPerson(value)].filter((one) => one !== undefined)
}

/** Paragraphs that stand in a list are one text. */
function toJoined(values: readonly unknown[]): Text | undefined {
  const texts = values.flatMap((value) => toSaidText(value) ?? [])
  const [first] = texts
  if (first === undefined || texts.length === 1) return first
  const isHtml = texts.some(({ type }) => type === 'html')
  return { value: texts.map(({ value }) => value).join('\n\n'), type: isHtml ? 'html' : 'text' }
}
