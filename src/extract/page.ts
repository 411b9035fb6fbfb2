/**
 * An HTML page as a source, by the selectors of a channel's file.
 * Promises: what stands at them, in the page's order, addresses as written; a page on which nothing stands there is one
 * ParseError that names the selector, so that a site's new design is noticed and not taken for silence.
 */

import { serialize } from 'parse5'
import { ParseError } from '../errors.ts'
import { parseTree } from '../html/bounded.ts'
import { attribute, type Element, find, findNamed, toOutermost } from '../html/tree.ts'
import { ENTRIES } from '../model/bounds/bounds.ts'
import type { Text } from '../model/content.ts'
import type { DocumentOrigin } from '../model/document.ts'
import { toBoundedFeed } from '../model/feed.ts'
import type { ParsedFeed, ParsedItem } from '../model/model.ts'
import type { PageSelectors } from '../model/settings.ts'
import {
  addAttachment,
  addCategory,
  addPerson,
  addPicture,
  newFeed,
  newItem,
  put,
  toParsedItem,
} from '../read/builder.ts'
import { createDates, type Dates } from '../read/date/date.ts'
import { toSaidNames } from '../read/json/loose.ts'
import { decodePage } from '../read/text/text.ts'
import { finish } from '../steps.ts'
import { toPictureAddress } from './article/caption.ts'
import { toClaimedLanguage } from './article/language.ts'
import { type Dated, findDate, findReckoned, isDayFirstIn, toDated, toTimeOf } from './facts/dated.ts'
import { type PageFacts, readPageFacts } from './facts/facts.ts'
import { readLink } from './facts/metas.ts'
import { readPeople } from './facts/people.ts'
import { visibleTextOf } from './facts/text.ts'
import { toRecording } from './recording.ts'
import { select } from './selector.ts'

/** More than a page of news has. */
const MOST = 1_000

/** Reads the items of a page. @throws ParseError where there are none, or a selector is none */
export function parsePage(bytes: Uint8Array, origin: DocumentOrigin, selectors: PageSelectors): ParsedFeed {
  const { text, warnings } = decodePage(bytes, origin.contentType)
  const document = parseTree(text)
  const facts = readPageFacts(document, origin.url)
  const elements = select(selectors.item, document).slice(0, MOST)
  const page = { selectors, facts, dates: createDates(origin) }
  const items = elements.flatMap((element) => toPageItem(element, page) ?? [])
  if (items.length === 0) throw nothingAt(elements.length > 0 ? 'titles or links' : 'items', origin, selectors)
  const feed = newFeed('page')
  const title = facts.site ?? facts.headTitle
  put(feed, 'title', title === undefined ? undefined : { value: title, type: 'text' })
  put(feed, 'description', facts.summary === undefined ? undefined : { value: facts.summary, type: 'text' })
  put(feed, 'homeUrl', facts.url ?? origin.url)
  put(feed, 'nextUrl', readLink(document, 'next'))
  const hub = readLink(document, 'hub')
  if (hub !== undefined) feed.hubs.push(hub)
  put(feed, 'selfUrl', hub && readLink(document, 'self'))
  put(feed, 'icon', facts.icon)
  put(feed, 'language', toClaimedLanguage(facts.languages, items.map((item) => item.title?.value).join(' ')))
  put(feed, 'base', facts.base)
  feed.items.push(...items)
  return finish(toBoundedFeed({ ...feed, warnings }))
}

function nothingAt(what: string, origin: DocumentOrigin, selectors: PageSelectors): ParseError {
  const where = origin.url ?? 'an unknown address'
  return new ParseError(`The page at ${where} has no ${what} at the selector “${selectors.item}”.`)
}

type Page = { readonly selectors: PageSelectors; readonly facts: PageFacts; readonly dates: Dates }

/** One item; undefined where there is neither a headline nor a link. */
function toPageItem(element: Element, page: Page): ParsedItem | undefined {
  const { selectors } = page
  const item = newItem()
  const link = toLink(element, selectors.link)
  const title = textAt(element, selectors.title) ?? toUsualTitle(element, link)
  put(item, 'url', link && attribute(link, 'href'))
  put(item, 'title', title ? { value: title, type: 'text' } : undefined)
  if (item.url === undefined && item.title === undefined) return undefined
  put(item, 'summary', toHtmlAt(element, selectors.summary))
  put(item, 'content', toHtmlAt(element, selectors.content))
  const date = toFirstDate(element, page)
  put(item, 'published', date?.time)
  put(item, 'reckoned', date?.reckoned)
  for (const line of selectAllIn(selectors.author, element).map(toLine)) {
    for (const person of readPeople(line)) addPerson(item.authors, person)
  }
  for (const name of selectAllIn(selectors.tags, element).flatMap(toTags)) addCategory(item.categories, name)
  for (const at of selectAllIn(selectors.audio, element)) {
    const recording = toRecording(at)
    if (recording && !item.attachments.some(({ url }) => url === recording.url)) {
      addAttachment(item.attachments, recording)
    }
  }
  const picture = toPicture(element, selectors.picture)
  if (picture) addPicture(item.pictures, { url: picture })
  return toParsedItem(item)
}

