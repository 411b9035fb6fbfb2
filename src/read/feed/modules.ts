/**
 * Elements of other namespaces, in RSS and Atom alike: Dublin Core in both of its vocabularies (dc, dcterms), podcasts
 * (itunes, podcast), what a text was made of (source), and what says that an entry is not public (app:control, Blogger).
 */
import { toHold } from '../../model/hold.ts'
import {
  addCategory,
  addContributor,
  addPerson,
  addPicture,
  put,
  putFirst,
  readLanguage,
  splitWords,
} from '../builder.ts'
import { toSeconds } from '../date/duration.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { readMarkdown, readPerson, readSpot, readTextConstruct } from './constructs.ts'
import { readUrl } from './link.ts'
import { addSummary, type FeedReader, type ItemReader, type ItemState, readPublished } from './reading.ts'
import { readImage } from './rss.ts'
import { readTitle } from './title.ts'

export const DUBLIN_ITEM: Readonly<Record<string, ItemReader>> = {
  'dc:title': ({ item, guess }, element) => putFirst(item, 'title', readTitle(element, guess)),
  'dc:creator': ({ item }, element) => addPerson(item.authors, readPerson(element)),
  'dc:author': ({ item }, element) => addPerson(item.authors, readPerson(element)),
  'dcterms:creator': ({ item }, element) => addPerson(item.authors, readPerson(element)),
  'dc:contributor': ({ item }, element) => addContributor(item, readPerson(element)),
  'dc:description': (state, element) => addSummary(state, readTextConstruct(element, 'html', state.guess)),
  'dc:subject': ({ item }, element) => addCategory(item.categories, element.text.replace(/\s+/g, ' ').trim()),
  // When it was modified, as Universal Feed Parser has it.
  'dc:date': ({ item, dates }, element) => put(item, 'modified', dates.toDate(element.text)),
  'dc:language': ({ item }, element) => put(item, 'language', readLanguage(element.text)),
  'dc:rights': ({ item }, element) => putFirst(item, 'rights', readTextConstruct(element, 'text', false)?.value),
  'dc:identifier': ({ item }, element) => putFirst(item, 'guid', element.text.trim()),
  'dcterms:issued': readPublished,
  'dcterms:modified': ({ item, dates }, element) => put(item, 'modified', dates.toDate(element.text)),
  'dcterms:created': ({ item, dates }, element) => put(item, 'created', dates.toDate(element.text)),
}

export const DUBLIN_FEED: Readonly<Record<string, FeedReader>> = {
  'dc:title': ({ feed, guess }, element) => putFirst(feed, 'title', readTitle(element, guess)),
  'dc:description': ({ feed, guess }, element) =>
    putFirst(feed, 'description', readTextConstruct(element, 'html', guess)),
  'dc:creator': ({ feed }, element) => addPerson(feed.authors, readPerson(element)),
  'dc:author': ({ feed }, element) => addPerson(feed.authors, readPerson(element)),
  'dcterms:creator': ({ feed }, element) => addPerson(feed.authors, readPerson(element)),
  'dc:language': ({ feed }, element) => put(feed, 'language', readLanguage(element.text)),
  'dc:date': ({ feed, dates }, element) => putFirst(feed, 'updated', dates.toDate(element.text)),
  'dc:rights': ({ feed }, element) => putFirst(feed, 'rights', readTextConstruct(element, 'text', false)?.value),
  'dcterms:modified': ({ feed, dates }, element) => put(feed, 'updated', dates.toDate(element.text)),
}

// Podcast elements: Apple's (itunes) and the Podcasting 2.0 namespace (podcast).

const APPLE = 'http://www.itunes.com/'

