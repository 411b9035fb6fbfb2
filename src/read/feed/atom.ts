/** Elements of Atom 1.0 (RFC 4287) and 0.3; a `link` is read with RSS's, since feeds mix them. */

import { addAttachment, addContributor, put, putFirst } from '../builder.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { readPerson, readTextConstruct } from './constructs.ts'
import { readUrl } from './link.ts'
import {
  addContent,
  addSummary,
  type FeedReader,
  type ItemReader,
  type ItemState,
  readGuid,
  readPublished,
} from './reading.ts'

export const ATOM_ITEM: Readonly<Record<string, ItemReader>> = {
  id: readGuid,
  summary: (state, element) => addSummary(state, readTextConstruct(element, 'text', state.guess)),
  content: readContent,
  published: readPublished,
  issued: readPublished,
  updated: ({ item, dates }, element) => put(item, 'modified', dates.toDate(element.text)),
  modified: ({ item, dates }, element) => put(item, 'modified', dates.toDate(element.text)),
  created: ({ item, dates }, element) => put(item, 'created', dates.toDate(element.text)),
  contributor: ({ item }, element) => addContributor(item, readPerson(element)),
}

/** Where it says that it lies elsewhere (`src`), that is the item's page, or an attachment; what stands here is read too. */
function readContent(state: ItemState, element: XmlElement): void {
  const text = readTextConstruct(element, 'text', state.guess)
  addContent(state, text, text?.type === 'html' ? 2 : 1)
  const url = readUrl(element, element.attributes.get('src') ?? '')
  if (url === undefined) return
  const type = element.attributes.get('type')?.trim().toLowerCase() ?? ''
  // What is no media type, which it should be here (RFC 4287 section 4.1.3.2), says how to read what stands here.
  const isPage = !type.includes('/') || type.includes('html')
  if (isPage) state.links.other ??= url
  else addAttachment(state.item.attachments, { url, type })
}

export const ATOM_FEED: Readonly<Record<string, FeedReader>> = {
  id: ({ feed }, element) => putFirst(feed, 'id', element.text.trim()),
  subtitle: ({ feed, guess }, element) => put(feed, 'description', readTextConstruct(element, 'text', guess)),
  tagline: ({ feed, guess }, element) => put(feed, 'description', readTextConstruct(element, 'text', guess)),
  updated: ({ feed, dates }, element) => put(feed, 'updated', dates.toDate(element.text)),
  modified: ({ feed, dates }, element) => put(feed, 'updated', dates.toDate(element.text)),
  published: ({ feed, dates }, element) => putFirst(feed, 'updated', dates.toDate(element.text)),
  rights: ({ feed }, element) => putFirst(feed, 'rights', readTextConstruct(element, 'text', false)?.value),
  icon: ({ feed }, element) => put(feed, 'icon', readUrl(element, element.text)),
  logo: ({ feed }, element) => put(feed, 'image', readUrl(element, element.text)),
}