/** The first match inside the item; `:scope` is the item itself. */
function selectOne(selector: string | undefined, element: Element): Element | undefined {
  if (selector === ':scope') return element
  return selector === undefined ? undefined : select(selector, element)[0]
}

function selectAllIn(selector: string | undefined, element: Element): Element[] {
  return selector === undefined ? [] : select(selector, element).slice(0, ENTRIES)
}

function textAt(element: Element, selector: string | undefined): string | undefined {
  const found = selectOne(selector, element)
  return found && toLine(found)
}

/** What an element says: in data, or in what is shown of it. */
function toLine(element: Element): string | undefined {
  return attribute(element, 'content') ?? (visibleTextOf(element) || undefined)
}

function toHtmlAt(element: Element, selector: string | undefined): Text | undefined {
  const found = selectOne(selector, element)
  return found && { value: serialize(found).trim(), type: 'html' }
}

/** Each of a list, or what a line names between its commas. */
function toTags(element: Element): string[] {
  const entries = findNamed(element, 'a', 'li')
  const lines = entries.length > 0 ? toOutermost(entries).map(toLine) : [toLine(element)]
  return lines.flatMap((line) => toSaidNames(line ?? '')).map((name) => name.replace(/^[#\s]+/, ''))
}

function isLink(element: Element): boolean {
  return element.tagName === 'a' && attribute(element, 'href') !== undefined
}

function isHeading(element: Element): boolean {
  return /^h[1-6]$/.test(element.tagName)
}

/** The link at the selector or in what stands there; without a selector the item, its headline's, or its first. */
function toLink(element: Element, selector: string | undefined): Element | undefined {
  const at = selector === undefined ? element : selectOne(selector, element)
  if (!at || isLink(at)) return at
  const heading = find(at, isHeading)
  return (heading && find(heading, isLink)) ?? find(at, isLink)
}

function toUsualTitle(element: Element, link: Element | undefined): string | undefined {
  const heading = find(element, isHeading)
  return (heading && visibleTextOf(heading)) || (link && (visibleTextOf(link) || attribute(link, 'title')))
}

type FoundDate = { readonly time: number; readonly reckoned?: true }

/** Of all that stands at the selector the first that is a date; of the item's times without one. */
function toFirstDate(element: Element, page: Page): FoundDate | undefined {
  for (const at of select(page.selectors.date ?? 'time', element).slice(0, MOST_DATES)) {
    const found = toDateAt(at, page)
    if (found !== undefined) return found
  }
  return undefined
}

/** A card has a few lines of its kind. */
const MOST_DATES = 20

/** As data, else as people read it; `3 hours ago` counts where nothing is exact. */
function toDateAt(at: Element, { facts, dates }: Page): FoundDate | undefined {
  const data = ['datetime', 'content', 'data-datetime', 'title'].flatMap((name) => attribute(at, name) ?? [])
  const text = visibleTextOf(at)
  const said: Dated | undefined =
    data.map(toDated).find((dated) => dated !== undefined) ?? findDate(text, isDayFirstIn(facts.languages))
  if (said !== undefined) return { time: toTimeOf(said, dates) }
  const time = [...data, text].map((line) => findReckoned(line, dates)).find((one) => one !== undefined)
  return time === undefined ? undefined : { time, reckoned: true }
}

function toPicture(element: Element, selector: string | undefined): string | undefined {
  const at = selector === undefined ? element : selectOne(selector, element)
  const image =
    at && (/^(?:img|amp-img)$/.test(at.tagName) ? at : find(at, ({ tagName }) => /^(?:amp-)?img$/.test(tagName)))
  return (image && toPictureAddress(image)) ?? (selector === undefined || !at ? undefined : toBackground(at))
}

/** What stands further on in a style was not written by hand. */
const LONGEST_STYLE = 5_000

/** `style="background-image: url(…)"` */
function toBackground(element: Element): string | undefined {
  return /url\(\s*["']?([^"')\s]{1,2000})["']?\s*\)/i.exec(
    (attribute(element, 'style') ?? '').slice(0, LONGEST_STYLE),
  )?.[1]
}