export const PODCAST_ITEM: Readonly<Record<string, ItemReader>> = {
  // Apple's title is one without the number of the episode; the item's own comes first wherever it stands.
  'itunes:title': (state, element) => put(state, 'spareTitle', readTitle(element, state.guess)),
  'itunes:author': ({ item }, element) => addPerson(item.authors, readPerson(element)),
  'itunes:summary': (state, element) => addSummary(state, readTextConstruct(element, 'text', state.guess)),
  // The recording's, which is the first attachment.
  'itunes:duration': (state, element) => put(state, 'duration', toSeconds(element.text)),
  // A few words, for where nothing else is said.
  'itunes:subtitle': (state, element) => put(state, 'spareSummary', readTextConstruct(element, 'text', state.guess)),
  // What a description was made of (source.scripting.com).
  'source:markdown': (state, element) => put(state, 'spareContent', readMarkdown(element)),
  'itunes:image': ({ item }, element) => {
    const url = readImage(element)
    if (url) addPicture(item.pictures, { url })
  },
  'itunes:link': ({ item }, element) => {
    const url = readLinkedImage(element)
    if (url) addPicture(item.pictures, { url })
  },
  'webfeeds:featuredimage': ({ item }, element) => {
    const url = readImage(element)
    if (url) addPicture(item.pictures, { url })
  },
  'itunes:keywords': ({ item }, element) => {
    for (const word of splitWords(element.text)) addCategory(item.categories, word, APPLE)
  },
  'itunes:category': readCategory,
  'podcast:person': ({ item, hosts }, element) => {
    const role = element.attributes.get('role')?.toLowerCase() ?? 'host'
    const url = readUrl(element, element.attributes.get('href') ?? '')
    const avatar = readUrl(element, element.attributes.get('img') ?? '')
    const person = readPerson(element)
    if (!person) return
    const whole = { ...person, ...(url ? { url } : {}), ...(avatar ? { avatar } : {}) }
    if (role === 'host' || role === 'author') addPerson(hosts, whole)
    else addContributor(item, whole)
  },
  'podcast:location': ({ spot }, element) => {
    const [, latitude, longitude] = /^geo:(-?[\d.]+),(-?[\d.]+)/.exec(element.attributes.get('geo') ?? '') ?? []
    if (latitude !== undefined && spot.latitude === undefined) {
      spot.latitude = Number(latitude)
      spot.longitude = Number(longitude)
    }
    readSpot(spot, element)
  },
}

/** A subcategory stands inside of its category. */
function readCategory(state: ItemState, element: XmlElement): void {
  addCategory(state.item.categories, element.attributes.get('text')?.trim() ?? '', APPLE)
  for (const child of element.children) if (child.name === element.name) readCategory(state, child)
}

/** `<itunes:link rel="image" href="…"/>`, as Apple had it before `itunes:image`. */
function readLinkedImage(element: XmlElement): string | undefined {
  return element.attributes.get('rel')?.trim().toLowerCase() === 'image' ? readImage(element) : undefined
}

export const PODCAST_FEED: Readonly<Record<string, FeedReader>> = {
  'itunes:owner': (state, element) => put(state, 'owner', readPerson(element)),
  'itunes:author': ({ feed }, element) => addPerson(feed.authors, readPerson(element)),
  'itunes:summary': ({ feed, guess }, element) =>
    putFirst(feed, 'description', readTextConstruct(element, 'text', guess)),
  'itunes:subtitle': ({ feed, guess }, element) =>
    putFirst(feed, 'description', readTextConstruct(element, 'text', guess)),
  'itunes:image': ({ feed }, element) => putFirst(feed, 'image', readImage(element)),
  'itunes:link': ({ feed }, element) => putFirst(feed, 'image', readLinkedImage(element)),
  'itunes:new-feed-url': ({ feed }, element) => put(feed, 'newUrl', readUrl(element, element.text)),
}

// Entries of Atom that are not public: RFC 5023 section 13.1.1 (`app:control`), and how Blogger's exports say it.

export const CONTROL_ITEM: Readonly<Record<string, ItemReader>> = {
  'app:control': (state, { children }) => {
    for (const child of children) if (child.name === 'app:draft') readHold(state, 'draft', child)
  },
  'blogger:status': (state, element) => readHold(state, 'status', element),
}

function readHold({ item }: Parameters<ItemReader>[0], name: string, { name: field, text }: XmlElement): void {
  const hold = toHold({ [name]: text }, () => undefined)
  put(item, 'hold', hold && { ...hold, field })
}
