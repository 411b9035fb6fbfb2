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

/** Content that lies elsewhere (`src`) is the item's page, or an attachment. */
function readContent(state: ItemState, element: XmlElement): void {
  const src = element.attributes.get('src')
  const url = src && readUrl(element, src)
  if (!url) {
    const text = readTextConstruct(element, 'text', state.guess)
    addContent(state, text, text?.type === 'html' ? 2 : 1)
    return
  }
  const type = element.attributes.get('type')?.toLowerCase() ?? ''
  if (type === '' || type.includes('html')) state.links.other ??= url
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
