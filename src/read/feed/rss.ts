/** Elements of RSS 0.9x and 2.0, with the modules that come with them (content, slash, wfw, thr, feedburner). */
import type { Origin } from '../../model/content.ts'
import type { PollHints } from '../../model/document.ts'
import {
  addAttachment,
  addCategory,
  addPerson,
  addPicture,
  type FeedBuilder,
  put,
  putFirst,
  readLanguage,
  splitWords,
} from '../builder.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { readPerson, readTextConstruct } from './constructs.ts'
import { readCount, readFeedLink, readItemLink, readUrl, toAttachment } from './link.ts'
import {
  addContent,
  addSummary,
  type FeedReader,
  type ItemReader,
  type ItemState,
  readGuid,
  readPublished,
} from './reading.ts'
import { readTitle } from './title.ts'

export const RSS_ITEM: Readonly<Record<string, ItemReader>> = {
  // The first title counts.
  title: ({ item, guess }, element) => putFirst(item, 'title', readTitle(element, guess)),
  link: ({ item, links }, element) => readItemLink(item, links, element),
  guid: readGuid,
  description: (state, element) => addSummary(state, readTextConstruct(element, 'html', state.guess)),
  abstract: (state, element) => addSummary(state, readTextConstruct(element, 'text', state.guess)),
  'content:encoded': (state, element) => addContent(state, readTextConstruct(element, 'html', state.guess), 3),
  'excerpt:encoded': (state, element) => addSummary(state, readTextConstruct(element, 'html', state.guess)),
  fullitem: (state, element) => addContent(state, readTextConstruct(element, 'html', state.guess), 2),
  'xhtml:body': (state, element) => addContent(state, readTextConstruct(element, 'html', state.guess), 2),
  'xhtml:div': (state, element) => addContent(state, readTextConstruct(element, 'html', state.guess), 2),
  body: (state, element) => addContent(state, readTextConstruct(element, 'html', state.guess), 2),
  author: ({ item }, element) => addPerson(item.authors, readPerson(element)),
  managingeditor: ({ item }, element) => addPerson(item.authors, readPerson(element)),
  pubdate: readPublished,
  lastbuilddate: ({ item, dates }, element) => put(item, 'modified', dates.toDate(element.text)),
  category: readCategory,
  keywords: readCategory,
  tags: ({ item }, element) => {
    for (const tag of splitWords(element.text)) addCategory(item.categories, tag)
  },
  'media:category': readCategory,
  'media:keywords': ({ item }, element) => {
    for (const word of splitWords(element.text)) addCategory(item.categories, word)
  },
  enclosure: readEnclosure,
  comments: ({ item }, element) => put(item, 'comments', readUrl(element, element.text)),
  'slash:comments': ({ item }, element) => put(item, 'commentCount', readCount(element.text)),
  'thr:total': ({ item }, element) => putFirst(item, 'commentCount', readCount(element.text)),
  'wfw:commentrss': ({ item }, element) => put(item, 'commentsFeed', readUrl(element, element.text)),
  'feedburner:origlink': ({ item }, element) => {
    const url = readUrl(element, element.text)
    if (url) item.alsoAt.push(url)
  },
  source: readSource,
  image: ({ item }, element) => {
    const url = readImage(element)
    if (url) addPicture(item.pictures, { url })
  },
  language: ({ item }, element) => put(item, 'language', readLanguage(element.text)),
  rights: ({ item }, element) => putFirst(item, 'rights', readTextConstruct(element, 'text', false)?.value),
  copyright: ({ item }, element) => putFirst(item, 'rights', readTextConstruct(element, 'text', false)?.value),
  'creativecommons:license': ({ item }, element) => putFirst(item, 'rights', element.text.trim()),
  'cc:license': ({ item }, element) =>
    putFirst(item, 'rights', element.attributes.get('rdf:resource') ?? element.text.trim()),
}

/** RSS puts the name in the text and its scheme in `domain`; Atom says `term`, `scheme` and `label`. */
function readCategory({ item }: ItemState, element: XmlElement): void {
  const { attributes } = element
  const name = attributes.get('term')?.trim() || element.text.replace(/\s+/g, ' ').trim()
  addCategory(
    item.categories,
    name || (attributes.get('label') ?? ''),
    attributes.get('scheme') ?? attributes.get('domain'),
    attributes.get('label'),
  )
}

function readEnclosure({ item }: ItemState, element: XmlElement): void {
  const { attributes } = element
  const url = readUrl(element, attributes.get('url') ?? attributes.get('href') ?? element.text)
  if (url) addAttachment(item.attachments, toAttachment(url, element))
}

function readSource(state: ItemState, element: XmlElement): void {
  put(state.item, 'origin', toOrigin(element))
  const authors = element.children.filter((one) => one.name === 'author').flatMap((one) => readPerson(one) ?? [])
  if (authors.length > 0) state.sourceAuthors = authors
}

