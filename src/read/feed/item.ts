/** An item of any XML feed: each element goes to the reader of its vocabulary, rivals are settled at the end. */
import { withoutGiven } from '../../clean/markup/given.ts'
import type { Person, Picture, Press, Text } from '../../model/content.ts'
import type { ParsedItem } from '../../model/model.ts'
import { addContributor, addPerson, addPicture, newItem, put, putFirst, toParsedItem } from '../builder.ts'
import { createDates, type Dates } from '../date/date.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { ATOM_ITEM } from './atom.ts'
import { readSpot, settleSpot } from './constructs.ts'
import { chooseAlternate } from './link.ts'
import { newMedia, readMedia, settleMedia } from './media.ts'
import { CONTROL_ITEM, DUBLIN_ITEM, PODCAST_ITEM } from './modules.ts'
import { isPictureFile } from './pictures.ts'
import type { ItemReader, ItemState } from './reading.ts'
import { RSS_ITEM } from './rss.ts'
import { readTombstone, toNotice } from './tombstone.ts'

const READERS: ReadonlyMap<string, ItemReader> = new Map(
  [RSS_ITEM, ATOM_ITEM, CONTROL_ITEM, DUBLIN_ITEM, PODCAST_ITEM].flatMap((readers) => Object.entries(readers)),
)

/**
 * Reads one `item` or `entry`. `guess`: whether the format leaves open what is HTML (every RSS does).
 * @param outer the language of its feed
 */
export function readFeedItem(element: XmlElement, guess: boolean, dates = createDates(), outer?: string): ParsedItem {
  const state = newState(element, guess, dates)
  for (const child of element.children) {
    const reader = READERS.get(child.name)
    if (reader) reader(state, child)
    else readByPrefix(state, child)
  }
  return settle(state, element.language, outer)
}

function newState(element: XmlElement, guess: boolean, dates: Dates): ItemState {
  const item = newItem()
  put(item, 'base', element.base)
  put(item, 'language', element.language)
  // RSS 1.0 names its items by rdf:about; a guid replaces it.
  put(item, 'guid', element.attributes.get('rdf:about')?.trim())
  // The Channel Definition Format says so in attributes.
  put(item, 'modified', dates.toDate(element.attributes.get('lastmod')))
  const href = element.attributes.get('href')
  return {
    item,
    links: { alternates: href ? [{ url: href, rel: 'alternate', type: '', element }] : [] },
    media: newMedia(),
    spot: {},
    dates,
    guess,
    hosts: [],
    contents: [],
  }
}

function readByPrefix(state: ItemState, child: XmlElement): void {
  if (child.name.startsWith('media:')) {
    readMedia(state.media, child)
    readLabels(state, child)
  } else if (/^(?:georss|geo|gml):/.test(child.name)) readSpot(state.spot, child)
}

/** Categories and keywords of a recording are those of the item it stands in. */
function readLabels(state: ItemState, element: XmlElement): void {
  for (const child of element.children) {
    if (child.name === 'media:category' || child.name === 'media:keywords') READERS.get(child.name)?.(state, child)
    else if (child.name === 'media:content' || child.name === 'media:group') readLabels(state, child)
  }
}

/** `language`: xml:lang in force around its elements; `outer`: what the feed says in words. */
function settle(state: ItemState, language: string | undefined, outer: string | undefined): ParsedItem {
  const { item } = state
  settleTexts(state)
  settleMedia(item, state.media)
  putFirst(item, 'title', state.spareTitle)
  if (!item.content && !item.summary) put(item, 'content', state.spareContent)
  if (!item.content) putFirst(item, 'summary', state.spareSummary)
  settleDescription(state)
  settleSpot(item, state.spot)
  settleAddress(state, state.item.language ?? outer)
  settleAuthors(state)
  settleLanguage(state, language)
  settleDuration(state)
  for (const file of item.attachments) {
    const { url, type, title } = file
    if (isPictureFile(file))
      addPicture(item.pictures, { url, ...(type ? { type } : {}), ...(title ? { alt: title } : {}) })
  }
  return toParsedItem(item)
}

function settleTexts({ item, contents }: ItemState): void {
  let best = contents[0]
  for (const content of contents) if (best && content.rank > best.rank) best = content
  if (best) item.content = best.text
}

/** In RSS a description that stands alone is all there is to read, so it is the content. */
function settleDescription({ item, guess }: ItemState): void {
  if (!guess || item.content || !item.summary) return
  item.content = item.summary
  delete item.summary
}

