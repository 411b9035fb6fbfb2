/** What was found in a page and what the page says of itself as one item. */
import { serialize } from 'parse5'
import type { Text } from '../model/content.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { ParsedItem } from '../model.ts'
import type { Found } from './article-find.ts'
import { toLanguage } from './article-language.ts'
import { dropSite } from './article-title.ts'
import { addCategory, addPerson, addPicture, newItem, put, toItem } from './draft.ts'
import type { Dated } from './page-dated.ts'
import type { PageFacts } from './page-facts.ts'
import { isSameLine, textOf } from './page-text.ts'

export function toArticleItem(found: Found, facts: PageFacts, origin: DocumentOrigin): ParsedItem {
  const item = newItem()
  put(item, 'url', facts.url ?? origin.url)
  put(item, 'title', found.title === undefined ? undefined : { value: found.title, type: 'text' })
  put(item, 'summary', toSummary(found, facts))
  put(item, 'content', { value: serialize(found.text), type: 'html' })
  const published = toPublished(facts.published, found.byline.published) ?? toAddressDate(facts.url ?? origin.url)
  const modified = (facts.modified ?? found.byline.modified)?.time
  put(item, 'published', published)
  if (modified !== undefined && (published === undefined || modified >= published)) put(item, 'modified', modified)
  put(item, 'language', toLanguage([...found.languages, ...facts.languages], textOf(found.text)))
  put(item, 'base', toBase(facts.base, origin.url))
  put(item, 'commentCount', facts.commentCount)
  for (const person of toAuthors(found, facts)) addPerson(item.authors, person)
  for (const { name } of facts.categories) addCategory(item.categories, name)
  for (const picture of found.pictures) addPicture(item.pictures, picture)
  for (const url of [origin.url, facts.shortUrl]) if (url) item.alsoAt.push(url)
  return toItem(item)
}

/** An editor's selector has the word, then the data; a byline where the data name nobody but the site. */
function toAuthors(found: Found, facts: PageFacts): Found['byline']['authors'] {
  const isSite = facts.authors.every(({ name }) => isSiteName(name, facts))
  const { authors, isChosen } = found.byline
  if (isChosen || (isSite && authors.length > 0)) return withoutSite(authors, facts)
  return withoutSite(facts.authors, facts)
}

/** Without `BBC Persian` beside a person, where the page's title ends in `BBC`. */
function withoutSite(people: Found['byline']['authors'], { headTitle = '' }: PageFacts): Found['byline']['authors'] {
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
function toSummary({ title, standfirst = '' }: Found, { summary = '', site }: PageFacts): Text | undefined {
  const value = standfirst.length > summary.length ? standfirst : summary
  const isTitle = title !== undefined && isSameLine(dropSite(value, site), title)
  return isTitle || value.length < 20 ? undefined : { value, type: 'text' }
}

const DAY = 36 * 3_600_000

/** What the page's data say; with the hour of the byline where they know the day alone. */
function toPublished(said: Dated | undefined, seen: Dated | undefined): number | undefined {
  if (!said || !seen) return (said ?? seen)?.time
  return !said.isExact && seen.isExact && Math.abs(said.time - seen.time) < DAY ? seen.time : said.time
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
