/** Podcast elements: Apple's (itunes) and the Podcasting 2.0 namespace (podcast). */
import { readText } from './construct.ts'
import { addCategory, addContributor, addPerson, addPicture, put, putFirst } from './draft.ts'
import type { Element } from './element.ts'
import { readUrl } from './link.ts'
import { readPerson } from './person.ts'
import { readSpot } from './place.ts'
import { addSummary, type FeedReader, type ItemReader, type ItemState } from './reading.ts'
import { readImage } from './rss.ts'

const APPLE = 'http://www.itunes.com/'

export const PODCAST_ITEM: Readonly<Record<string, ItemReader>> = {
  // Apple's title is one without the number of the episode; the item's own comes first wherever it stands.
  'itunes:title': (state, element) => put(state, 'spareTitle', readText(element, 'text', state.guess)),
  'itunes:author': ({ item }, element) => addPerson(item.authors, readPerson(element)),
  'itunes:summary': (state, element) => addSummary(state, readText(element, 'text', state.guess)),
  'itunes:duration': readDuration,
  'itunes:image': ({ item }, element) => {
    const url = readImage(element)
    if (url) addPicture(item.pictures, { url })
  },
  'itunes:keywords': ({ item }, element) => {
    for (const word of element.text.split(',')) addCategory(item.categories, word.trim(), APPLE)
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
function readCategory(state: ItemState, element: Element): void {
  addCategory(state.item.categories, element.attributes.get('text')?.trim() ?? '', APPLE)
  for (const child of element.children) if (child.name === element.name) readCategory(state, child)
}

/** Seconds, of `3723`, `62:03` or `1:02:03`; it is the recording's, which is the first attachment. */
function readDuration(state: ItemState, element: Element): void {
  const parts = element.text
    .trim()
    .replace(/\.\d{1,9}$/, '')
    .split(':')
  if (parts.length > 3 || !parts.every((part) => /^\d{1,6}$/.test(part))) return
  const duration = parts.reduce((sum, part) => sum * 60 + Number(part), 0)
  if (duration > 0) state.duration = duration
}

export const PODCAST_FEED: Readonly<Record<string, FeedReader>> = {
  'itunes:owner': (state, element) => put(state, 'owner', readPerson(element)),
  'itunes:author': ({ feed }, element) => addPerson(feed.authors, readPerson(element)),
  'itunes:summary': ({ feed, guess }, element) => putFirst(feed, 'description', readText(element, 'text', guess)),
  'itunes:subtitle': ({ feed, guess }, element) => putFirst(feed, 'description', readText(element, 'text', guess)),
  'itunes:image': ({ feed }, element) => putFirst(feed, 'image', readImage(element)),
}