/** The page in HTML; else a guid that is an address; else any other link that there is; else a guid of another scheme. */
function settleAddress({ item, links, permalink = '' }: ItemState, language: string | undefined): void {
  const chosen = chooseAlternate(links.alternates, language?.toLowerCase())
  item.alsoAt.unshift(...chosen.alsoAt)
  const page = /^(?:https?:\/\/|\/)/i.test(permalink) ? permalink : undefined
  const name = /^[a-z][a-z\d+.-]*:\S/i.test(permalink) ? permalink : undefined
  put(item, 'url', chosen.page ?? page ?? chosen.other ?? links.other ?? name)
}

/**
 * RFC 4287 section 4.2.1: an entry that names no author has those of the feed it was copied from. The hosts of a podcast
 * are its authors where nobody else is, else they only took part.
 */
function settleAuthors({ item, sourceAuthors, hosts }: ItemState): void {
  const isNamed = item.authors.length > 0
  if (!isNamed) for (const person of sourceAuthors ?? []) addPerson(item.authors, person)
  for (const host of hosts) {
    const isAuthor = !isNamed || item.authors.some(({ name }) => name === host.name)
    if (isAuthor) addPerson(item.authors, host)
    else addContributor(item, host)
  }
}

/** Text that says its own language knows better than what it stands in. */
function settleLanguage({ item }: ItemState, inherited: string | undefined): void {
  const own = (item.content ?? item.summary)?.language
  if (own !== inherited) put(item, 'language', own)
}

/** Apple's duration is of the recording, which is the first attachment. */
function settleDuration({ item, duration }: ItemState): void {
  const [first] = item.attachments
  if (first && duration && !first.duration) item.attachments[0] = { ...first, duration }
}

// What this service's own RSS and Atom say of a story that other feeds say in the same words and mean otherwise:
// the agency's lines in Dublin Core's terms, `via` for the story's own address, and in RSS each of several authors
// beside the line that names them all.

/** The generator that our documents name. */
export function isOwnDocument(element: XmlElement): boolean {
  return element.name === 'generator' && element.text.trim() === 'ara-feeds'
}

/** The item with what its element says besides, where the document is our own. */
export function withOwnFacts(item: ParsedItem, element: XmlElement): ParsedItem {
  const tombstone = element.children.find(({ name }) => name === 'at:deleted-entry')
  if (tombstone !== undefined) return toNotice(item, readTombstone(tombstone))
  const press = readPress(element)
  const authors = readMakers(element)
  const said = {
    ...item,
    pictures: readCaptions(item.pictures, element),
    ...(item.content === undefined ? {} : { content: toOwnText(item.content) }),
    ...(item.summary === undefined ? {} : { summary: toOwnText(item.summary) }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(Object.keys(press).length === 0 ? {} : { press }),
  }
  const isTaken = element.children.some(({ name }) => name === 'source')
  if (isTaken || said.origin?.url === undefined) return said
  const { origin, ...rest } = said
  return { ...rest, alsoAt: [...(item.alsoAt ?? []), said.origin.url] }
}

function toOwnText(text: Text): Text {
  return { ...text, value: withoutGiven(text.value) }
}

/** What has no text besides is a caption. */
function readCaptions(pictures: readonly Picture[], { children }: XmlElement): readonly Picture[] {
  const texts = children.filter((one) => one.children.some(({ name }) => name === 'media:text'))
  const urls = new Set(texts.map(({ attributes }) => attributes.get('url')))
  return pictures.map(({ alt, ...picture }) =>
    alt === undefined || !urls.has(picture.url) ? picture : { ...picture, alt },
  )
}

/** `<foaf:maker><foaf:Agent><foaf:name>…`, once for each of several authors. */
function readMakers(element: XmlElement): Person[] {
  const people: Person[] = []
  for (const maker of element.children) {
    if (maker.name !== 'foaf:maker') continue
    const name = maker.children.map((agent) => readLine(agent, 'foaf:name')).find((line) => line !== undefined)
    if (name !== undefined) addPerson(people, { name })
  }
  return people
}

function readPress(element: XmlElement): Partial<Press> {
  const lines = [
    ['dateline', readLine(element, 'dc:coverage')],
    ['agency', readLine(element, 'dc:publisher')],
    ['source', readLine(element, 'dc:source') ?? readLine(element, 'dc:relation')],
  ] as const
  return Object.fromEntries(lines.filter(([, line]) => line !== undefined))
}

function readLine(element: XmlElement, name: string): string | undefined {
  return element.children.find((one) => one.name === name)?.text.trim() || undefined
}
