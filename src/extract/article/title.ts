/** The story's headline: as readers see it, where that agrees with what the page's data say. */
import {
  ancestorsOf,
  attribute,
  type Element,
  find,
  findAll,
  findNamed,
  listAttribute,
  type Parent,
} from '../../html/tree.ts'
import type { PageFacts } from '../facts/facts.ts'
import { countWords, isSameLine, toBag, toShare, visibleStartOf } from '../facts/text.ts'

const LONGEST = 500

/** The headline, or undefined where the page has none at all. */
export function findHeadline(body: Parent, facts: PageFacts): string | undefined {
  const said = facts.titles.map((title) => dropSite(title, facts.site))
  const head = facts.headTitle === undefined ? undefined : dropPrefix(dropSite(facts.headTitle, facts.site), body)
  const headings = findHeadings(body)
  const own = headings.filter((heading) => !isHomeLink(heading))
  const seen = (own.length > 0 ? own : headings).flatMap((heading) => visibleStartOf([heading], LONGEST) || [])
  const known = [...said, ...(head ? [head] : [])]
  const agreed = seen.find((text) => known.some((title) => agrees(text, title)))
  if (!agreed && isOfHome(said[0], facts)) return seen[0] ?? said[0]
  const marked = agreed || said.length > 0 ? undefined : (findMarked(own, head) ?? findOfArticle(own, head))
  return marked ?? (agreed && withoutKicker(agreed, known)) ?? said[0] ?? (head && toPart(head)) ?? seen[0]
}

/** The same on every page of some sites: what they are called, beside the address of their home page. */
function isOfHome(said: string | undefined, { headTitle = '', site, isNamedHome }: PageFacts): boolean {
  if (said === undefined) return false
  if (site !== undefined && isSameLine(said, site)) return true
  return isNamedHome && headTitle.split(MARK).some((part) => isSameLine(part, said))
}

/** `Site: Headline`, where the headline alone is a line of the page. */
function dropPrefix(head: string, body: Parent): string {
  const rest = head.slice(head.indexOf(': ') + 2)
  if (rest.length === head.length || rest.length + 1 === head.length || countWords(rest) < 3) return head
  const isLine = (element: Element) => isSameLine(visibleStartOf([element], LONGEST), rest)
  return find(body, isLine) === undefined ||
    find(body, (element) => isSameLine(visibleStartOf([element], LONGEST), head))
    ? head
    : rest
}

/** What is marked as the headline, where the page has nothing but a site's name as its title. */
function findMarked(headings: readonly Element[], head = ''): string | undefined {
  const found = headings.find((heading) => isMarked(heading))
  const text = found && visibleStartOf([found], LONGEST)
  return text && countWords(head) <= 3 && countWords(text) > 3 ? text : undefined
}

/** The one h1 of a page's `article`, where the page's title has no word of it: it is the site's name alone. */
function findOfArticle(headings: readonly Element[], head = ''): string | undefined {
  const [found, ...others] = headings.filter(({ tagName }) => tagName === 'h1')
  if (!found || others.length > 0 || !ancestorsOf(found).some(({ tagName }) => tagName === 'article')) return undefined
  const text = visibleStartOf([found], LONGEST)
  return text && countWords(head) <= 3 && toShare(toBag(text), toBag(head)) === 0 ? text : undefined
}

/** A heading may hold its section too: `Economy The price of bread`. */
function withoutKicker(seen: string, known: readonly string[]): string {
  return known.find((title) => seen.endsWith(title) && /[^\p{L}\p{N}]$/u.test(seen.slice(0, -title.length))) ?? seen
}

/** Where nothing says which part of `Site - Headline` is the site: the one with fewer words. */
function toPart(head: string): string {
  const parts = head.split(MARK).filter((_, at) => at % 2 === 0)
  const [first = '', ...others] = parts
  const last = others.at(-1)
  if (last === undefined) return head
  return countWords(first) >= countWords(last) ? head.slice(0, head.lastIndexOf(last)).replace(TRAILING, '') : last
}

/** Headings marked as the headline, then h1, then h2: some themes keep h1 for the site. */
function findHeadings(body: Parent): Element[] {
  const marked = findAll(body, isMarked)
  const first = findAll(body, (element) => element.tagName === 'h1')
  const second = findAll(body, (element) => element.tagName === 'h2').slice(0, 5)
  return [...new Set([...marked, ...first, ...second])].slice(0, 20)
}

/** All of it leads to a site's first page; or to its first folder, where it is as short as a site's name. */
function isHomeLink(heading: Element): boolean {
  const [link, ...others] = findNamed(heading, 'a')
  const text = visibleStartOf([heading], LONGEST)
  if (!link || others.length > 0 || visibleStartOf([link], LONGEST) !== text) return false
  const href = attribute(link, 'href') ?? ''
  if (/^(?:https?:\/\/[^/]+)?\/?(?:index\.\w+)?$/.test(href)) return true
  return countWords(text) <= 3 && /^(?:https?:\/\/[^/]+)?\/[\w-]+\/$/.test(href)
}

function isMarked(element: Element): boolean {
  if (!/^(?:h[1-6]|div|p|span)$/.test(element.tagName)) return false
  if (attribute(element, 'itemprop') === 'headline') return true
  const classes = listAttribute(element, 'class')
  const isNamed =
    classes.some((name) => NAMED.test(name)) || (classes.includes('entry-header') && /^h/.test(element.tagName))
  // A box around the heading has the date in it as well.
  return isNamed && findNamed(element, 'h1', 'h2', 'h3').length === 0
}

const NAMED = /^(?:entry-?title|p-name|post-?title|posttitle|story-?title|article-?title|news-?title|headline)$/i

/** The same words but for a few; a headline cut off or put differently for sharing is one too. */
function agrees(seen: string, said: string): boolean {
  const [one, other] = [toBag(seen), toBag(said)]
  if (one.size === 0 || other.size === 0) return false
  const [forth, back] = [toShare(one, other), toShare(other, one)]
  // `Headline - page 2 - Site`.
  if (said.startsWith(seen) && (said.slice(seen.length).match(MARK)?.index ?? 1) === 0) return true
  // `Headline - Site` holds the site's name as well as the headline.
  return (forth >= 0.75 && back >= 0.5) || (back >= 0.9 && forth >= 0.4 && one.size < 40)
}

const MARK = /( (?:[-–—|·•:»«›/]|::|»») | \|\|? |：|_(?=[^_]{1,20}$))/
const TRAILING = /(?: (?:[-–—|·•:»«›/]|::|»») ?| \|\|? |：|_)$/

/** `Headline - Site`, `Site: Headline` and `Headline | Section | Site` without the site. */
export function dropSite(title: string, site: string | undefined): string {
  if (site === undefined) return title
  const parts = title.split(MARK)
  const isSite = (part: string | undefined) => part !== undefined && isSameLine(part, site)
  if (parts.length >= 3 && isSite(parts.at(-1))) return parts.slice(0, -2).join('').trim()
  if (parts.length >= 3 && isSite(parts[0])) return parts.slice(2).join('').trim()
  return title.toLowerCase().startsWith(`${site.toLowerCase()}: `) ? title.slice(site.length + 2).trim() : title
}
