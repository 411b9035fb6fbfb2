/** A feed in XML, RSS or Atom of any version: the document's own elements, and its items one by one. */

import { ITEMS } from '../../model/bounds/bounds.ts'
import type { DocumentOrigin } from '../../model/document.ts'
import type { ParsedFeed } from '../../model/model.ts'
import type { Steps } from '../../steps.ts'
import {
  addPerson,
  type FeedBuilder,
  isEmptyItem,
  newFeed,
  put,
  putFirst,
  readLanguage,
  warnOfSkipped,
} from '../builder.ts'
import { createDates } from '../date/date.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { FEED_VOCABULARY } from '../xml/vocabulary.ts'
import { readXmlInSteps, type XmlReport } from '../xml/xml.ts'
import { ATOM_FEED } from './atom.ts'
import { isOwnDocument, readFeedItem, withOwnFacts } from './item.ts'
import { chooseAlternate } from './link.ts'
import { DUBLIN_FEED, PODCAST_FEED } from './modules.ts'
import type { FeedReader, FeedState } from './reading.ts'
import { RSS_FEED, settleHints } from './rss.ts'
import { readTombstone, settleTombstones } from './tombstone.ts'

const READERS: ReadonlyMap<string, FeedReader> = new Map(
  [RSS_FEED, ATOM_FEED, DUBLIN_FEED, PODCAST_FEED].flatMap((readers) => Object.entries(readers)),
)

/** Reads a feed whose root is `rss`, `feed`, `rdf:RDF` or `channel`, or an Atom entry that is a document (RFC 4287 section 2). */
export function* parseFeed(text: string, origin: DocumentOrigin): Steps<ParsedFeed> {
  const state: FeedState = {
    feed: newFeed('rss'),
    links: { alternates: [] },
    dates: createDates(origin),
    guess: true,
    rooted: false,
    left: 0,
    tombstones: [],
    syndication: {},
  }
  const { feed } = state
  const report = yield* readXmlInSteps(
    text,
    FEED_VOCABULARY,
    {
      open: (element) => openFeed(state, element),
      take: (element, _parent, cut) => takeElement(state, element, cut),
    },
    toOuterBase(origin),
  )
  settleHome(state)
  settleHints(feed, state.syndication)
  if (state.tombstones.length > 0) settleTombstones(feed, state.tombstones)
  if (feed.authors.length === 0) addPerson(feed.authors, state.owner)
  warnOfSkipped(feed, state.left)
  feed.warnings.push(...toWarnings(report, feed))
  return feed
}

/** The Channel Definition Format has said it before. */
function settleHome({ feed, links }: FeedState): void {
  const { page, other } = chooseAlternate(links.alternates, feed.language?.toLowerCase())
  if (page === undefined) putFirst(feed, 'homeUrl', other)
  else put(feed, 'homeUrl', page)
}

/** What relative addresses are relative to where the document says nothing (RFC 3986 section 5.1). */
function toOuterBase({ url, contentLocation }: DocumentOrigin): string | undefined {
  return (contentLocation && URL.parse(contentLocation, url)?.href) ?? url
}

function openFeed(state: FeedState, element: XmlElement): void {
  const { feed } = state
  if (!state.rooted) {
    state.rooted = true
    const { format, version } = readVersion(element)
    feed.format = format
    put(feed, 'version', version)
    state.guess = format !== 'atom'
  }
  putFirst(feed, 'base', element.base)
  if (element.name === 'channel') readDefinition(state, element)
  putFirst(feed, 'language', readLanguage(element.language))
}

function beginEntry(state: FeedState): void {
  state.rooted = true
  state.guess = false
  state.feed.format = 'atom'
}

/** The Channel Definition Format says in attributes what RSS says in elements. */
function readDefinition({ feed, dates }: FeedState, { attributes }: XmlElement): void {
  putFirst(feed, 'homeUrl', attributes.get('href'))
  putFirst(feed, 'updated', dates.toDate(attributes.get('lastmod')))
}

function takeElement(state: FeedState, element: XmlElement, cut: boolean): void {
  if (element.name !== 'item' && element.name !== 'entry') {
    if (isOwnDocument(element)) state.own = true
    if (state.own && element.name === 'at:deleted-entry') takeTombstone(state, element)
    READERS.get(element.name)?.(state, element)
    return
  }
  if (element.children.length === 0 && element.attributes.size === 0) return
  if (state.feed.items.length >= ITEMS) {
    state.left++
    return
  }
  if (!state.rooted && element.name === 'entry') beginEntry(state)
  const read = readFeedItem(element, state.guess, state.dates, state.feed.language)
  const item = state.own ? withOwnFacts(read, element) : read
  // Of an item that the document's end cut off, what names it must be there; of any other, something.
  const isNamed = item.guid || item.url || item.title
  if (!isNamed && (cut || isEmptyItem(item))) return
  state.feed.items.push(item)
  if (cut) state.feed.cut = true
}

/** Only of our own documents: elsewhere entries are said to be deleted that only grew old. */
function takeTombstone({ feed, tombstones }: FeedState, element: XmlElement): void {
  const tombstone = readTombstone(element)
  if (tombstone !== undefined && feed.items.length + tombstones.length < ITEMS) tombstones.push(tombstone)
}

function toWarnings(report: XmlReport, feed: FeedBuilder): string[] {
  const warnings: string[] = []
  if (!report.complete) {
    warnings.push(`The document ends before its end tag; ${feed.items.length} items could be read.`)
  } else if (report.unclosed) warnings.push('Some elements of the document have no end tag.')
  return warnings
}

// Which format and version a feed's root element stands for.

type Version = { readonly format: 'rss' | 'atom' | 'rdf'; readonly version: string | undefined }

/** By the root's name, its `version`, and the namespaces it declares. */
function readVersion(root: XmlElement): Version {
  const version = root.attributes.get('version')?.trim() || undefined
  const namespaces = [...root.attributes].filter(([name]) => name.startsWith('xmlns')).map(([, address]) => address)
  if (root.name === 'feed') return { format: 'atom', version: toAtomVersion(version, namespaces) }
  if (root.name === 'rdf:rdf') return { format: 'rdf', version: toRdfVersion(namespaces) }
  return { format: 'rss', version }
}

function toAtomVersion(version: string | undefined, namespaces: readonly string[]): string | undefined {
  if (version && /^0\.[123]$/.test(version)) return version
  if (namespaces.some((address) => /purl\.org\/atom\/ns/i.test(address))) return '0.3'
  return namespaces.some((address) => /w3\.org\/2005\/atom/i.test(address)) ? '1.0' : version
}

function toRdfVersion(namespaces: readonly string[]): string | undefined {
  if (namespaces.some((address) => /purl\.org\/rss\/1\.0\/?$/i.test(address))) return '1.0'
  return namespaces.some((address) => /netscape\.com\/rdf\/simple\/0\.9/i.test(address)) ? '0.90' : undefined
}