/** RSS: the publication in the text, its feed in `url`. Atom: a feed's own elements. */
function toOrigin(element: XmlElement): Origin | undefined {
  const child = (name: string) => element.children.find((one) => one.name === name)
  const link = element.children.find(
    (one) => one.name === 'link' && (one.attributes.get('rel') ?? 'alternate') === 'alternate',
  )
  const titled = child('title')
  const title = (titled ? readTextConstruct(titled, 'text', false)?.value : element.text.trim()) || undefined
  const said = element.attributes.get('url')?.trim() || (link && (link.attributes.get('href') || link.text.trim()))
  const url = said ? readUrl(link ?? element, said, element) : undefined
  const id = child('id')?.text.trim() || undefined
  return title || url || id
    ? { ...(title ? { title } : {}), ...(url ? { url } : {}), ...(id ? { id } : {}) }
    : undefined
}

/** `<image><url>…`, `<image>…</image>`, `<image href="…"/>` */
export function readImage(element: XmlElement): string | undefined {
  const inner = element.children.find((one) => one.name === 'url' || one.name === 'href')
  const { attributes } = element
  const said = inner?.text ?? attributes.get('href') ?? attributes.get('url') ?? element.text
  return readUrl(inner ?? element, said, element)
}

export const RSS_FEED: Readonly<Record<string, FeedReader>> = {
  title: ({ feed, guess }, element) => putFirst(feed, 'title', readTitle(element, guess)),
  link: ({ feed, links }, element) => readFeedLink(feed, links, element),
  // Apple's words of a podcast are for where it has no description.
  description: ({ feed, guess }, element) => put(feed, 'description', readTextConstruct(element, 'html', guess)),
  abstract: ({ feed, guess }, element) => putFirst(feed, 'description', readTextConstruct(element, 'text', guess)),
  language: ({ feed }, element) => put(feed, 'language', readLanguage(element.text)),
  managingeditor: ({ feed }, element) => addPerson(feed.authors, readPerson(element)),
  author: ({ feed }, element) => addPerson(feed.authors, readPerson(element)),
  copyright: ({ feed }, element) => putFirst(feed, 'rights', readTextConstruct(element, 'text', false)?.value),
  pubdate: ({ feed, dates }, element) => putFirst(feed, 'updated', dates.toDate(element.text)),
  lastbuilddate: ({ feed, dates }, element) => put(feed, 'updated', dates.toDate(element.text)),
  image: ({ feed }, element) => put(feed, 'image', readImage(element)),
  ttl: ({ feed }, element) => put(feed.hints, 'minutes', readCount(element.text) || undefined),
  skiphours: ({ feed }, element) => put(feed.hints, 'skipHours', toHours(element)),
  skipdays: ({ feed }, element) => put(feed.hints, 'skipDays', toDays(element)),
  'sy:updateperiod': (state, element) => put(state.syndication, 'period', element.text.trim().toLowerCase()),
  'sy:updatefrequency': (state, element) => put(state.syndication, 'frequency', readCount(element.text)),
  'creativecommons:license': ({ feed }, element) => putFirst(feed, 'rights', element.text.trim()),
  'webfeeds:icon': ({ feed }, element) => putFirst(feed, 'icon', readUrl(element, element.text)),
  'webfeeds:logo': ({ feed }, element) => putFirst(feed, 'image', readUrl(element, element.text)),
}

/** Hours in GMT; 24 is midnight, as UserLand's first version of RSS counted. */
function toHours(element: XmlElement): readonly number[] | undefined {
  const hours = element.children.flatMap((one) => (one.name === 'hour' ? (readCount(one.text) ?? []) : []))
  const valid = [...new Set(hours.filter((hour) => hour <= 24).map((hour) => hour % 24))]
  return valid.length > 0 ? valid : undefined
}

function toDays(element: XmlElement): readonly number[] | undefined {
  const names = element.children.flatMap((one) =>
    one.name === 'day' ? [one.text.trim().slice(0, 3).toLowerCase()] : [],
  )
  const days = [...new Set(names.map((name) => DAYS.indexOf(name)).filter((day) => day >= 0))]
  return days.length > 0 ? days : undefined
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const MINUTES: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
}

/** What `sy:updatePeriod` and `sy:updateFrequency` together ask for, unless `ttl` said it (RSS 1.0 Syndication). */
export function settleHints(feed: FeedBuilder, syndication: { period?: string; frequency?: number }): void {
  const period = Object.hasOwn(MINUTES, syndication.period ?? '') ? MINUTES[syndication.period ?? ''] : undefined
  const minutes: PollHints['minutes'] = period && Math.max(1, Math.round(period / (syndication.frequency || 1)))
  putFirst(feed.hints, 'minutes', minutes)
}
