/** Dublin Core, in both of its vocabularies (dc, dcterms). */
import { readText } from './construct.ts'
import { toDate } from './date.ts'
import { addCategory, addContributor, addPerson, put, putFirst } from './draft.ts'
import { toLanguage } from './language.ts'
import { readPerson } from './person.ts'
import { addSummary, type FeedReader, type ItemReader } from './reading.ts'

export const DUBLIN_ITEM: Readonly<Record<string, ItemReader>> = {
  'dc:title': ({ item, guess }, element) => putFirst(item, 'title', readText(element, 'text', guess)),
  'dc:creator': ({ item }, element) => addPerson(item.authors, readPerson(element)),
  'dc:author': ({ item }, element) => addPerson(item.authors, readPerson(element)),
  'dcterms:creator': ({ item }, element) => addPerson(item.authors, readPerson(element)),
  'dc:contributor': ({ item }, element) => addContributor(item, readPerson(element)),
  'dc:description': (state, element) => addSummary(state, readText(element, 'html', state.guess)),
  'dc:subject': ({ item }, element) => addCategory(item.categories, element.text.replace(/\s+/g, ' ').trim()),
  // When it was modified, as Universal Feed Parser has it.
  'dc:date': ({ item }, element) => put(item, 'modified', toDate(element.text)),
  'dc:language': ({ item }, element) => put(item, 'language', toLanguage(element.text)),
  'dc:rights': ({ item }, element) => putFirst(item, 'rights', readText(element, 'text', false)?.value),
  'dc:identifier': ({ item }, element) => putFirst(item, 'guid', element.text.trim()),
  'dcterms:issued': ({ item }, element) => put(item, 'published', toDate(element.text)),
  'dcterms:modified': ({ item }, element) => put(item, 'modified', toDate(element.text)),
  'dcterms:created': ({ item }, element) => put(item, 'created', toDate(element.text)),
}

export const DUBLIN_FEED: Readonly<Record<string, FeedReader>> = {
  'dc:title': ({ feed, guess }, element) => putFirst(feed, 'title', readText(element, 'text', guess)),
  'dc:description': ({ feed, guess }, element) => putFirst(feed, 'description', readText(element, 'html', guess)),
  'dc:creator': ({ feed }, element) => addPerson(feed.authors, readPerson(element)),
  'dc:language': ({ feed }, element) => put(feed, 'language', toLanguage(element.text)),
  'dc:date': ({ feed }, element) => putFirst(feed, 'updated', toDate(element.text)),
  'dc:rights': ({ feed }, element) => putFirst(feed, 'rights', readText(element, 'text', false)?.value),
  'dcterms:modified': ({ feed }, element) => put(feed, 'updated', toDate(element.text)),
}
