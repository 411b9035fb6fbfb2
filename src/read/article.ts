/**
 * One story out of a page of any site.
 * Promises: exactly one item with what the page says of it (title, people, dates, language, pictures, address, summary,
 * categories) and its text as HTML without the page around it, not cleaned and with addresses as written; in time
 * that is bounded whatever the page is.
 */
import { ParseError } from '../errors.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { ArticleSelectors } from '../model/settings.ts'
import type { ParsedFeed } from '../model.ts'
import { findArticle } from './article-find.ts'
import { toArticleItem } from './article-item.ts'
import { parseTree } from './dom.ts'
import { newFeed, put } from './draft.ts'
import { decodePage } from './page-charset.ts'
import { type PageFacts, readPageFacts } from './page-facts.ts'

export type ArticleOptions = {
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
  return { ...feed, warnings }
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
