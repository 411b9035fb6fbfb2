/**
 * One story out of a page of any site.
 * Promises: exactly one item with what the page says of it (title, people, dates, language, pictures, address, summary,
 * categories) and its text as HTML without the page around it, not cleaned and with addresses as written; in time
 * that is bounded whatever the page is.
 */

import { serialize } from 'parse5'
import { ParseError } from '../../errors.ts'
import { parseTree } from '../../html/bounded.ts'
import type { Text } from '../../model/content.ts'
import type { DocumentOrigin } from '../../model/document.ts'
import { toBoundedFeed } from '../../model/feed.ts'
import type { ParsedFeed, ParsedItem } from '../../model/model.ts'
import type { ArticleSelectors } from '../../model/settings.ts'
import {
  addCategory,
  addPerson,
  addPicture,
  addSpare,
  finish,
  newFeed,
  newItem,
  put,
  toParsedItem,
} from '../../read/builder.ts'
import { createDates } from '../../read/date/date.ts'
import { decodePage } from '../../read/text/text.ts'
import { type Dated, toTimeOf } from '../facts/dated.ts'
import { type PageFacts, readPageFacts } from '../facts/facts.ts'
import { isSameLine, visibleTextOf } from '../facts/text.ts'
import { type FoundArticle, findArticle } from './find.ts'
import { toClaimedLanguage } from './language.ts'
import { dropSite } from './title.ts'

type ArticleOptions = {
  /** Where the parts stand, for sites that the extractor gets wrong. */
  readonly selectors?: ArticleSelectors
}

/** Reads the article of an HTML page. @throws ParseError when the page holds none, or a selector is none */
export function parseArticle(bytes: Uint8Array, origin: DocumentOrigin = {}, options: ArticleOptions = {}): ParsedFeed {
  const { text, warnings } = decodePage(bytes, origin.contentType)
  if (!isPage(text)) throw noArticle(origin)
  const document = parseTree(text)
  const facts = readPageFacts(document, origin.url)
  const found = findArticle(document, facts, { selectors: options.selectors, address: origin.url })
  if (!found) throw noArticle(origin, options.selectors?.content)
  const feed = newFeed('article')
  describeSite(feed, facts, origin)
  feed.items.push(toArticleItem(found, facts, origin))
  return finish(toBoundedFeed({ ...feed, warnings }))
}

function noArticle(origin: DocumentOrigin, selector?: string): ParseError {
  const where = selector === undefined ? '' : ` at “${selector}”`
  return new ParseError(`The page at ${origin.url ?? 'an unknown address'} holds no article${where}.`)
}

/** HTML has tags; feeds, JSON and plain text are read by others. */
function isPage(text: string): boolean {
  const start = text.slice(0, 2_000).trimStart()
  if (/^[{[]/.test(start) || /<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)[\s>]/i.test(start)) return false
  return /<(?:!doctype html|html|head|body|p|div|article|section|table|h1|br)\b/i.test(text)
}

function describeSite(feed: ReturnType<typeof newFeed>, facts: PageFacts, origin: DocumentOrigin): void {
  put(feed, 'title', facts.site === undefined ? undefined : { value: facts.site, type: 'text' })
  put(feed, 'homeUrl', facts.home ?? toHome(origin.url))
  put(feed, 'icon', facts.icon)
}

function toHome(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) && /^https?:/i.test(url) ? new URL('/', url).href : undefined
}

// What was found in a page and what the page says of itself as one item.

function toArticleItem(found: FoundArticle, facts: PageFacts, origin: DocumentOrigin): ParsedItem {
  const item = newItem()
  put(item, 'url', facts.url ?? origin.url)
  put(item, 'title', found.title === undefined ? undefined : { value: found.title, type: 'text' })
  put(item, 'summary', toSummary(found, facts))
  put(item, 'content', { value: serialize(found.text), type: 'html' })
  const dates = createDates(origin)
  const said = toPublished(facts.published, found.byline.published)
  const published = said === undefined ? toAddressDate(facts.url ?? origin.url) : toTimeOf(said, dates)
  const changed = facts.modified ?? found.byline.modified
  const modified = changed && toTimeOf(changed, dates)
  put(item, 'published', published)
  if (modified !== undefined && (published === undefined || modified >= published)) put(item, 'modified', modified)
  put(item, 'language', toClaimedLanguage([...found.languages, ...facts.languages], visibleTextOf(found.text)))
  put(item, 'base', toBase(facts.base, origin.url))
  put(item, 'commentCount', facts.commentCount)
  for (const person of toAuthors(found, facts)) addPerson(item.authors, person)
  for (const { name } of facts.categories) addCategory(item.categories, name)
  // A page says its picture in several cuts; those of a gallery stand in its text.
  const [main, ...others] = found.pictures
  if (main) addPicture(item.pictures, main)
  for (const picture of others) addSpare(item, picture)
  for (const url of [origin.url, facts.shortUrl]) if (url) item.alsoAt.push(url)
  return toParsedItem(item)
}

/** An editor's selector has the word, then the data; a byline where the data name nobody but the site. */
function toAuthors(found: FoundArticle, facts: PageFacts): FoundArticle['byline']['authors'] {
  const isSite = facts.authors.every(({ name }) => isSiteName(name, facts))
  const { authors, isChosen } = found.byline
  if (isChosen || (isSite && authors.length > 0)) return withoutSite(authors, facts)
  return withoutSite(facts.authors, facts)
}

/** Without `BBC Persian` beside a person, where the page's title ends in `BBC`. */
function withoutSite(
  people: FoundArticle['byline']['authors'],
  { headTitle = '' }: PageFacts,
): FoundArticle['byline']['authors'] {
  const last =
    headTitle
      .split(/\s[-–—|_·]\s/)
      .at(-1)
      ?.trim() ?? ''
  const others = people.filter(({ name }) => !/^\p{Lu}{2,6}$/u.test(last) || !name.startsWith(`${last} `))
  return others.length > 0 ? others : people
}

/** Said as such, or the last part of the page's title. */
function isSiteName(name: string, { site, headTitle = '' }: PageFacts): boolean {
  const last = headTitle.split(/[-–—|_·]/).at(-1)
  return [site, last].some((one) => one !== undefined && isSameLine(name, one))
}

/** What the page is described with, or the lines under its headline where they say more. */
function toSummary({ title, standfirst = '' }: FoundArticle, { summary = '', site }: PageFacts): Text | undefined {
  const value = standfirst.length > summary.length ? standfirst : summary
  const isTitle = title !== undefined && isSameLine(dropSite(value, site), title)
  return isTitle || value.length < 20 ? undefined : { value, type: 'text' }
}

const DAY = 36 * 3_600_000

/** What the page's data say; with the hour of the byline where they know the day alone. */
function toPublished(said: Dated | undefined, seen: Dated | undefined): Dated | undefined {
  if (!said || !seen) return said ?? seen
  return !said.isExact && seen.isExact && Math.abs(said.time - seen.time) < DAY ? seen : said
}

/** `/2014/10/07/slug/`: the day in the address. */
function toAddressDate(url: string | undefined): number | undefined {
  const match = /\/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-])/.exec(url ?? '')
  return match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : undefined
}

function toBase(base: string | undefined, address: string | undefined): string | undefined {
  if (base === undefined || !URL.canParse(base, address)) return undefined
  const { href, protocol } = new URL(base, address)
  return /^https?:$/.test(protocol) ? href : undefined
}
